/** The map under the events: local vector tiles, raster tiles through our server, or the embedded world. */
import * as L from "leaflet";
import { leafletLayer, TileCache, View } from "protomaps-leaflet";
import { _, language } from "../i18n";
import type { Basemap } from "../types";
import { wholeCredit } from "./attribution";
import { contextOf, type MapContext } from "./context";
import { nameOf } from "./naming";
import { OverzoomSource } from "./overzoom";
import { backdrop, FONTS, labelRules, landColour, paintRules } from "./streets";
import { WorldLayer } from "./world";

const LEVEL_DIFF = 1; // data of zoom z is drawn at zoom z + 1, as protomaps-leaflet does
const MAX_ZOOM = 19;
/** Letters that the names of a language need: each alphabet is a font file of its own, fetched only when asked for. */
const LETTERS: Record<string, string> = { ru: "AЖ", kk: "AЖҚ" };

type Streets = ReturnType<typeof leafletLayer> & L.GridLayer;

interface Inner {
  layer: L.Layer;
  setDark(dark: boolean): void;
}

export class BasemapLayer extends L.LayerGroup {
  private inner: Inner | null = null;
  private forget: () => void = () => {};

  private basemap: Basemap | null = null;

  /** folium knows only which base map it is: its address and its makers' words come with the configuration. */
  constructor(private readonly index: number) {
    super();
  }

  override getAttribution(): string {
    return this.basemap ? wholeCredit(this.basemap.attribution) : "";
  }

  override onAdd(map: L.Map): this {
    const context = contextOf(map);
    this.basemap ??= context.session.config.basemaps[this.index];
    this.inner ??= this.make(context, this.basemap);
    this.addLayer(this.inner.layer);
    this.inner.setDark(context.theme.dark);
    const paint = (dark: boolean) => {
      // Vector tiles bring their own sea; until they come, land is the better guess.
      const behind = this.basemap?.kind === "pmtiles" ? landColour(dark) : backdrop(dark);
      map.getContainer().style.backgroundColor = behind;
      this.inner?.setDark(dark);
    };
    paint(context.theme.dark);
    this.forget = context.theme.on(paint);
    return super.onAdd(map);
  }

  override onRemove(map: L.Map): this {
    this.forget();
    super.onRemove(map);
    this.clearLayers();
    return this;
  }

  /** Start anew when it is chosen again. */
  reset(): void {
    this.inner = null;
  }

  private make(context: MapContext, basemap: Basemap): Inner {
    const failed = () => fallBack(context, this);
    if (basemap.kind === "pmtiles") return streets(basemap, context, failed);
    if (basemap.kind === "raster") return raster(basemap, failed);
    const world = new WorldLayer(basemap.url, context.theme.dark, ourNames(context), failed);
    return { layer: world, setDark: (dark) => world.setDark(dark) };
  }
}

export const basemapLayer = ({ index }: { index: number }): BasemapLayer => new BasemapLayer(index);

/** Names that the places layer writes; the base map need not repeat them beside it. */
function ourNames({ session }: MapContext): Set<string> {
  const { places, place } = session.columns;
  return new Set([...new Set(place)].map((index) => nameOf(session, places[index])));
}

function streets(basemap: Basemap, context: MapContext, failed: () => void): Inner {
  const { dark } = context.theme;
  const url = new URL(basemap.url, window.location.origin).href; // the reader of archives wants an absolute address
  const source = new OverzoomSource(url);
  const lang = language();
  const ours = ourNames(context);
  const layer = leafletLayer({
    url, // required, but replaced below
    attribution: "",
    paintRules: paintRules(dark),
    labelRules: labelRules(dark, lang, ours),
    backgroundColor: backdrop(dark),
    maxDataZoom: basemap.max_zoom,
    lang,
    maxZoom: MAX_ZOOM,
    noWrap: true,
    tasks: FONTS.map((font) => document.fonts.load(font, LETTERS[lang] ?? "A")) as never,
  }) as Streets;
  layer.views = new Map([["", new View(new TileCache(source, 256 << LEVEL_DIFF), basemap.max_zoom, LEVEL_DIFF)]]);
  source.check().catch(failed);
  let now = dark;
  return {
    layer,
    setDark(next) {
      if (next === now) return;
      now = next;
      layer.paintRules = paintRules(next);
      layer.labelRules = labelRules(next, lang, ours);
      layer.backgroundColor = backdrop(next);
      layer.clearLayout();
      layer.rerenderTiles();
    },
  };
}

function raster(basemap: Basemap, failed: () => void): Inner {
  const layer = L.tileLayer(basemap.url, { maxNativeZoom: basemap.max_zoom, maxZoom: MAX_ZOOM, className: "hg-raster", noWrap: true });
  let came = false;
  layer.on("tileload", () => (came = true));
  layer.on("tileerror", () => {
    if (!came) failed();
  });
  return { layer, setDark: () => {} }; // the style sheet dims the pictures
}

/** Put the next base map in the place of one that does not come, and say so. */
function fallBack(context: MapContext, broken: BasemapLayer): void {
  const { map } = context;
  if (!map.hasLayer(broken)) return;
  const rest = context.basemaps.slice(context.basemaps.indexOf(broken) + 1);
  map.removeLayer(broken);
  broken.reset();
  const next = rest[0];
  if (next) map.addLayer(next);
  else map.attributionControl?.addAttribution(wholeCredit(""));
  context.hooks.onNotice(
    next
      ? _("The street map could not be loaded. A simpler map is shown instead.")
      : _("The base map could not be loaded. The events are still shown."),
  );
}
