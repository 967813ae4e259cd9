/** Where the map looks: the reader's own view, what is shown, or one event. */
import * as L from "leaflet";
import { FACETS } from "../state";
import type { MapContext } from "./context";
import { onMap, pixelsPerUnit, toLatLng } from "./mercator";

/** The first view holds this share of the events; the few that lie far away are a zoom-out off. */
const BULK = 0.85;
const WIDEST_DOUBT_M = 15_000;
const CLOSEST_ZOOM = 15;
const EVENT_ZOOM = 13;

/** Fit the map to the events that are shown; with no filter on, to the region where most of them lie. */
export function fitShown(context: MapContext, animate = !context.reducedMotion): void {
  const { map, session } = context;
  const rows = shownRows(context);
  if (!rows.length) return;
  const chosen = filtered(context) ? rows : bulk(context, rows);
  const bounds = L.latLngBounds([]);
  const { x, y, radius } = session.columns;
  const seen = new Set<string>();
  for (const row of chosen) {
    const key = `${x[row]} ${y[row]}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const at = toLatLng(x[row], y[row]);
    const metres = radius[row];
    bounds.extend(metres && metres <= WIDEST_DOUBT_M ? at.toBounds(2 * metres) : at.toBounds(500));
  }
  const size = map.getSize();
  const rim = Math.min(48, size.x / 10, size.y / 10); // the fans reach beyond the points
  const zoom = Math.min(CLOSEST_ZOOM, map.getBoundsZoom(bounds, false, L.point(2 * rim, 2 * rim)));
  map.setView(fanCentre(context, chosen, zoom) ?? bounds.getCenter(), zoom, { animate });
}

/** The middle of the marks as they will be drawn: fans reach further than the points they belong to. */
function fanCentre({ fans, map }: MapContext, rows: number[], zoom: number): L.LatLng | null {
  if (!fans.always) return null;
  const layout = fans.at(zoom);
  const scale = pixelsPerUnit(zoom);
  const marks = L.bounds(
    rows.map((row) => {
      const { x, y } = layout.fans[layout.fanOf[row]];
      return L.point(x * scale + layout.dx[row], y * scale + layout.dy[row]);
    }),
  );
  return map.unproject(marks.getCenter(), zoom);
}

/** Show one event; its own zoom is close enough to see the street, far enough to see its place's doubt. */
export function goTo(context: MapContext, row: number, zoom?: number): void {
  const { map, session, reducedMotion } = context;
  const { x, y, radius } = session.columns;
  if (!onMap(x[row])) return;
  const at = toLatLng(x[row], y[row]);
  const whole = map.getBoundsZoom(at.toBounds(2.2 * Math.max(500, radius[row])));
  map.setView(at, zoom ?? Math.max(map.getZoom(), Math.min(EVENT_ZOOM, whole)), { animate: !reducedMotion });
}

function shownRows({ session }: MapContext): number[] {
  const { n, x } = session.columns;
  const rows: number[] = [];
  for (let i = 0; i < n; i++) if (session.selection.shown[i] && onMap(x[i])) rows.push(i);
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
