/** One facet: a group of checkboxes with live counts. Nothing ticked means that everything passes. */
import { el } from "../dom";
import { _, number } from "../i18n";
import { codesOf } from "../select";
import type { Session } from "../session";
import { START, type Facet } from "../state";
import { icon, mark } from "./icons";
import { facetTitle, type Names } from "./names";

/** Long lists show this many, the most frequent first, until all are asked for. */
const TOP = 8;

interface Box {
  code: string;
  index: number;
  row: HTMLElement;
  input: HTMLInputElement;
  count: HTMLElement;
}

export class FacetGroup {
  readonly element: HTMLElement;
  private readonly boxes: Box[];
  private readonly chosen = el("span", { class: "hg-badge", hidden: true });
  private readonly more: HTMLButtonElement | null = null;
  private all = false;

  constructor(
    private readonly session: Session,
    private readonly facet: Facet,
    names: Names,
    open: boolean,
  ) {
    const total = session.selection.counts(facet, START);
    const codes = codesOf(session.columns, facet)
      .map((code, index) => ({ code, index }))
      .filter(({ code, index }) => code !== "" && total[index] > 0);
    const floor = (index: number) =>
      facet === "type" ? session.columns.layers.indexOf(layerOfType(session, index) ?? "") : 0;
    if (facet !== "layer") codes.sort((a, b) => floor(a.index) - floor(b.index) || total[b.index] - total[a.index]);
    this.boxes = codes.map(({ code, index }) => this.box(code, index, names));
    const body = el(
      "div",
      { class: "hg-facet-body", id: `hg-facet-${facet}`, hidden: !open },
      ...this.boxes.map((box) => box.row),
    );
    if (this.boxes.length > TOP + 1 && facet !== "type") {
      this.more = el("button", { type: "button", class: "hg-textbutton", onclick: () => this.toggleAll() });
      body.append(this.more);
    }
    const head = el(
      "button",
      {
        type: "button",
        class: "hg-facet-head",
        "aria-expanded": String(open),
        "aria-controls": `hg-facet-${facet}`,
        onclick: () => {
          body.hidden = !body.hidden;
          head.setAttribute("aria-expanded", String(!body.hidden));
        },
      },
      el("span", {}, facetTitle(facet)),
      this.chosen,
      icon("down"),
    );
    this.element = el("fieldset", { class: "hg-facet" }, el("legend", {}, head), body);
  }

  private box(code: string, index: number, names: Names): Box {
    const input = el("input", { type: "checkbox", onchange: (event: Event) => this.choose(event) });
    const count = el("span", { class: "hg-count" });
    const layer = this.facet === "layer" ? code : this.facet === "type" ? layerOfType(this.session, index) : null;
    const row = el(
      "label",
      { class: "hg-check" },
      input,
      layer ? el("span", { class: "hg-check-mark" }, mark(layer)) : null,
      el("span", { class: "hg-check-text" }, names.code(this.facet, code)),
      count,
    );
    return { code, index, row, input, count };
  }

  private choose(event: Event): void {
    const codes = this.boxes.filter((box) => box.input.checked).map((box) => box.code);
    this.session.state.set({ [this.facet]: codes }, event);
  }

  private toggleAll(): void {
    this.all = !this.all;
    this.update();
  }

  /** Ticks and counts as they are now; a zero is greyed, never hidden. */
  update(): void {
    const { choice } = this.session.state;
    const counts = this.session.selection.counts(this.facet, choice);
    const ticked = choice[this.facet];
    this.boxes.forEach((box, position) => {
      box.input.checked = ticked.includes(box.code);
      box.count.textContent = number(counts[box.index]);
      box.row.classList.toggle("hg-zero", counts[box.index] === 0);
      box.row.hidden = this.more !== null && !this.all && position >= TOP && !box.input.checked;
    });
    this.chosen.hidden = ticked.length === 0;
    this.chosen.textContent = _("Chosen: {n}", { n: number(ticked.length) });
    if (!this.more) return;
    this.more.textContent = this.all ? _("Show fewer") : _("Show all {n}", { n: number(this.boxes.length) });
    this.more.setAttribute("aria-expanded", String(this.all));
  }
}

function layerOfType(session: Session, type: number): string | null {
  const row = session.columns.eventType.indexOf(type);
  return row < 0 ? null : session.columns.layers[session.columns.layer[row]];
}
