/** Mouse and finger on the events: a tooltip under the mouse, a pick on a click. */
import * as L from "leaflet";
import { el } from "../dom";
import { _, ngettext, number } from "../i18n";
import type { MapContext } from "./context";
import { hit, markAt } from "./hit";
import { nameOf, whenOf } from "./naming";

export function pointer(context: MapContext): () => void {
  const { map, session, hooks } = context;
  const tooltip = L.tooltip({ direction: "top", offset: [0, -12], className: "hg-tip", opacity: 1 });
  const noHover = window.matchMedia("(hover: none)");
  let over = "";
  let frame = 0;

  const show = (rows: number[]) => {
    const key = rows.join(" ");
    if (key === over) return;
    over = key;
    map.getContainer().classList.toggle("hg-over", rows.length > 0);
    const at = rows.length ? markAt(context, rows[0]) : null;
    if (!at) {
      map.closeTooltip(tooltip);
      return;
    }
    tooltip.setLatLng(map.containerPointToLatLng([at.x, at.y])).setContent(content(context, rows));
    map.openTooltip(tooltip);
  };
  const hide = () => show([]);

  const moved = (event: L.LeafletMouseEvent) => {
    if (frame) return;
    frame = requestAnimationFrame(() => {
      frame = 0;
      // A finger has no hover, and a tooltip during a drag would only flicker.
      if (noHover.matches || event.originalEvent.buttons) hide();
      else show(hit(context, event.containerPoint.x, event.containerPoint.y, false));
    });
  };
  const clicked = (event: L.LeafletMouseEvent) => {
    const rows = hit(context, event.containerPoint.x, event.containerPoint.y, isTouch(event.originalEvent));
    if (rows.length === 1) session.state.set({ picked: session.idOf(rows[0]) }, event.originalEvent);
    else if (rows.length) hooks.onPick(rows);
  };

  map.on("mousemove", moved).on("mouseout", hide).on("movestart zoomstart", hide).on("click", clicked);
  const off = session.state.on("move", hide);
  return () => {
    off();
    cancelAnimationFrame(frame);
    map.off("mousemove", moved).off("mouseout", hide).off("movestart zoomstart", hide).off("click", clicked);
  };
}

function content(context: MapContext, rows: number[]): HTMLElement {
  const { session } = context;
  if (rows.length > 1) {
    return el(
      "div",
      {},
      el("strong", {}, ngettext("{n} event here", "{n} events here", rows.length, { n: number(rows.length) })),
      el("span", {}, _("Click for the list")),
    );
  }
  const row = rows[0];
  const place = nameOf(session, session.columns.places[session.columns.place[row]]);
  return el(
    "div",
    {},
    el("strong", {}, session.texts.title[row]),
    el("span", {}, [whenOf(session, row), place].filter(Boolean).join(" · ")),
  );
}

function isTouch(event: MouseEvent): boolean {
  return (event as PointerEvent).pointerType === "touch";
}
