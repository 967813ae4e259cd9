/** Somebody else was faster: who, when, and field by field what is theirs and what is the editor's own. Nothing is lost. */
import { el } from "../dom";
import { _ } from "../i18n";
import { button } from "../panels/controls";
import { fieldWords, momentWords, shownValue, stateWords, valueWords } from "./naming";
import type { Work } from "./work";

export function staleNotice(work: Work, by: { who: string; at: string } | null, mine: () => void, theirs: () => void): HTMLElement {
  const told = by?.who
    ? _("{who} changed this draft on {when}, after you opened it. Nothing of yours was written, and nothing is lost.", { who: by.who, when: momentWords(by.at) })
    : _("Somebody changed this draft after you opened it. Nothing of yours was written, and nothing is lost.");
  const rows = work.differences().map(({ field, claim, yours, now }) => {
    const about = claim ? work.base.claims.find((one) => one.claim_id === claim) : undefined;
    const name = about ? `${fieldWords(about.field)}: ${valueWords(field)}` : valueWords(field);
    return el("tr", {}, el("th", { scope: "row" }, name), el("td", {}, shownValue(field, yours)), el("td", {}, shownValue(field, now)));
  });
  const state = work.conflict?.state ?? work.base.state;
  const open = ["proposed", "in_review"].includes(state);
  return el(
    "section",
    { class: "hg-stale", role: "alert", tabindex: -1 },
    el("p", {}, told),
    open ? null : el("p", {}, _("The draft is {state} now.", { state: stateWords(state) })),
    el(
      "table",
      {},
      el("thead", {}, el("tr", {}, el("td", {}), el("th", { scope: "col" }, _("yours")), el("th", { scope: "col" }, _("now")))),
      el("tbody", {}, ...rows),
    ),
    el("div", { class: "hg-row" }, open ? button(_("Go on with mine on top"), mine) : null, button(_("Take what is there now"), theirs)),
  );
}
