/** Entry of the bundle: what the host page and folium's script may call. Exported as the global `holdground`. */
import * as L from "leaflet";

import { boot } from "./embed";

export { app } from "./app";
export { filters } from "./panels/filters";
export * from "./frame";
export { shared } from "./shared";

// folium's script and protomaps-leaflet both speak to Leaflet through the global.
(window as { L?: typeof L }).L = L;

boot();
