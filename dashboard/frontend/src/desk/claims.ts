/** The claims of a draft: what the report says of each field, who says it, and what the editor makes of it. */
import { el } from "../dom";
import { _, codesOf, label } from "../i18n";
import { button, segments, textButton } from "../panels/controls";
import { choice, codes, labelled, newId, numberInput, textInput } from "./inputs";
import { claimWords, fieldWords, kindOf, plain } from "./naming";
import type { DeskClaim } from "./types";
import type { ShownClaim } from "./work";

export interface ClaimsHost {
  /** The claims as they are now. */
  claims(): ShownClaim[];
  /** The words of the report that a claim rests on. */
  quote(claim: ShownClaim): string;
  /** What it rests on where there is no report beside it. */
  basis?(claim: ShownClaim): HTMLElement;
  change(id: string, changes: Partial<DeskClaim>): void;
  drop(id: string): void;
  /** Show where it stands in the text. */
  reveal(id: string): void;
  locked: boolean;
}

const STATES = ["accepted", "rejected", "unverifiable"];

export class Claims {
  readonly element = el("ul", { class: "hg-claimlist" });
  private readonly open = new Set<string>();

  constructor(private readonly host: ClaimsHost) {
    this.draw();
  }

  draw(): void {
    this.element.replaceChildren(...this.host.claims().map((claim) => this.row(claim)));
  }

  /** Unfold a claim and go there. */
  show(id: string, focus: boolean): void {
    this.open.add(id);
    this.draw();
    const row = this.element.querySelector<HTMLElement>(`[data-id="${CSS.escape(id)}"]`);
    row?.scrollIntoView({ block: "nearest" });
    if (focus) row?.querySelector<HTMLElement>("input, button")?.focus();
  }

  private row(claim: ShownClaim): HTMLElement {
    const id = claim.claim_id;
    const quote = this.host.quote(claim);
    const decided = segments(
      newId(),
      _("Decision on “{field}”", { field: fieldWords(claim.field) }),
      STATES.map((status): [string, string] => [status, shortWords(status)]),
      (status) => {
        this.host.change(id, { status });
        row.classList.toggle("hg-claim-out", status === "rejected");
      },
    );
    // A proposed claim counts as accepted once the draft is: it stands on the same side of the switch.
    decided.set(claim.status === "proposed" ? "accepted" : claim.status);
    const unfolded = this.open.has(id);
    const more = button(unfolded ? _("Less") : _("Edit"), () => this.toggle(id));
    more.setAttribute("aria-expanded", String(unfolded));
    const row = el(
      "li",
      { class: `hg-claimrow hg-claim-${kindOf(claim.field)}`, "data-id": id },
      el(
        "div",
        { class: "hg-claim-head" },
        el("span", { class: "hg-field-name" }, fieldWords(claim.field)),
        el("span", { class: "hg-claim-value" }, plain(claimWords(claim))),
        claim.stated_by !== "unknown" ? el("span", { class: "hg-by" }, label("stated_by", claim.stated_by)) : null,
      ),
      this.host.basis
        ? this.host.basis(claim)
        : quote
        ? el("p", { class: "hg-claim-quote" }, textButton(_("“{text}”", { text: quote }), () => this.host.reveal(id)))
        : el("p", { class: "hg-note" }, _("The editor’s own knowledge; no words of the report.")),
      claim.note && !unfolded ? el("p", { class: "hg-note" }, claim.note) : null,
      this.host.locked
        ? el("p", { class: "hg-note" }, label("claim_status", claim.status))
        : el("div", { class: "hg-row hg-claim-tools" }, decided.element, more),
      unfolded && !this.host.locked ? this.fields(claim) : null,
    );
    if (claim.status === "rejected") row.classList.add("hg-claim-out");
    return row;
  }

  private fields(claim: ShownClaim): HTMLElement {
    const id = claim.claim_id;
    const change = (changes: Partial<DeskClaim>) => this.host.change(id, changes);
    const parts = { low: claim.quantity?.low ?? null, best: claim.quantity?.best ?? null, high: claim.quantity?.high ?? null };
    const number = (part: "low" | "best" | "high", words: string) =>
      labelled(
        words,
        numberInput(parts[part], words, (value) => {
          parts[part] = value;
          const known = Object.values(parts).some((one) => one !== null);
          change({ quantity: known ? { ...parts } : null });
        }),
      );
    return el(
      "div",
      { class: "hg-claim-fields" },
      labelled(_("Words"), textInput(claim.text, (text) => change({ text }))),
      codesOf("quantities").includes(claim.field)
        ? el("div", { class: "hg-threes" }, number("low", _("At least")), number("best", _("Their figure")), number("high", _("At most")))
        : null,
      labelled(
        _("Who says it"),
        choice(claim.stated_by, codes("stated_by", codesOf("stated_by")), (stated_by) => change({ stated_by })),
      ),
      labelled(_("Note"), textInput(claim.note, (note) => change({ note }))),
      claim.fresh ? button(_("Remove this claim"), () => (this.host.drop(id), this.element.parentElement?.querySelector<HTMLElement>(".hg-claimlist button")?.focus())) : null,
    );
  }

  private toggle(id: string): void {
    if (!this.open.delete(id)) this.open.add(id);
    this.draw();
    this.element
      .querySelector<HTMLElement>(`[data-id="${CSS.escape(id)}"] ${this.open.has(id) ? ".hg-claim-fields input" : "button[aria-expanded]"}`)
      ?.focus();
  }
}

function shortWords(status: string): string {
  if (status === "accepted") return _("Holds");
  return status === "rejected" ? _("Reject") : _("Unverifiable");
}
