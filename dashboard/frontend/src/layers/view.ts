/** Where the map looks: the reader's own view, what is shown, or one event. */
import * as L from "leaflet";
import { FACETS } from "../state";
import type { MapContext } from "./context";
import { NARROW_PX, onMap, pixelsPerUnit, toLatLng } from "./mercator";

/** The first view holds this share of the events; the few that lie far away are a zoom-out off. */
const BULK = 0.85;
/** On a phone it holds the places with most events, until they hold this share: a city, not its surroundings. */
const HEART = 0.6;
/** On a phone the map's buttons lie in a row at the top, this high. */
const BUTTONS_PX = 56;
const WIDEST_DOUBT_M = 15_000;
const CLOSEST_ZOOM = 15;
const EVENT_ZOOM = 13;
const MARK_PX = 9; // half a mark, and a little air

/** Fit the map to the events that are shown; with no filter on, to the region where most of them lie. */
export function fitShown(context: MapContext, animate = !context.reducedMotion): void {
  const { map, session } = context;
  const shown = shownRows(context, session.selection.shown);
  // Nothing is shown: look at where the events would be.
  const rows = shown.length ? shown : shownRows(context, null);
  if (!rows.length) return;
  const size = map.getSize();
  const narrow = size.x < NARROW_PX;
  const all = shown.length > 0 && filtered(context);
  const chosen = all ? rows : narrow ? heart(context, rows) : bulk(context, rows);
  const bounds = L.latLngBounds([]);
  const { x, y, radius } = session.columns;
  const widest = narrow && !all ? 0 : WIDEST_DOUBT_M;
  const seen = new Set<string>();
  for (const row of chosen) {
    const key = `${x[row]} ${y[row]}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const at = toLatLng(x[row], y[row]);
    const metres = radius[row];
    bounds.extend(metres && metres <= widest ? at.toBounds(2 * metres) : at.toBounds(500));
  }
  const top = narrow ? BUTTONS_PX : 0;
  const rim = narrow ? MARK_PX : Math.min(48, size.x / 10, size.y / 10);
  const room = size.subtract([2 * rim, 2 * rim + top]);
  let zoom = Math.min(CLOSEST_ZOOM, map.getBoundsZoom(bounds, false, size.subtract(room)));
  let marks = marksAt(context, chosen, zoom);
  // Fans reach further than the points they belong to.
  while (marks && zoom > map.getMinZoom() && !room.contains(marks.getSize())) marks = marksAt(context, chosen, --zoom);
  const middle = marks?.getCenter() ?? map.project(bounds.getCenter(), zoom);
  map.setView(map.unproject(middle.subtract([0, top / 2]), zoom), zoom, { animate });
}

/** Where the marks will be drawn, px of the world; null when they are too many to be spread. */
function marksAt({ fans }: MapContext, rows: number[], zoom: number): L.Bounds | null {
  if (!fans.always) return null;
  const layout = fans.at(zoom);
  const scale = pixelsPerUnit(zoom);
  return L.bounds(
    rows.map((row) => {
      const { x, y } = layout.fans[layout.fanOf[row]];
      return L.point(x * scale + layout.dx[row], y * scale + layout.dy[row]);
    }),
  );
}

/** Show one event; its own zoom is close enough to see the street, far enough to see its place's doubt. */
export function goTo(context: MapContext, row: number, zoom?: number, animate = !context.reducedMotion): void {
  const { map, session } = context;
  const { x, y, radius } = session.columns;
  if (!onMap(x[row])) return;
  const at = toLatLng(x[row], y[row]);
  const whole = map.getBoundsZoom(at.toBounds(2.2 * Math.max(500, radius[row])));
  map.setView(at, zoom ?? Math.max(map.getZoom(), Math.min(EVENT_ZOOM, whole)), { animate });
}

function shownRows({ session }: MapContext, shown: Uint8Array | null): number[] {
  const { n, x } = session.columns;
  const rows: number[] = [];
  for (let i = 0; i < n; i++) if ((!shown || shown[i]) && onMap(x[i])) rows.push(i);
  return rows;
}

function filtered({ session }: MapContext): boolean {
  const { choice } = session.state;
  return FACETS.some((facet) => choice[facet].length) || choice.text !== "" || choice.from !== null || choice.to !== null;
}

/** The events nearest to the middle of them all, until they are the bulk. */
function bulk({ session }: MapContext, rows: number[]): number[] {
  const { x, y } = session.columns;
  const middle = (column: Uint32Array) => [...rows].sort((a, b) => column[a] - column[b]).map((row) => column[row])[rows.length >> 1];
  const [mx, my] = [middle(x), middle(y)];
  const away = (row: number) => Math.hypot(x[row] - mx, y[row] - my);
  const near = [...rows].sort((a, b) => away(a) - away(b) || a - b);
  return near.slice(0, Math.ceil(rows.length * BULK));
}

/** The points with most events, until they hold their share. */
function heart({ session }: MapContext, rows: number[]): number[] {
  const { x, y } = session.columns;
  const points = new Map<string, number[]>();
  for (const row of rows) {
    const key = `${x[row]} ${y[row]}`;
    const point = points.get(key);
    if (point) point.push(row);
    else points.set(key, [row]);
  }
  const found: number[] = [];
  for (const point of [...points.values()].sort((a, b) => b.length - a.length || a[0] - b[0])) {
    if (found.length >= rows.length * HEART) break;
    for (const row of point) found.push(row);
  }
  return found;
}
