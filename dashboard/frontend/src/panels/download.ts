/** What is shown, as CSV or GeoJSON (RFC 7946), made in the browser from the very rows on screen. */
import { isoOf, known } from "../days";
import type { Session } from "../session";
import { NO_POINT, type Columns } from "../types";

const WORLD = 2 ** 32;

export interface Row {
  event_id: string;
  /** EDTF, as exact as the source; null when undated. */
  date: string | null;
  date_start: string | null;
  date_end: string | null;
  layer: string;
  event_type: string;
  place_id: string | null;
  lon: number | null;
  lat: number | null;
  radius_m: number | null;
  outcome: string | null;
  title: string;
  sources: string[];
  permalink: string;
}

/** Degrees from the Web Mercator fractions of the payload, to about ten centimetres. */
export function lonLat(x: number, y: number): [lon: number, lat: number] {
  const lat = Math.atan(Math.sinh(Math.PI * (1 - (2 * y) / WORLD))) * (180 / Math.PI);
  return [Number(((x / WORLD) * 360 - 180).toFixed(6)), Number(lat.toFixed(6))];
}

/** What the texts say of a row, and its address. */
type Said = Pick<Row, "event_id" | "date" | "title" | "permalink">;

export function rowOf(c: Columns, row: number, { event_id, date, title, permalink }: Said): Row {
  const placed = c.x[row] !== NO_POINT;
  const [lon, lat] = placed ? lonLat(c.x[row], c.y[row]) : [null, null];
  const iso = (day: number) => (known(day) ? isoOf(day) : null);
  const sources: string[] = [];
  for (let k = c.sourcePtr[row]; k < c.sourcePtr[row + 1]; k++) sources.push(c.sources[c.sourceIdx[k]]);
  return {
    event_id,
    date: date || null,
    date_start: iso(c.start[row]),
    date_end: iso(c.end[row]),
    layer: c.layers[c.layer[row]],
    event_type: c.eventTypes[c.eventType[row]],
    place_id: c.places[c.place[row]] || null,
    lon,
    lat,
    radius_m: placed ? c.radius[row] : null,
    outcome: c.outcomes[c.outcome[row]] || null,
    title,
    sources,
    permalink,
  };
}

export interface Provenance {
  data_version: number;
  licence: string;
  downloaded: string;
}

/** A spreadsheet runs a cell that starts like a formula; an apostrophe makes it text again. */
export function csvCell(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export function toCsv(rows: Row[], about: Provenance): string {
  const names = [
    "event_id",
    "date",
    "date_start",
    "date_end",
    "layer",
    "event_type",
    "place_id",
    "lon",
    "lat",
    "radius_m",
    "outcome",
    "title",
    "sources",
    "permalink",
  ] as const;
  const head = `# Holdground, data_version ${about.data_version}, ${about.licence}, downloaded ${about.downloaded}`;
  const lines = rows.map((row) =>
    names.map((name) => csvCell(name === "sources" ? row.sources.join(";") : row[name])).join(","),
  );
  return `${[head, names.join(","), ...lines].join("\r\n")}\r\n`;
}

/** Events nobody could place keep their properties and have no geometry. */
export function toGeoJson(rows: Row[], about: Provenance): string {
  const features = rows.map(({ lon, lat, ...properties }) => ({
    type: "Feature",
    id: properties.event_id,
    geometry: lon === null || lat === null ? null : { type: "Point", coordinates: [lon, lat] },
    properties,
  }));
  return JSON.stringify({ ...about, type: "FeatureCollection", features });
}

export function download(session: Session, rows: number[], kind: "csv" | "geojson"): void {
  const { columns, texts, config } = session;
  const permalink = (id: string) => `${window.location.origin}${config.base}/e/${encodeURIComponent(id)}`;
  const records = rows.map((row) =>
    rowOf(columns, row, {
      event_id: texts.event_id[row],
      date: texts.date[row],
      title: texts.title[row],
      permalink: permalink(texts.event_id[row]),
    }),
  );
  const about = {
    data_version: config.meta.data_version,
    licence: "CC BY 4.0",
    downloaded: new Date().toISOString().slice(0, 10),
  };
  const text = kind === "csv" ? toCsv(records, about) : toGeoJson(records, about);
  const blob = new Blob(kind === "csv" ? ["\ufeff", text] : [text], {
    type: kind === "csv" ? "text/csv;charset=utf-8" : "application/geo+json",
  });
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = `holdground-${about.data_version}-${about.downloaded}.${kind}`;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
