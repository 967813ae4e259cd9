/** Moving the map so that the picked event can be seen, and no further. */
import type { MapHandle } from "../map";
import { NO_POINT, type Columns } from "../types";
import { lonLat } from "./download";

export const calm = (): boolean => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** A zoom at which the circle of doubt is about a third of a laptop's map. */
export function zoomFor(c: Columns, row: number): number {
  const metres = Math.max(c.radius[row], 150);
  const [, lat] = lonLat(c.x[row], c.y[row]);
  const world = 40_075_017 * Math.cos((lat * Math.PI) / 180);
  return Math.round(Math.min(Math.max(Math.log2((world / 256) * (110 / metres)), 4), 15));
}

/** Pan until the event is inside the part of the map that `cover` leaves free. */
export function keepVisible(map: MapHandle, c: Columns, row: number, cover: HTMLElement | null): void {
  if (row < 0 || c.x[row] === NO_POINT) return;
  const [lon, lat] = lonLat(c.x[row], c.y[row]);
  const box = map.map.getContainer().getBoundingClientRect();
  const top = cover?.getBoundingClientRect().top ?? Infinity;
  const height = Math.min(box.bottom, top) - box.top;
  const margin = cover ? height * 0.35 : Math.min(40, height / 4); // beside a dot, its fellows are fanned out
  const point = map.map.latLngToContainerPoint([lat, lon]);
  const inside = (value: number, size: number) => value >= margin && value <= size - margin;
  if (inside(point.x, box.width) && inside(point.y, height)) return;
  const far = Math.abs(point.x) > 3 * box.width || Math.abs(point.y) > 3 * box.height;
  map.map.panBy([point.x - box.width / 2, point.y - height / 2], { animate: !far && !calm() });
}
