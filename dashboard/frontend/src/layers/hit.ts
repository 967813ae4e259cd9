/** Which events lie under a pointer. */
import type { MapContext } from "./context";
import { canvasOf } from "./events";
import { lookOf, place } from "./look";
import { onMap } from "./mercator";

const MOUSE_PX = 12; // half of the 24 px that a target must measure
const TOUCH_PX = 20;
/** Closer together than this, two marks cannot be told apart. */
const TOGETHER_PX = 9;

/** Rows under a point of the map's window, the nearest first; more than one only when they cannot be told apart. */
export function hit(context: MapContext, x: number, y: number, touch: boolean): number[] {
  const canvas = canvasOf(context);
  if (!canvas?.look) return [];
  const { columns } = context.session;
  const { look, rows, count, painter } = canvas;
  const layout = canvas.spread ? context.fans.at(look.zoom) : null;
  const reach = touch ? TOUCH_PX : MOUSE_PX;
  const found: { row: number; x: number; y: number; away: number }[] = [];
  for (let k = 0; k < count; k++) {
    if (!painter.styles[columns.layer[rows[k]]]) continue;
    const at = place(columns, rows[k], look, layout);
    const away = Math.hypot(at.x - x, at.y - y);
    if (away <= reach) found.push({ row: rows[k], x: at.x, y: at.y, away });
  }
  found.sort((a, b) => a.away - b.away || a.row - b.row);
  const best = found[0];
  if (!best) return [];
  return found.filter((one) => Math.hypot(one.x - best.x, one.y - best.y) < TOGETHER_PX).map((one) => one.row);
}

/** Where the mark of a row stands in the map's window, or null when it is not on the map. */
export function markAt(context: MapContext, row: number): { x: number; y: number } | null {
  const canvas = canvasOf(context);
  const { columns } = context.session;
  if (!canvas || !onMap(columns.x[row])) return null;
  const look = lookOf(context.map); // the last drawing may be older than the last move
  return place(columns, row, look, canvas.spread ? context.fans.at(look.zoom) : null);
}
