/** Figures as ranges with who says which under each; what nobody could verify stands apart and is in no range. */
import { el, outLink } from "../dom";
import { _, label } from "../i18n";
import type { Claim, EventCard, SourceLite } from "../types";
import { dateWords, rangeWords } from "../words";
import type { Names } from "./names";

type FindSource = (id: string) => SourceLite | null;

export function sourceFinder(card: EventCard, names: Names): FindSource {
  const own = new Map(card.sources.map((source) => [source.source_id, source]));
  return (id) => own.get(id) ?? names.sourceRecord(id);
}

const verified = (claim: Claim): boolean => claim.status === "accepted";

export function figures(card: EventCard, find: FindSource): HTMLElement | null {
  const known = Object.entries(card.quantities).filter(([, quantity]) => rangeWords(quantity) !== "");
  if (!known.length) return null;
  const list = el("ul", { class: "hg-figures" });
  for (const [field, quantity] of known) {
    const claims = card.claims.filter((claim) => claim.field === field && verified(claim));
    list.append(
      el(
        "li",
        {},
        el(
          "p",
          { class: "hg-figure" },
          el("span", {}, label("quantities", field)),
          " ",
          el("strong", {}, rangeWords(quantity)),
        ),
        claims.length ? el("ul", { class: "hg-claims" }, ...claims.map((claim) => said(claim, find))) : null,
      ),
    );
  }
  return el("section", {}, el("h3", {}, _("Who says so")), list);
}

/** "350 to 400 · resident · Fergana.ru": the number, who said it, where it was read. */
function said(claim: Claim, find: FindSource): HTMLElement {
  const figure = claim.quantity ? rangeWords(claim.quantity) : "";
  const source = find(claim.source_id);
  const by = speaker(claim);
  return el(
    "li",
    {},
    el("span", { class: "hg-said" }, figure || claim.text),
    by ? el("span", { class: "hg-by" }, by) : null,
    source ? outLink(source.url, source.publisher) : el("span", {}, claim.source_id),
    figure && claim.text && claim.text !== figure
      ? el("span", { class: "hg-quote" }, _("“{text}”", { text: claim.text }))
      : null,
    claim.note ? el("span", { class: "hg-note" }, claim.note) : null,
  );
}

const speaker = (claim: Claim): string =>
  claim.stated_by && claim.stated_by !== "unknown" ? label("stated_by", claim.stated_by) : "";

/** Rumours and claims still to be checked. Rejected ones are not shown. */
export function unverified(card: EventCard, find: FindSource): HTMLElement | null {
  const claims = card.claims.filter((claim) => !verified(claim) && claim.status !== "rejected");
  if (!claims.length) return null;
  const rows = claims.map((claim) => {
    const row = said(claim, find);
    row.prepend(el("span", { class: "hg-field-name" }, fieldWords(card, claim.field)));
    row.append(el("span", { class: "hg-note" }, label("claim_status", claim.status)));
    return row;
  });
  return el(
    "section",
    { class: "hg-unverified" },
    el("h3", {}, _("Claimed, not verified")),
    el("ul", { class: "hg-claims" }, ...rows),
  );
}

function fieldWords(card: EventCard, field: string): string {
  const quantity = label("quantities", field);
  return field in card.quantities || quantity !== field ? quantity : label("claim_fields", field);
}

/** Each source once, with how far it is trusted and what it alone says about fields that are not figures. */
export function sources(card: EventCard, find: FindSource): HTMLElement | null {
  if (!card.sources.length) return null;
  const items = card.sources.map((source) => {
    const claims = card.claims.filter(
      (claim) => claim.source_id === source.source_id && verified(claim) && !(claim.field in card.quantities),
    );
    const about = [source.publisher, source.author, source.published ? dateWords(source.published) : ""]
      .filter(Boolean)
      .join(" · ");
    const origin = source.derived_from ? find(source.derived_from) : null;
    return el(
      "li",
      {},
      outLink(source.url, source.title || source.publisher),
      el("p", { class: "hg-note" }, about),
      source.reliability ? el("p", { class: "hg-note" }, label("reliability", source.reliability)) : null,
      source.derived_from
        ? el(
            "p",
            { class: "hg-note" },
            _("Copy or translation of {source}", { source: origin?.publisher ?? source.derived_from }),
          )
        : null,
      claims.length ? el("ul", { class: "hg-claims" }, ...claims.map((claim) => fieldClaim(card, claim))) : null,
    );
  });
  return el("section", {}, el("h3", {}, _("Sources")), el("ul", { class: "hg-sources" }, ...items));
}

function fieldClaim(card: EventCard, claim: Claim): HTMLElement {
  const by = speaker(claim);
  return el(
    "li",
    {},
    claim.field === "event" ? null : el("span", { class: "hg-field-name" }, fieldWords(card, claim.field)),
    el("span", {}, claim.text || (claim.quantity ? rangeWords(claim.quantity) : "")),
    by ? el("span", { class: "hg-by" }, by) : null,
    claim.note ? el("span", { class: "hg-note" }, claim.note) : null,
  );
}
