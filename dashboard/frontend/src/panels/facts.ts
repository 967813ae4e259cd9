/** When, where and with what outcome: each with its doubt in words. */
import { el } from "../dom";
import { _, label } from "../i18n";
import type { Config, EventCard } from "../types";
import { radiusWords, whenWords } from "../words";
import type { Names } from "./names";
import { placeUrl } from "./paths";

export function facts(card: EventCard, names: Names, config: Config): HTMLElement {
  const list = el("dl", { class: "hg-facts" });
  const add = (term: string, ...lines: (HTMLElement | null)[]) =>
    list.append(el("dt", {}, term), el("dd", {}, ...lines));
  add(_("When"), el("p", {}, whenWords(card.date, card.time_start, card.time_end)), basis(card.date_basis));
  add(_("Where"), ...where(card, names, config));
  if (card.outcome) add(_("Outcome"), el("p", {}, label("outcomes", card.outcome)));
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
