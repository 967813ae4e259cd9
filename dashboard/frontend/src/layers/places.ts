/**
 * The places of events, drawn with their doubt: a circle within which the place surely lies, or its outline. Never a pin.
 */
import * as L from "leaflet";
import type { Place } from "../types";
import { contextOf, type MapContext } from "./context";
import { EDGE, type Fan, type Layout } from "./fan";
import { type Label, LabelLayer } from "./labels";
import { metresToPixels, pixelsPerUnit } from "./mercator";
import { nameOf, NAMES_FROM } from "./naming";

/** Circles wider than this, and whole cities and districts, are a faint dotted line: filled, they would grey the map. */
const WIDEST_FILL_M = 6_000;
const REGIONS = new Set(["city", "district", "region", "country"]);
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
  const faint = radius > WIDEST_FILL_M || REGIONS.has(place.kind);
  // At zoom 24 a pixel of the world is one unit of the payload.
  const onScreen = metresToPixels(radius, map.project([place.lat!, place.lon!], 24).y, map.getZoom());
  return {
    color: ink,
    weight: faint ? 0.75 : 1,
    opacity: !wanted || (!place.boundary && onScreen < SMALLEST_PX) ? 0 : faint ? 0.28 : 0.5,
    dashArray: faint ? "1 5" : "4 4",
    fill: wanted && !faint && onScreen < WIDEST_FILL_PX,
    fillColor: ink,
    fillOpacity: theme.dark ? 0.05 : 0.03, // circles lie over each other; together they must not darken the map
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
  const { only } = session.selection;
  for (let i = columns.n - 1; i >= 0; i--) if (!only || only[i]) firstRow.set(columns.places[columns.place[i]], i);
  const fanOf = (place: Place, zoom: number) => {
    const row = firstRow.get(place.place_id);
    return fans.always && row !== undefined ? fans.at(zoom).fanOf[row] : -1;
  };
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
        const layout = fans.always && fans.at(zoom);
        const fan = layout && layout.fans[fanOf(place, zoom)];
        return fan ? { dx: fan.dx, dy: fan.dy, radius: reach(fan, layout, session.selection.shown) } : { dx: 0, dy: 0, radius: 4 };
      },
    }));
}

/** How far the shown marks of a fan stand from its middle: a name stays close to the few that a filter leaves. */
function reach(fan: Fan, { dx, dy, size }: Layout, shown: Uint8Array): number {
  let far = 0;
  for (const row of fan.rows) if (shown[row]) far = Math.max(far, Math.hypot(dx[row] - fan.dx, dy[row] - fan.dy));
  return Math.min(fan.radius, far + EDGE * size);
}

/** The fans, as boxes a little smaller than their discs: a name may touch the rim, not the dots. */
function obstacles({ fans, map, session }: MapContext): { west: number; north: number; east: number; south: number }[] {
  if (!fans.always) return [];
  const zoom = map.getZoom();
  const origin = map.getPixelOrigin();
  const layout = fans.at(zoom);
  const scale = pixelsPerUnit(zoom);
  const { shown } = session.selection;
  return layout.fans.filter((fan) => fan.rows.some((row) => shown[row])).map((fan) => {
    const x = fan.x * scale + fan.dx - origin.x;
    const y = fan.y * scale + fan.dy - origin.y;
    const half = reach(fan, layout, shown) * 0.86;
    return { west: x - half, north: y - half, east: x + half, south: y + half };
  });
}
