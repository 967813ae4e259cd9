/** Moving the map so that the picked event can be seen, and no further. */
import type { MapHandle } from "../map";
import type { Columns } from "../types";
import { lonLat } from "./download";

export const calm = (): boolean => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** A zoom at which the circle of doubt is about a third of a laptop's map. */
export function zoomFor(c: Columns, row: number): number {
  const metres = Math.max(c.radius[row], 150);
  const [, lat] = lonLat(c.x[row], c.y[row]);
  const world = 40_075_017 * Math.cos((lat * Math.PI) / 180);
  return Math.round(Math.min(Math.max(Math.log2((world / 256) * (110 / metres)), 4), 15));
}

/** The mark and the ring around it stay this far from the edges of what can be seen, px. */
const RIM = 36;
/** The buttons in the corner of the map, or along its top on a phone. */
const BUTTONS = 56;

/** Pan until the mark of the event is inside the part of the map that `cover` leaves free. */
export function keepVisible(map: MapHandle, row: number, cover: HTMLElement | null): void {
  const mark = row < 0 ? null : map.markAt(row);
  if (!mark) return;
  const box = map.map.getContainer().getBoundingClientRect();
  const bottom = Math.min(box.bottom, cover?.getBoundingClientRect().top ?? Infinity) - box.top;
  const [left, top] = cover ? [RIM, BUTTONS + RIM / 2] : [BUTTONS, RIM];
  const inside = mark.x >= left && mark.x <= box.width - RIM && mark.y >= top && mark.y <= bottom - RIM;
  if (inside) return;
  const far = Math.abs(mark.x) > 3 * box.width || Math.abs(mark.y) > 3 * box.height;
  map.map.panBy([mark.x - box.width / 2, mark.y - (top + bottom) / 2], { animate: !far && !calm() });
}
