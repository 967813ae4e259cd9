/**
 * How the street map is drawn: few greys and a little blue, so that the events are the only colour on the map.
 *
 * Layer and property names are those of the Protomaps basemap tiles, version 4.
 */
import {
  CenteredTextSymbolizer,
  type Feature,
  GeomType,
  type LabelRule,
  LineLabelSymbolizer,
  LineSymbolizer,
  type PaintRule,
  PolygonSymbolizer,
  exp,
} from "protomaps-leaflet";
import { NAMES_FROM } from "./naming";

const FONT = "'Noto Sans Variable', 'Noto Sans', sans-serif";

const LIGHT = {
  sea: "#d3dde2",
  land: "#f5f4f1",
  green: "#e9ede3",
  works: "#eeece8",
  building: "#e8e5e0",
  path: "#ebe8e2",
  minor: "#ffffff",
  major: "#ffffff",
  casing: "#dcd8d0",
  rail: "#cfcac2",
  border: "#a8a3a0",
  region: "#cbc7c2",
  text: "#5f666d",
  strong: "#454c53",
  water: "#74909e",
  halo: "#f8f7f5",
};

const DARK: typeof LIGHT = {
  sea: "#161d23",
  land: "#22272c",
  green: "#252c2c",
  works: "#262b30",
  building: "#2b3036",
  path: "#2b3136",
  minor: "#32383e",
  major: "#3c434a",
  casing: "#1d2126",
  rail: "#383e44",
  border: "#6b7279",
  region: "#454b52",
  text: "#9aa2aa",
  strong: "#bcc3ca",
  water: "#5d7787",
  halo: "#1f2428",
};

export const backdrop = (dark: boolean): string => (dark ? DARK : LIGHT).sea;
export const landColour = (dark: boolean): string => (dark ? DARK : LIGHT).land;
export const borderColour = (dark: boolean): string => (dark ? DARK : LIGHT).border;
/** Loaded before the first tile is drawn: a canvas does not repaint when a font arrives. */
export const FONTS = [`400 12px ${FONT}`, `600 12px ${FONT}`];

const kind = (f: Feature): string => String(f.props.kind ?? "");
const isOneOf =
  (...kinds: string[]) =>
  (_zoom: number, f: Feature): boolean =>
    kinds.includes(kind(f));

/** Width of each class of road by zoom; protomaps-leaflet interpolates. */
const WIDTHS: Record<string, number[][]> = {
  path: [[14, 0], [16, 1], [20, 6]],
  minor_road: [[11.5, 0], [13, 0.8], [15, 3], [18, 10]],
  major_road: [[7, 0], [10, 0.9], [12, 1.8], [15, 5], [18, 15]],
  highway: [[4, 0], [7, 0.9], [10, 1.6], [12, 2.6], [15, 7], [18, 18]],
};

export function paintRules(dark: boolean): PaintRule[] {
  const c = dark ? DARK : LIGHT;
  const area = (dataLayer: string, fill: string, filter?: PaintRule["filter"], minzoom?: number): PaintRule => ({
    dataLayer,
    symbolizer: new PolygonSymbolizer({ fill }),
    filter,
    minzoom,
  });
  return [
    area("earth", c.land),
    area("landuse", c.green, isOneOf("park", "cemetery", "protected_area", "nature_reserve", "national_park", "forest", "wood", "golf_course", "grass", "grassland", "scrub", "village_green", "allotments", "recreation_ground", "garden"), 8),
    area("landuse", c.works, isOneOf("industrial", "railway", "aerodrome", "airfield", "military", "hospital", "school", "university", "college"), 10),
    area("water", c.sea, (_zoom, f) => f.geomType === GeomType.Polygon),
    {
      dataLayer: "water",
      minzoom: 9,
      symbolizer: new LineSymbolizer({ color: c.sea, width: exp(1.4, [[9, 0.4], [13, 1], [18, 6]]) }),
      filter: (_zoom, f) => f.geomType === GeomType.Line,
    },
    area("buildings", c.building, undefined, 14),
    { dataLayer: "roads", symbolizer: new LineSymbolizer({ color: c.rail, width: 0.8 }), filter: isOneOf("rail"), minzoom: 11 },
    ...["path", "minor_road", "major_road", "highway"].map((name) => casing(name, c.casing)),
    ...["path", "minor_road", "major_road", "highway"].map((name) => road(name, name === "path" ? c.path : name === "minor_road" ? c.minor : c.major)),
    ...borders(c),
  ];
}

/** On a light map white roads need a rim; it is a wider line underneath. */
function casing(name: string, color: string): PaintRule {
  const inner = exp(1.6, WIDTHS[name]);
  return {
    dataLayer: "roads",
    minzoom: 9,
    symbolizer: new LineSymbolizer({ color, width: (z: number) => (inner(z) > 0.3 ? inner(z) + 1.1 : 0) }),
    filter: isOneOf(name),
  };
}

function road(name: string, color: string): PaintRule {
  return { dataLayer: "roads", symbolizer: new LineSymbolizer({ color, width: exp(1.6, WIDTHS[name]) }), filter: isOneOf(name) };
}

function borders(c: typeof LIGHT): PaintRule[] {
  const level = (f: Feature) => Number(f.props.kind_detail ?? 0);
  const country = (f: Feature) => level(f) <= 2;
  return [
    {
      dataLayer: "boundaries",
      minzoom: 4,
      symbolizer: new LineSymbolizer({ color: c.region, width: 0.7, dash: [3, 2] }),
      filter: (_zoom, f) => !country(f) && level(f) <= 4,
    },
    { dataLayer: "boundaries", symbolizer: new LineSymbolizer({ color: c.border, width: 0.9 }), filter: (_zoom, f) => country(f) && !f.props.disputed },
    { dataLayer: "boundaries", symbolizer: new LineSymbolizer({ color: c.border, width: 0.9, dash: [3, 3] }), filter: (_zoom, f) => country(f) && Boolean(f.props.disputed) },
  ];
}

/** `ours`: names that the places layer writes itself; the street map then leaves them out. */
export function labelRules(dark: boolean, lang: string, ours: ReadonlySet<string>): LabelRule[] {
  const c = dark ? DARK : LIGHT;
  const labelProps = [`name:${lang}`, "name"];
  const base = { labelProps, stroke: c.halo, width: 3, lineHeight: 1.3 };
  const rank = (f?: Feature) => Number(f?.props.population_rank ?? 0);
  const big = (f?: Feature) => rank(f) > 9;
  const taken = (zoom: number, f: Feature) => zoom >= NAMES_FROM && ours.has(String(f.props[`name:${lang}`] ?? f.props.name ?? ""));
  return [
    {
      dataLayer: "places",
      symbolizer: new CenteredTextSymbolizer({ ...base, fill: c.strong, font: `600 12px ${FONT}`, letterSpacing: 1 }),
      filter: isOneOf("country"),
      maxzoom: 7,
    },
    {
      dataLayer: "places",
      symbolizer: new CenteredTextSymbolizer({
        ...base,
        fill: (_z: number, f?: Feature) => (big(f) ? c.strong : c.text),
        font: (_z: number, f?: Feature) => (big(f) ? `600 13px ${FONT}` : `400 11px ${FONT}`),
      }),
      // In front come the places that the tiles show first; small ones wait a little longer than they could.
      sort: (a, b) => Number(a.min_zoom ?? 99) - Number(b.min_zoom ?? 99),
      filter: (zoom, f) => kind(f) === "locality" && Number(f.props.min_zoom ?? 0) <= zoom - (big(f) ? 0 : 2) && !taken(zoom, f),
      minzoom: 4,
    },
    {
      dataLayer: "places",
      minzoom: 6,
      maxzoom: 9,
      symbolizer: new CenteredTextSymbolizer({ ...base, fill: c.text, font: `400 11px ${FONT}` }),
      filter: isOneOf("region"),
    },
    {
      dataLayer: "water",
      symbolizer: new CenteredTextSymbolizer({ ...base, fill: c.water, stroke: c.sea, font: `400 11px ${FONT}` }),
      filter: (_zoom, f) => f.geomType === GeomType.Point && ["ocean", "sea", "lake", "water", "bay"].includes(kind(f)),
    },
    {
      dataLayer: "places",
      minzoom: 12,
      symbolizer: new CenteredTextSymbolizer({ ...base, fill: c.text, font: `400 11px ${FONT}` }),
      filter: (zoom, f) => ["neighbourhood", "macrohood"].includes(kind(f)) && !taken(zoom, f),
    },
    {
      dataLayer: "roads",
      minzoom: 13,
      symbolizer: new LineLabelSymbolizer({ labelProps, fill: c.text, font: `400 11px ${FONT}`, width: 2.5, stroke: c.halo }),
      filter: isOneOf("highway", "major_road"),
    },
    {
      dataLayer: "roads",
      minzoom: 16,
      symbolizer: new LineLabelSymbolizer({ labelProps, fill: c.text, font: `400 11px ${FONT}`, width: 2.5, stroke: c.halo }),
      filter: isOneOf("minor_road"),
    },
  ];
}
