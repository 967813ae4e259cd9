/** The words of the desk: fields, states, people and moments, in the editor's language. */
import { _, label, language } from "../i18n";
import { dayText } from "../days";
import { dateWords, rangeWords } from "../words";
import type { DeskClaim } from "./types";

/** What kind of thing a field tells; each has a colour and a line of its own in the text. */
export type Kind = "what" | "when" | "where" | "number";

const WHEN = ["date", "time_start", "time_end"];
const WHAT = ["event", "event_type", "summary", "outcome"];

export function kindOf(field: string): Kind {
  if (WHEN.includes(field)) return "when";
  if (field === "place_id") return "where";
  return WHAT.includes(field) ? "what" : "number";
}

export function kindWords(kind: Kind): string {
  if (kind === "when") return _("when");
  if (kind === "where") return _("where");
  return kind === "what" ? _("what") : _("how many");
}

export const CLAIMED = [...WHAT.slice(0, 2), ...WHEN, "place_id", "outcome", "summary"];

/** Letters that turn the direction of what follows: they are shown, and never heeded. */
export const BIDI = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;
export const signOf = (letter: string): string => `[U+${letter.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}]`;
/** Words of a report in a sentence of ours. */
export const plain = (text: string): string => text.replace(new RegExp(BIDI, "g"), signOf);

/** A field of a claim. */
export function fieldWords(field: string): string {
  const found = label("claim_fields", field);
  return found === field ? label("quantities", field) : found;
}

/** A field of a draft or an event, also those that no claim can speak of. */
export function valueWords(field: string): string {
  switch (field) {
    case "title":
      return _("What happened");
    case "summary":
      return _("Details");
    case "date_basis":
      return _("How the day is known");
    case "timezone":
      return _("Time zone");
    case "where_as_written":
      return _("Place as written");
    case "place":
      return _("Place");
    case "links":
      return _("Tied to");
    case "status":
    case "state":
      return _("Decision");
    case "text":
      return _("Words");
    case "quantity":
      return _("Number");
    case "stated_by":
      return _("Who says it");
    case "note":
      return _("Note");
    case "claims":
      return _("Claims");
    case "reason":
      return _("Reason");
    case "event_id":
      return _("Event");
    case "place_id":
      return _("Place");
    case "sensitivity":
      return _("Sensitivity");
    case "disclosure":
      return _("How exactly it may be shown");
    default:
      return fieldWords(field);
  }
}

export function stateWords(state: string): string {
  switch (state) {
    case "proposed":
      return _("to review");
    case "in_review":
      return _("in review");
    case "published":
      return _("published");
    case "rejected":
      return _("rejected");
    case "unverifiable":
      return _("cannot be verified");
    case "duplicate":
      return _("joined to another");
    case "withdrawn":
      return _("withdrawn");
    default:
      return state;
  }
}

/** "23 Nov, 09:41", in the editor's own time. */
export function momentWords(at: string): string {
  const date = new Date(at);
  if (!at || Number.isNaN(date.getTime())) return at;
  const pad = (n: number) => String(n).padStart(2, "0");
  const day = Math.floor((date.getTime() - date.getTimezoneOffset() * 60_000) / 86_400_000);
  const words = dayText(day, language(), { day: "numeric", month: "short", year: "numeric" });
  return `${words}, ${pad(date.getHours())}:${pad(date.getMinutes())}`;
}

/** A claim in one line: its number, or its words. */
export const claimWords = (claim: Pick<DeskClaim, "quantity" | "text">): string =>
  (claim.quantity ? rangeWords(claim.quantity) : "") || claim.text;

/** The value of a field as a reader would see it. */
export function shownValue(field: string, value: unknown): string {
  if (value === null || value === undefined || value === "") return _("empty");
  if (field === "event_type") return label("event_types", String(value));
  if (field === "outcome") return label("outcomes", String(value));
  if (field === "date") return dateWords(String(value));
  if (field === "date_basis") return label("date_basis", String(value));
  if (field === "status") return label("claim_status", String(value));
  if (field === "stated_by") return label("stated_by", String(value));
  if (field === "state") return stateWords(String(value));
  if (field === "quantity") return rangeWords(value as never);
  if (field === "place") return (value as { name: string }).name;
  if (Array.isArray(value)) return String(value.length);
  return String(value);
}
