/** Web Mercator as the payload has it: fractions of the world times 2^32. The only place that knows the conversion. */
import * as L from "leaflet";
import { NO_POINT } from "../types";

export const WORLD = 4294967296;
/** A map narrower than this is a phone's. */
export const NARROW_PX = 500;
const EARTH_METRES = 40_075_016.686; // length of the equator of the sphere that Web Mercator uses

/** Pixels of the map at `zoom` for one unit of x or y. */
export const pixelsPerUnit = (zoom: number): number => (256 * 2 ** zoom) / WORLD;

export const onMap = (x: number): boolean => x !== NO_POINT;

export function toLatLng(x: number, y: number): L.LatLng {
  const lat = (Math.atan(Math.sinh(Math.PI * (1 - (2 * y) / WORLD))) * 180) / Math.PI;
  return L.latLng(lat, (x / WORLD) * 360 - 180);
}

/** How many pixels `metres` on the ground are at height `y` of the world. */
export function metresToPixels(metres: number, y: number, zoom: number): number {
  return (metres * 256 * 2 ** zoom * Math.cosh(Math.PI * (1 - (2 * y) / WORLD))) / EARTH_METRES;
}
