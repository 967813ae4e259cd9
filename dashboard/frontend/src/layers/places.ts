/**
 * The places of events, drawn with their doubt: a circle within which the place surely lies, or its outline. Never a pin.
 */
import * as L from "leaflet";
import type { Place } from "../types";
import { contextOf, type MapContext } from "./context";
import { type Label, LabelLayer } from "./labels";
import { metresToPixels, pixelsPerUnit } from "./mercator";
import { nameOf, NAMES_FROM } from "./naming";

/** Circles wider than this (a whole city) are drawn as a line only, or they would colour the whole map. */
const CITY_M = 15_000;
const WIDE_M = 6_000;
/** Smaller than its own mark, a circle says nothing; wider than this, its fill would only grey the map. */
const SMALLEST_PX = 8;
const WIDEST_FILL_PX = 260;

export class PlacesLayer extends L.LayerGroup {
  private forget: () => void = () => {};

  override onAdd(map: L.Map): this {
    const context = contextOf(map);
    const pane = map.getPane("hg-places") ?? map.createPane("hg-places");
    pane.style.zIndex = "380";
    pane.style.pointerEvents = "none";
    const renderer = L.canvas({ pane: "hg-places", padding: 0.3 });
    const events = countPerPlace(context, null);
    const places = context.session.frame.places.filter(drawable).filter((place) => events.get(place.place_id));
    const shapes = places.map((place) => ({ place, shape: shapeOf(place, renderer) }));
    let shown = countPerPlace(context, context.session.selection.shown);
    const wanted = (place: Place) => Boolean(shown.get(place.place_id));
    const names = new LabelLayer("hg-place-names", 460, labels(context, places, events, wanted), () => obstacles(context));
    const paint = () => {
      for (const { place, shape } of shapes) shape.setStyle(styleOf(place, context, wanted(place)));
    };
    paint();
    for (const { shape } of shapes) this.addLayer(shape);
    this.addLayer(names);
    const stops = [
      context.theme.on(paint),
      // Only places of shown events; when the hand rests, for it costs more than a mark.
      context.session.state.on("settle", (_choice, changed) => {
        if (changed.size === 1 && (changed.has("view") || changed.has("picked"))) return;
        shown = countPerPlace(context, context.session.selection.shown);
        paint();
        names.arrange();
      }),
    ];
    map.on("zoomend", paint);
    this.forget = () => {
      for (const stop of stops) stop();
      map.off("zoomend", paint);
    };
    return super.onAdd(map);
  }

  override onRemove(map: L.Map): this {
    this.forget();
    super.onRemove(map);
    this.clearLayers();
    return this;
  }
}

export const placesLayer = (): PlacesLayer => new PlacesLayer();

function drawable(place: Place): place is Place & { lon: number; lat: number } {
  return place.lon !== null && place.lat !== null && place.stands_in === null;
}

/** How many events each place has, of all or of those marked in `only`. */
function countPerPlace({ session }: MapContext, only: Uint8Array | null): Map<string, number> {
  const { columns } = session;
  const counts = new Uint32Array(columns.places.length);
  for (let i = 0; i < columns.n; i++) if (!only || only[i]) counts[columns.place[i]]++;
  return new Map(columns.places.map((id, i) => [id, counts[i]]));
}

function shapeOf(place: Place & { lon: number; lat: number }, renderer: L.Renderer): L.Path | L.GeoJSON {
  if (place.boundary) return L.geoJSON(place.boundary, { interactive: false, style: { renderer } as L.PathOptions });
  return L.circle([place.lat, place.lon], { radius: place.radius_m ?? 0, renderer, interactive: false });
}

function styleOf(place: Place, { map, theme }: MapContext, wanted: boolean): L.PathOptions {
  const ink = theme.tone("ink");
  const radius = place.radius_m ?? 0;
  const city = radius > CITY_M;
  // At zoom 24 a pixel of the world is one unit of the payload.
  const onScreen = metresToPixels(radius, map.project([place.lat!, place.lon!], 24).y, map.getZoom());
  return {
    color: ink,
    weight: 1,
    opacity: !wanted || (!place.boundary && onScreen < SMALLEST_PX) ? 0 : city ? 0.25 : radius > WIDE_M ? 0.32 : 0.5,
    dashArray: city ? "2 6" : "4 4",
    fill: wanted && !city && onScreen < WIDEST_FILL_PX,
    fillColor: ink,
    fillOpacity: theme.dark ? 0.035 : 0.022, // circles lie over each other; together they must not darken the map
  };
}

/** One name for each fan: that of the place with most events in it. */
function labels(
  context: MapContext,
  places: (Place & { lon: number; lat: number })[],
  events: Map<string, number>,
  wanted: (place: Place) => boolean,
): Label[] {
  const { session, fans } = context;
  const firstRow = new Map<string, number>();
  const { columns } = session;
  for (let i = columns.n - 1; i >= 0; i--) firstRow.set(columns.places[columns.place[i]], i);
  const fanOf = (place: Place, zoom: number) => (fans.always ? fans.at(zoom).fanOf[firstRow.get(place.place_id)!] : -1);
  return places
    .filter((place) => nameOf(session, place.place_id))
    .sort((a, b) => events.get(b.place_id)! - events.get(a.place_id)! || a.place_id.localeCompare(b.place_id))
    .slice(0, 300)
    .map((place) => ({
      text: nameOf(session, place.place_id),
      at: L.latLng(place.lat, place.lon),
      className: "hg-label-place",
      minZoom: NAMES_FROM,
      wanted: () => wanted(place),
      group: (zoom) => fanOf(place, zoom),
      clearance: (zoom) => {
        const fan = fans.always && fans.at(zoom).fans[fanOf(place, zoom)];
        return fan ? { dx: fan.dx, dy: fan.dy, radius: fan.radius } : { dx: 0, dy: 0, radius: 4 };
      },
    }));
}

/** The fans, as boxes a little smaller than their discs: a name may touch the rim, not the dots. */
function obstacles({ fans, map }: MapContext): { west: number; north: number; east: number; south: number }[] {
  if (!fans.always) return [];
  const zoom = map.getZoom();
  const origin = map.getPixelOrigin();
  const { fans: all } = fans.at(zoom);
  const scale = pixelsPerUnit(zoom);
  return all.map((fan) => {
    const x = fan.x * scale + fan.dx - origin.x;
    const y = fan.y * scale + fan.dy - origin.y;
    const half = fan.radius * 0.86;
    return { west: x - half, north: y - half, east: x + half, south: y + half };
  });
}
