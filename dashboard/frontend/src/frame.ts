/** The constructors that folium's script calls; see dashboard/map_view.py for the other side. */
export { basemapLayer } from "./layers/basemap";
export { register } from "./layers/context";
export { fitControl, layerControl } from "./layers/controls";
export { eventLayer } from "./layers/events";
export { mentionsLayer } from "./layers/mentions";
export { placesLayer } from "./layers/places";
