/** Opens the map: runs folium's script in our page, joins it to the session, and hands back what the panels need. */
import * as L from "leaflet";
import { el } from "./dom";
import { expect, MapContext, type MapHooks } from "./layers/context";
import { addControls } from "./layers/controls";
import { settle } from "./layers/events";
import { markAt } from "./layers/hit";
import { keyboard } from "./layers/keyboard";
import { pointer } from "./layers/pointer";
import { fitShown, goTo } from "./layers/view";
import type { Session } from "./session";

export interface MapHandle extends MapHooks {
  map: L.Map;
  /** Zoom to what is shown. */
  fit(): void;
  goTo(row: number, zoom?: number, animate?: boolean): void;
  /** Where the mark of an event stands, px from the map's top left corner; null when it is not on the map. */
  markAt(row: number): { x: number; y: number } | null;
  /** The container changed its size. */
  invalidate(): void;
  setDark(dark: boolean): void;
  destroy(): void;
}

let queue: Promise<unknown> = Promise.resolve();

/** One map at a time: folium's script finds its element by id and its session by being next. */
export function openMap(container: HTMLElement, session: Session): Promise<MapHandle> {
  const opened = queue.then(() => open(container, session));
  queue = opened.catch(() => undefined);
  return opened;
}

async function open(container: HTMLElement, session: Session): Promise<MapHandle> {
  const { map_id, frame_js } = session.config;
  document.getElementById(map_id)?.removeAttribute("id"); // of a map that is on its way out
  const element = el("div", { id: map_id, class: "hg-map" });
  container.append(element);

  const notices: string[] = [];
  const hooks: MapHooks = {
    onPick: () => {},
    onNotice: (text) => notices.push(text),
    onPlace: (placeId) => session.state.set({ place: [placeId] }),
    onKeep: () => {},
  };
  const context = new MapContext(session, container, hooks, () => {
    look(context);
    addControls(context);
  });
  const calm = context.reducedMotion;
  L.Map.mergeOptions({ zoomAnimation: !calm, fadeAnimation: !calm, markerZoomAnimation: !calm, inertia: !calm });
  // The size is followed by watchSize, which knows that a turned phone is no wish to look elsewhere.
  L.Map.mergeOptions({ trackResize: false });
  expect(context);
  try {
    await script(frame_js);
  } finally {
    expect(null);
  }
  if (!context.map) throw new Error(`${frame_js} did not register a map`);
  context.ready = true;
  settle(context);
  const stops = [pointer(context), keyboard(context), follow(context), watchSize(context)];
  return handle(context, hooks, notices, () => {
    context.ready = false; // layers that leave with the map are not layers that the reader unticked
    for (const stop of stops) stop();
    context.theme.stop();
    context.map.remove();
    element.remove();
  });
}

function handle(context: MapContext, hooks: MapHooks, notices: string[], destroy: () => void): MapHandle {
  const { map } = context;
  const made = {
    map,
    fit: () => fitShown(context),
    goTo: (row: number, zoom?: number, animate?: boolean) => goTo(context, row, zoom, animate),
    markAt: (row: number) => markAt(context, row),
    invalidate: () => quietly(context, () => map.invalidateSize({ animate: false })),
    setDark: (dark: boolean) => context.theme.set(dark),
    destroy,
  } as MapHandle;
  for (const name of ["onPick", "onPlace", "onKeep", "onNotice"] as const) {
    Object.defineProperty(made, name, {
      enumerable: true,
      get: () => hooks[name],
      set: (call: never) => {
        hooks[name] = call;
        // What went wrong before anybody listened is said now.
        if (name === "onNotice") notices.splice(0).forEach((text) => hooks.onNotice(text));
      },
    });
  }
  return made;
}

/** The first look: the view of the link, else the events. Before any layer is added, so nothing is loaded in vain. */
function look(context: MapContext): void {
  const { map, session } = context;
  const { view } = session.state.choice;
  if (view) map.setView([view.lat, view.lon], view.zoom, { animate: false });
  else if (map.getSize().x) fitShown(context, false);
}

/** Keep the state's view and the map's view the same. */
function follow(context: MapContext): () => void {
  const { map, session, reducedMotion } = context;
  const { state } = session;
  const here = () => {
    const { lat, lng } = map.getCenter();
    return { zoom: map.getZoom(), lat: Number(lat.toFixed(4)), lon: Number(lng.toFixed(4)) };
  };
  const moved = () => {
    if (map.getSize().x && !context.quiet) state.set({ view: here() });
  };
  map.on("moveend", moved);
  const off = state.on("move", ({ view }, changed) => {
    if (!changed.has("view") || !view || same(view, here())) return;
    map.setView([view.lat, view.lon], view.zoom, { animate: !reducedMotion });
  });
  return () => {
    off();
    map.off("moveend", moved);
  };
}

/** Move the map without taking it for the reader's wish. */
function quietly(context: MapContext, move: () => void): void {
  const before = context.quiet;
  context.quiet = true;
  move();
  context.quiet = before;
}

type View = { zoom: number; lat: number; lon: number };
const same = (a: View, b: View): boolean =>
  a.zoom === b.zoom && Math.abs(a.lat - b.lat) < 1e-4 && Math.abs(a.lon - b.lon) < 1e-4;

/**
 * Follow the size of the container. Until the reader moves the map, it looks at the events anew each time: it may have
 * been made while it was hidden or while the panels around it were still missing.
 */
function watchSize(context: MapContext): () => void {
  const { map, session } = context;
  const watcher = new ResizeObserver(() => {
    const before = map.getSize();
    context.quiet = true;
    map.invalidateSize({ animate: false, pan: false });
    const size = map.getSize();
    if (!size.equals(before) && size.x && (!before.x || !session.state.choice.view)) look(context);
    context.quiet = false;
  });
  watcher.observe(map.getContainer());
  return () => watcher.disconnect();
}

function script(url: string): Promise<void> {
  return new Promise((done, failed) => {
    const tag = document.createElement("script");
    tag.src = url;
    tag.async = true;
    tag.onload = () => (tag.remove(), done());
    tag.onerror = () => (tag.remove(), failed(new Error(`${url} could not be loaded`)));
    document.head.append(tag);
  });
}
