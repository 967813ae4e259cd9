/** When, where and with what outcome: each with its doubt in words. */
import { el } from "../dom";
import { _, label } from "../i18n";
import type { Config, EventCard } from "../types";
import { radiusWords, rangeWords, whenWords } from "../words";
import type { Names } from "./names";
import { placeUrl } from "./paths";

/** `episode`: the way to the story that the event is part of, as a `dd`. */
export function facts(card: EventCard, names: Names, config: Config, episode: HTMLElement | null): HTMLElement {
  const list = el("dl", { class: "hg-facts" });
  const add = (term: string, ...lines: (HTMLElement | null)[]) =>
    list.append(el("dt", {}, term), el("dd", {}, ...lines));
  // How it ended comes first: it is what a reader of an attempt asks.
  if (card.outcome) add(_("Outcome"), el("p", { class: "hg-outcome" }, label("outcomes", card.outcome)));
  add(_("When"), el("p", {}, whenWords(card.date, card.time_start, card.time_end)), basis(card.date_basis));
  add(_("Where"), ...where(card, names, config));
  for (const [field, quantity] of Object.entries(card.quantities)) {
    const range = rangeWords(quantity);
    if (range) add(label("quantities", field), el("p", { class: "hg-range" }, range));
  }
  if (episode) list.append(el("dt", {}, _("Episode")), episode);
  return list;
}

const note = (text: string): HTMLElement => el("p", { class: "hg-note" }, text);

function basis(code: string): HTMLElement | null {
  if (code === "relative")
    return note(
      _("The source gives no date; it was worked out from its words, such as a weekday or “ten days before”."),
    );
  if (code === "inferred") return note(_("The source gives no date; it was inferred from other facts."));
  return null;
}

function where(card: EventCard, names: Names, config: Config): (HTMLElement | null)[] {
  const written = card.where_as_written ? note(_("as written: “{text}”", { text: card.where_as_written })) : null;
  const place = names.placeRecord(card.place_id);
  if (!card.place_id || !place) return [el("p", {}, _("No source says where it happened.")), written];
  const parent = place.stands_in ? names.place(place.stands_in) : null;
  return [
    el("p", {}, el("a", { href: placeUrl(config, card.place_id) }, names.place(card.place_id))),
    place.radius_m ? note(radiusWords(place.radius_m)) : null,
    place.lon === null ? note(_("Nobody knows where this place was.")) : null,
    parent ? note(_("drawn at {place}, because this place has no coordinates of its own", { place: parent })) : null,
    written,
  ];
}
