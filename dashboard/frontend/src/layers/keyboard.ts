/** The map without a mouse: n and p (or ] and [) walk through the shown events in time order. */
import { el } from "../dom";
import { _ } from "../i18n";
import type { MapContext } from "./context";
import { markAt } from "./hit";
import { onMap, toLatLng } from "./mercator";
import { nameOf, whenOf } from "./naming";

const MARGIN = 60; // px from the edge of the map at which a picked event is brought further in

export function keyboard(context: MapContext): () => void {
  const { map, session } = context;
  const box = map.getContainer();
  const voice = el("div", { class: "hg-unseen", "aria-live": "polite" });
  box.append(voice);
  box.setAttribute("role", "application");
  box.setAttribute(
    "aria-label",
    _("Map of events. Press N or P for the next or previous event, Enter to open it, Escape to leave it. The list holds the same events."),
  );

  const pressed = (event: KeyboardEvent) => {
    if (event.target !== box || event.ctrlKey || event.metaKey || event.altKey) return;
    const picked = session.state.choice.picked;
    const row = picked === null ? -1 : session.rowOf(picked);
    if (event.key === "Escape" && picked !== null) session.state.set({ picked: null }, event);
    else if (event.key === "Enter" && row >= 0) context.hooks.onKeep(row);
    else if (event.key === "n" || event.key === "]") step(context, row, 1, event, voice);
    else if (event.key === "p" || event.key === "[") step(context, row, -1, event, voice);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  box.addEventListener("keydown", pressed);
  return () => {
    box.removeEventListener("keydown", pressed);
    voice.remove();
  };
}

function step(context: MapContext, from: number, way: 1 | -1, event: KeyboardEvent, voice: HTMLElement): void {
  const { session } = context;
  const { n, x } = session.columns;
  const { shown } = session.selection;
  const start = from < 0 ? (way > 0 ? -1 : n) : from;
  for (let row = start + way; row >= 0 && row < n; row += way) {
    if (!shown[row] || !onMap(x[row])) continue;
    session.state.set({ picked: session.idOf(row) }, event);
    bring(context, row);
    const place = nameOf(session, session.columns.places[session.columns.place[row]]);
    voice.textContent = [session.texts.title[row], whenOf(session, row), place].filter(Boolean).join(", ");
    return;
  }
  voice.textContent = way > 0 ? _("This is the last event shown.") : _("This is the first event shown.");
}

/** Pan only when the event is not well inside the window. */
function bring(context: MapContext, row: number): void {
  const { map, session, reducedMotion } = context;
  const at = markAt(context, row);
  const size = map.getSize();
  if (at && at.x > MARGIN && at.y > MARGIN && at.x < size.x - MARGIN && at.y < size.y - MARGIN) return;
  const { x, y } = session.columns;
  map.panTo(toLatLng(x[row], y[row]), { animate: !reducedMotion });
}
