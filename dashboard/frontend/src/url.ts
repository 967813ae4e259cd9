/**
 * The address bar is the link that readers share: every choice is in it, as text that a person can read.
 *
 * Bad values are left out and named in `ignored`; nothing in a link is ever evaluated.
 */
import { dayOf, isoOf } from "./days";
import { codesOf } from "./select";
import { FACETS, NO_LAYER, START, type Choice, type Facet } from "./state";
import type { Columns } from "./types";

export interface Restored {
  choice: Choice;
  /** `name=value` of each parameter that could not be used, cut to a length fit for a notice. */
  ignored: string[];
}

const MAX_TEXT = 200;

export function restore(search: string, columns: Columns, knownEvent: (id: string) => boolean): Restored {
  const query = new URLSearchParams(search);
  const choice: Choice = { ...START };
  const ignored: string[] = [];
  const bad = (name: string, value: string) => ignored.push(`${name}=${value}`.slice(0, 80));

  for (const facet of FACETS) {
    const given = query.getAll(facet);
    const known = knownCodes(facet, given, columns);
    choice[facet] = [...new Set(given.filter((value) => known.has(value)))];
    given.filter((value) => !known.has(value)).forEach((value) => bad(facet, value));
  }
  choice.text = (query.get("q") ?? "").slice(0, MAX_TEXT);

  const t = query.get("t");
  if (t !== null) {
    const window = parseWindow(t);
    if (window) [choice.from, choice.to] = window;
    else bad("t", t);
  }
  const when = query.get("when");
  if (when !== null) {
    if (when === "certain" || when === "possible") choice.certain = when === "certain";
    else bad("when", when);
  }
  const play = query.get("play");
  if (play !== null) {
    if (play === "cumulative" || play === "window") choice.cumulative = play === "cumulative";
    else bad("play", play);
  }
  const v = query.get("v");
  if (v !== null) {
    choice.view = parseView(v);
    if (!choice.view) bad("v", v);
  }
  const e = query.get("e");
  if (e !== null) {
    if (/^[A-Za-z0-9_-]{1,64}$/.test(e) && knownEvent(e)) choice.picked = e;
    else bad("e", e);
  }
  return { choice, ignored };
}

/** Codes that a facet may have in a link; "none" stands alone or not at all. */
function knownCodes(facet: Facet, given: string[], columns: Columns): Set<string> {
  if (facet === "layer" && given.length && given.every((value) => value === NO_LAYER)) return new Set([NO_LAYER]);
  return new Set(codesOf(columns, facet).filter(Boolean));
}

/** `2006-05-12`, `2006-05-01..2006-05-31`, `2006-05-01..`, `..2006-05-31`; both ends belong to the window. */
export function parseWindow(text: string): [number | null, number | null] | null {
  const ends = text.split("..");
  if (ends.length === 1) ends.push(ends[0]);
  if (ends.length !== 2 || (!ends[0] && !ends[1])) return null;
  const days = ends.map((end) => (end === "" ? null : dayOf(end)));
  if (days.some((day, i) => day === undefined && ends[i] !== "")) return null;
  const [from, to] = days as [number | null, number | null];
  return from !== null && to !== null && from > to ? null : [from, to];
}

/** `zoom/lat/lon`, as on openstreetmap.org. */
function parseView(text: string): Choice["view"] {
  const match = /^(\d{1,2}(?:\.\d{1,2})?)\/(-?\d{1,2}(?:\.\d{1,6})?)\/(-?\d{1,3}(?:\.\d{1,6})?)$/.exec(text);
  if (!match) return null;
  const [zoom, lat, lon] = match.slice(1).map(Number);
  return zoom <= 19 && Math.abs(lat) <= 85 && Math.abs(lon) <= 180 ? { zoom, lat, lon } : null;
}

/** Parameters of a choice; those at their start are left out, so that the plain address stays plain. */
export function toQuery(choice: Readonly<Choice>): URLSearchParams {
  const query = new URLSearchParams();
  for (const facet of FACETS) for (const code of choice[facet]) query.append(facet, code);
  if (choice.text) query.set("q", choice.text);
  if (choice.from !== null || choice.to !== null) {
    const from = choice.from === null ? "" : isoOf(choice.from);
    const to = choice.to === null ? "" : isoOf(choice.to);
    query.set("t", from === to ? from : `${from}..${to}`);
  }
  if (choice.certain) query.set("when", "certain");
  if (choice.cumulative) query.set("play", "cumulative");
  if (choice.picked) query.set("e", choice.picked);
  if (choice.view) {
    const { zoom, lat, lon } = choice.view;
    query.set("v", `${zoom}/${lat.toFixed(4)}/${lon.toFixed(4)}`);
  }
  return query;
}

export const OURS = [...FACETS, "q", "t", "when", "play", "e", "v"];

/** Write the choice into the address bar; parameters of others (lang, embed, …) stay. No rerun, no new history entry. */
export function write(choice: Readonly<Choice>): void {
  const url = new URL(window.location.href);
  for (const name of OURS) url.searchParams.delete(name);
  for (const [name, value] of toQuery(choice)) url.searchParams.append(name, value);
  window.history.replaceState(window.history.state, "", url);
}
