/** One look of the map, as numbers: what the painter and the hit test both need to place an event on the screen. */
import type * as L from "leaflet";
import type { Layout } from "./fan";
import type { Columns } from "../types";
import { onMap, pixelsPerUnit } from "./mercator";

/** Dots may stand this far from their true point: fans of events whose point is off the screen still show. */
const REACH_OUT = 260;

export interface Look {
  zoom: number;
  /** Pixels per unit of x and y. */
  scale: number;
  /** Pixel of the world at the left and top edge. */
  left: number;
  top: number;
  width: number;
  height: number;
  /** Device pixels per pixel. */
  density: number;
}

export function lookOf(map: L.Map): Look {
  const zoom = map.getZoom();
  const size = map.getSize();
  const corner = map.project(map.containerPointToLatLng([0, 0]), zoom);
  return { zoom, scale: pixelsPerUnit(zoom), left: corner.x, top: corner.y, width: size.x, height: size.y, density: 1 };
}

/** Rows that may be seen, into `found`; returns how many. */
export function visible(c: Columns, shown: Uint8Array, look: Look, found: Uint32Array): number {
  const { x, y, n } = c;
  const west = (look.left - REACH_OUT) / look.scale;
  const east = (look.left + look.width + REACH_OUT) / look.scale;
  const north = (look.top - REACH_OUT) / look.scale;
  const south = (look.top + look.height + REACH_OUT) / look.scale;
  let count = 0;
  for (let i = 0; i < n; i++) {
    if (shown[i] && x[i] >= west && x[i] <= east && y[i] >= north && y[i] <= south && onMap(x[i])) found[count++] = i;
  }
  return count;
}

/** Where the dot of a row stands, px from the map's top left corner. With a layout: its slot; without: its true point. */
export function place(c: Columns, row: number, look: Look, layout: Layout | null): { x: number; y: number } {
  const fan = layout && layout.fanOf[row] >= 0 ? layout.fans[layout.fanOf[row]] : null;
  if (!fan || !layout) return { x: c.x[row] * look.scale - look.left, y: c.y[row] * look.scale - look.top };
  return {
    x: fan.x * look.scale - look.left + layout.dx[row],
    y: fan.y * look.scale - look.top + layout.dy[row],
  };
}
