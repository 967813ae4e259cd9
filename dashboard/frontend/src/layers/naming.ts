/** Names and dates of the map's own small labels, in the reader's language. */
import { _, language } from "../i18n";
import type { Session } from "../session";
import type { Place } from "../types";
import { dateWords } from "../words";

/** From this zoom on the map names the places of events itself; further out one fan holds too many of them. */
export const NAMES_FROM = 10;

export function placesOf(session: Session): Map<string, Place> {
  let known = cache.get(session);
  if (!known) cache.set(session, (known = new Map(session.frame.places.map((place) => [place.place_id, place]))));
  return known;
}
const cache = new WeakMap<Session, Map<string, Place>>();

/** The name of a place; English stands in where a language lacks it. */
export function nameOf(session: Session, placeId: string): string {
  const names = placesOf(session).get(placeId)?.names;
  if (!names) return "";
  const lang = language() as keyof typeof names;
  return names[lang] || names.en || names.ru || names.kk || "";
}

/** When an event happened, as exactly as its source says. */
export function whenOf(session: Session, row: number): string {
  const date = session.texts.date[row];
  return date ? dateWords(date) : _("date not known");
}
