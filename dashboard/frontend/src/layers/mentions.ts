/** Places that ingested reports name, whether or not an event was accepted there. Hollow diamonds: no event, no layer colour. */
import * as L from "leaflet";
import { el, svg } from "../dom";
import { ngettext, number } from "../i18n";
import { contextOf, type MapContext } from "./context";
import { nameOf, placesOf } from "./naming";

export class MentionsLayer extends L.LayerGroup {
  override onAdd(map: L.Map): this {
    const context = contextOf(map);
    for (const [placeId, reports] of reportsPerPlace(context)) {
      const place = placesOf(context.session).get(placeId);
      if (!place || place.lon === null || place.lat === null) continue;
      this.addLayer(mark(context, placeId, L.latLng(place.lat, place.lon), reports));
    }
    return super.onAdd(map);
  }

  override onRemove(map: L.Map): this {
    super.onRemove(map);
    this.clearLayers();
    return this;
  }
}

export const mentionsLayer = (): MentionsLayer => new MentionsLayer();

function reportsPerPlace({ session }: MapContext): Map<string, number> {
  const sources = new Map<string, Set<string>>();
  for (const { place_id, source_id } of session.frame.mentions) {
    const known = sources.get(place_id) ?? new Set();
    sources.set(place_id, known.add(source_id));
  }
  return new Map([...sources].map(([id, found]) => [id, found.size]));
}

function mark(context: MapContext, placeId: string, at: L.LatLng, reports: number): L.Marker {
  const diamond = svg("svg", { viewBox: "0 0 24 24", width: 24, height: 24, "aria-hidden": "true" }, svg("path", { d: "M12 4 20 12 12 20 4 12Z" }));
  const html = el("span", {}, diamond);
  const name = nameOf(context.session, placeId);
  const count = ngettext("named in {n} report", "named in {n} reports", reports, { n: number(reports) });
  const marker = L.marker(at, {
    icon: L.divIcon({ html, className: "hg-mention", iconSize: [24, 24] }),
    keyboard: true,
    alt: "",
    riseOnHover: true,
  });
  const pick = () => context.hooks.onPlace(placeId);
  marker.on("add", () => {
    const button = marker.getElement();
    button?.setAttribute("aria-label", `${name}, ${count}`);
    button?.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      event.stopPropagation();
      pick();
    });
  });
  marker.bindTooltip(el("div", {}, el("strong", {}, name), el("span", {}, count)), { className: "hg-tip", direction: "top", offset: [0, -10], opacity: 1 });
  marker.on("click", pick);
  return marker;
}
