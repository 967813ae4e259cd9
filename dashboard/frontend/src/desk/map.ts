/** The small map of a place: candidates with their doubt, and a point that the editor puts down. Our own base map, nobody else's. */
import * as L from "leaflet";
import { el } from "../dom";
import { _ } from "../i18n";
import { basemapLayer } from "../layers/basemap";
import { MapContext } from "../layers/context";
import type { Session } from "../session";

export interface Spot {
  id: string;
  name: string;
  lon: number;
  lat: number;
  radius_m: number | null;
}

export interface SmallMap {
  element: HTMLElement;
  /** Draw the places; the chosen one stands out, and the map shows it. */
  show(spots: Spot[], chosen: string): void;
  destroy(): void;
}

const CLOSEST = 13;

export function smallMap(session: Session, pick: (id: string) => void, put: (lon: number, lat: number) => void): SmallMap {
  const element = el("div", { class: "hg-map hg-desk-map", "aria-label": _("Map of the possible places"), role: "application" });
  let map: L.Map | null = null;
  let context: MapContext | null = null;
  const group = L.layerGroup();
  let waiting: [Spot[], string] | null = null;

  // Leaflet needs an element that is on the page and has a size.
  const watcher = new ResizeObserver(() => {
    if (!map && element.clientWidth) open();
    map?.invalidateSize({ animate: false });
  });
  watcher.observe(element);

  function open(): void {
    const hooks = { onPick: () => {}, onNotice: () => {}, onPlace: () => {}, onKeep: () => {} };
    const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    map = L.map(element, { zoomAnimation: !calm, fadeAnimation: !calm, scrollWheelZoom: false, zoomControl: false, maxZoom: 18 });
    L.control.zoom({ zoomInTitle: _("Zoom in"), zoomOutTitle: _("Zoom out") }).addTo(map);
    map.attributionControl.setPrefix(false);
    map.setView([43.24, 76.9], 10);
    context = new MapContext(session, element, hooks, () => {});
    context.adopt(map);
    context.basemaps = session.config.basemaps.map((_basemap, index) => basemapLayer({ index }));
    context.basemaps[0]?.addTo(map);
    group.addTo(map);
    map.on("click", ({ latlng }) => put(round(latlng.lng), round(latlng.lat)));
    if (waiting) draw(...waiting);
  }

  function draw(spots: Spot[], chosen: string): void {
    if (!map || !context) return;
    group.clearLayers();
    const tone = context.theme.tone("ink");
    const bounds = L.latLngBounds([]);
    for (const spot of [...spots].sort((a, b) => Number(a.id === chosen) - Number(b.id === chosen))) {
      const at: L.LatLngTuple = [spot.lat, spot.lon];
      const mine = spot.id === chosen;
      if (spot.radius_m) {
        const ring = L.circle(at, { radius: spot.radius_m, color: tone, weight: mine ? 2 : 1, dashArray: "4 4", fillOpacity: mine ? 0.1 : 0.03, interactive: false });
        group.addLayer(ring);
        if (mine) bounds.extend(L.latLng(at).toBounds(2 * spot.radius_m));
      }
      const dot = L.circleMarker(at, { radius: mine ? 7 : 5, color: context.theme.tone("paper"), weight: 2, fillColor: tone, fillOpacity: mine ? 1 : 0.55 });
      dot.bindTooltip(el("span", {}, spot.name), { direction: "top", className: "hg-tip" });
      dot.on("click", (event) => (L.DomEvent.stopPropagation(event), pick(spot.id)));
      group.addLayer(dot);
      if (mine || !chosen) bounds.extend(at);
    }
    if (bounds.isValid()) map.fitBounds(bounds, { maxZoom: CLOSEST, padding: [24, 24], animate: false });
  }

  return {
    element,
    show(spots, chosen) {
      waiting = [spots, chosen];
      draw(spots, chosen);
    },
    destroy() {
      watcher.disconnect();
      context?.theme.stop();
      map?.remove();
    },
  };
}

/** A metre or so: nobody points more exactly. */
const round = (degrees: number): number => Math.round(degrees * 1e5) / 1e5;
