/** The records that our own server sends; names are those of geodata.model. */

export type Day = number; // days since 1970-01-01
export const NO_DAY = -2147483648;
export const NO_POINT = 0xffffffff;

export interface Quantity {
  low: number | null;
  best: number | null;
  high: number | null;
}

export interface Columns {
  n: number;
  token: string;
  layers: string[];
  eventTypes: string[];
  outcomes: string[];
  places: string[];
  sources: string[];
  episodes: string[];
  x: Uint32Array;
  y: Uint32Array;
  start: Int32Array;
  end: Int32Array;
  minute: Int16Array;
  layer: Uint8Array;
  eventType: Uint8Array;
  outcome: Uint8Array;
  place: Uint16Array;
  episode: Uint16Array;
  radius: Uint32Array;
  sourcePtr: Uint32Array;
  sourceIdx: Uint16Array;
}

/** Rows in the order of Columns. */
export interface Texts {
  event_id: string[];
  title: string[];
  /** EDTF, with its own precision; empty when undated. */
  date: string[];
  text: string[];
}

export interface Place {
  place_id: string;
  kind: string;
  parent_id: string | null;
  names: { en: string; ru: string; kk: string };
  spellings: string[];
  /** Where it is drawn; null when nobody knows. */
  lon: number | null;
  lat: number | null;
  radius_m: number | null;
  /** The place whose point stands in because this one has none of its own. */
  stands_in: string | null;
  coordinate_source: string;
  confidence: string;
  note: string;
  boundary: GeoJSON.Geometry | null;
}

export interface SourceLite {
  source_id: string;
  title: string;
  publisher: string;
  publisher_kind: string;
  author: string;
  language: string;
  url: string | null;
  published: string;
  reliability: string;
  derived_from: string | null;
}

export interface Episode {
  episode_id: string;
  title: string;
  summary: string;
  place_id: string | null;
  event_ids: string[];
}

export interface Claim {
  claim_id: string;
  source_id: string;
  field: string;
  text: string;
  quantity: Quantity | null;
  stated_by: string;
  status: string;
  note: string;
}

export interface EventLink {
  link_type: string;
  /** "out": this event responds to the other; "in": the other responds to this one. */
  direction: "out" | "in";
  event_id: string;
  title: string;
  date: string;
  layer: string;
  event_type: string;
  note: string;
}

export interface EventCard {
  event_id: string;
  event_type: string;
  layer: string;
  title: string;
  summary: string;
  date: string; // EDTF
  date_start: string | null;
  date_end: string | null;
  date_basis: string;
  time_start: string | null;
  time_end: string | null;
  timezone: string;
  place_id: string | null;
  where_as_written: string;
  outcome: string;
  quantities: Record<string, Quantity>;
  episode_id: string | null;
  previous: string | null; // event_id in the episode
  next: string | null;
  sources: SourceLite[];
  claims: Claim[];
  links: EventLink[];
  note: string;
  corrected: string | null; // day of the last correction, ISO 8601
}

export interface NotOnMap {
  subject: string;
  title: string;
  reason: string; // a code: no_place | no_point | no_date | comparison | unresolved
  event_id: string | null;
}

export interface ReportMention {
  place_id: string;
  source_id: string;
  text: string;
  count: number;
}

export interface Frame {
  places: Place[];
  sources: SourceLite[];
  episodes: Episode[];
  not_on_map: NotOnMap[];
  mentions: ReportMention[];
}

export interface Meta {
  data_version: number;
  token: string;
  counts: Record<string, number>;
  bbox: [number, number, number, number] | null;
  date_start: string | null;
  date_end: string | null;
  not_on_map: number;
}

export interface Basemap {
  kind: "pmtiles" | "raster" | "world";
  url: string;
  max_zoom: number;
  attribution: string;
}

/** What the host page (Streamlit component, /embed) tells the front end. Constants only, never event data. */
export interface Config {
  base: string;
  lang: "en" | "ru" | "kk";
  ui: string; // url of the catalogue
  meta: Meta;
  frame_js: string; // url of folium's rendered script
  map_id: string; // name of folium's map variable and element
  layers: { layer: string; colour: string; shape: "triangle" | "circle" | "square" }[];
  basemaps: Basemap[]; // best first
  share_base: string; // path that a shared view is opened with
  episode?: string;
}
