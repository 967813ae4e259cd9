/** One facet: a group of checkboxes with live counts. Nothing ticked means that everything passes. */
import { el } from "../dom";
import { _, number } from "../i18n";
import { codesOf } from "../select";
import type { Session } from "../session";
import { NO_LAYER, START, type Facet } from "../state";
import { icon, mark } from "./icons";
import { facetTitle, type Names } from "./names";

/** Long lists show this many, the most frequent first, until more are asked for. */
const TOP = 8;
/** Beyond this, all at once would be too many: they come in steps of this size, and can be searched. */
const STEP = 50;

interface Box {
  row: HTMLElement;
  input: HTMLInputElement;
  count: HTMLElement;
}

interface Code {
  code: string;
  index: number;
  name: string;
}

/** The panel may be on the page twice, in the sidebar and in the drawer. */
let serial = 0;

export class FacetGroup {
  readonly element: HTMLElement;
  private readonly codes: Code[];
  /** Made when they are first shown. */
  private readonly boxes = new Map<string, Box>();
  private readonly list = el("div", { class: "hg-facet-list" });
  private readonly chosen = el("span", { class: "hg-badge", hidden: true });
  private readonly none = el("p", { class: "hg-note", hidden: true });
  private readonly find: HTMLInputElement | null = null;
  private readonly more: HTMLButtonElement | null = null;
  private limit = Infinity;

  constructor(
    private readonly session: Session,
    private readonly facet: Facet,
    names: Names,
    open: boolean,
  ) {
    this.codes = ordered(session, facet, names);
    const id = `hg-facet-${facet}-${++serial}`;
    const body = el("div", { class: "hg-facet-body", id, hidden: !open });
    if (this.codes.length > STEP) {
      const look = { type: "search", class: "hg-input", placeholder: _("Find in this list"), "aria-label": _("Find in this list") };
      this.find = el("input", { ...look, autocomplete: "off", oninput: () => this.update() });
      body.append(this.find);
    }
    body.append(this.list, this.none);
    if (this.codes.length > TOP + 1 && facet !== "type") {
      this.limit = TOP;
      this.more = el("button", { type: "button", class: "hg-textbutton", onclick: () => this.showMore() });
      body.append(this.more);
    }
    const head = el(
      "button",
      {
        type: "button",
        class: "hg-facet-head",
        "aria-expanded": String(open),
        "aria-controls": id,
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

  private box({ code, index, name }: Code): Box {
    let box = this.boxes.get(code);
    if (box) return box;
    const input = el("input", { type: "checkbox", onchange: (event: Event) => this.choose(code, input.checked, event) });
    const count = el("span", { class: "hg-count" });
    const layer = this.facet === "layer" ? code : this.facet === "type" ? layerOfType(this.session, index) : null;
    const row = el(
      "label",
      { class: "hg-check" },
      input,
      layer ? el("span", { class: "hg-check-mark" }, mark(layer)) : null,
      el("span", { class: "hg-check-text" }, name),
      count,
    );
    box = { row, input, count };
    this.boxes.set(code, box);
    return box;
  }

  private choose(code: string, on: boolean, event: Event): void {
    const ticked = new Set(this.session.state.choice[this.facet]);
    if (on) ticked.add(code);
    else ticked.delete(code);
    const codes = this.codes.map((one) => one.code).filter((one) => ticked.has(one));
    this.session.state.set({ [this.facet]: codes }, event);
  }

  private showMore(): void {
    if (this.limit >= this.codes.length) this.limit = TOP;
    else this.limit = this.codes.length <= STEP ? this.codes.length : Math.min(this.limit + STEP, this.codes.length);
    this.update();
  }

  /** Codes to show now: what the search finds, or the first ones; what is ticked always. */
  private wanted(ticked: ReadonlySet<string>): { codes: Code[]; found: number; limit: number } {
    const text = this.find?.value.trim().toLocaleLowerCase() ?? "";
    const found = text ? this.codes.filter(({ name }) => name.toLocaleLowerCase().includes(text)) : this.codes;
    const limit = text ? Math.max(this.limit, STEP) : this.limit;
    const first = new Set(found.slice(0, limit));
    return { codes: this.codes.filter((one) => first.has(one) || ticked.has(one.code)), found: found.length, limit };
  }

  /** Ticks and counts as they are now; a zero is greyed, never hidden. */
  update(): void {
    const { choice } = this.session.state;
    const counts = this.session.selection.counts(this.facet, choice);
    const ticked = new Set(choice[this.facet]);
    const { codes, found, limit } = this.wanted(ticked);
    const rows = codes.map((one) => {
      const box = this.box(one);
      box.input.checked = ticked.has(one.code);
      box.count.textContent = number(counts[one.index]);
      box.row.classList.toggle("hg-zero", counts[one.index] === 0);
      return box.row;
    });
    // Rows that stay are not touched, so that the focus stays too.
    if (rows.length !== this.list.children.length || rows.some((row, i) => row !== this.list.children[i]))
      this.list.replaceChildren(...rows);
    const nothing = ticked.has(NO_LAYER);
    this.chosen.hidden = ticked.size === 0;
    this.chosen.textContent = nothing ? _("None") : _("Chosen: {n}", { n: number(ticked.size) });
    this.none.hidden = !nothing && found > 0;
    this.none.textContent = nothing ? _("No layer is ticked, so nothing is shown.") : _("Nothing in this list has that name.");
    this.offerMore(found, limit);
  }

  private offerMore(found: number, limit: number): void {
    if (!this.more) return;
    const all = limit >= found;
    const step = Math.min(STEP, found - limit);
    this.more.hidden = all && limit > this.limit ? true : found <= TOP;
    this.more.textContent = all
      ? _("Show fewer")
      : this.codes.length <= STEP
        ? _("Show all {n}", { n: number(found) })
        : _("Show {step} more of {n}", { step: number(step), n: number(found) });
    this.more.setAttribute("aria-expanded", String(all));
  }
}

/** Codes that have events: layers as the vocabulary has them, types by layer, the rest by how many events they have. */
function ordered(session: Session, facet: Facet, names: Names): Code[] {
  const total = session.selection.counts(facet, START);
  const codes = codesOf(session.columns, facet)
    .map((code, index) => ({ code, index, name: names.code(facet, code) }))
    .filter(({ code, index }) => code !== "" && total[index] > 0);
  const floor = (index: number) =>
    facet === "type" ? session.columns.layers.indexOf(layerOfType(session, index) ?? "") : 0;
  if (facet !== "layer") codes.sort((a, b) => floor(a.index) - floor(b.index) || total[b.index] - total[a.index]);
  return codes;
}

function layerOfType(session: Session, type: number): string | null {
  const row = session.columns.eventType.indexOf(type);
  return row < 0 ? null : session.columns.layers[session.columns.layer[row]];
}
