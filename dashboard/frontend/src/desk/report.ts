/**
 * The text of a report with the words that claims rest on. Text stays text: it is cut into pieces, never parsed.
 *
 * Keys: arrows walk from claim to claim, Enter takes one to its draft, Shift with the arrows selects words from there on.
 */
import { el } from "../dom";
import { _ } from "../i18n";
import { button } from "../panels/controls";
import { Counter, findFrom, inOrder, pieces, trimmed, type Span } from "./spans";
import { BIDI, CLAIMED, fieldWords, kindOf, kindWords, plain, signOf, type Kind } from "./naming";
import { codesOf } from "../i18n";
import { choice, keyed } from "./inputs";

export interface Marked extends Span {
  field: string;
  draft: string;
  /** What the claim says, for those who do not see where it stands. */
  words: string;
  /** Turned down: shown with a line through it. */
  out: boolean;
}

export interface ReportHost {
  /** A claim was taken in the text. */
  take(span: Marked): void;
  /** Words were chosen as evidence. */
  evidence(field: string, start: number, end: number): void;
  /** Words were chosen that tell of an event of their own. */
  begin(start: number, end: number): void;
  /** The field that most lacks evidence; where the choice begins. */
  wanted(): string;
}

const KINDS: Kind[] = ["what", "when", "where", "number"];

export class Report {
  readonly element: HTMLElement;
  private readonly counter: Counter;
  private readonly body: HTMLElement;
  private readonly bar = el("div", { class: "hg-evidence", role: "group", hidden: true });
  private readonly search: HTMLInputElement;
  private readonly missing = el("span", { class: "hg-note", role: "status" });
  private starts: { at: number; node: Text }[] = [];
  private order: Marked[] = [];
  private holders = new Map<string, HTMLElement[]>();
  private current = "";
  private lit = "";
  private chosen: { start: number; end: number } | null = null;

  constructor(
    text: string,
    lang: string,
    private readonly host: ReportHost,
  ) {
    this.counter = new Counter(text);
    this.body = el("div", {
      class: "hg-report-text",
      ...(lang ? { lang } : {}),
      role: "group",
      "aria-label": _("Text of the report"),
      onclick: (event: MouseEvent) => this.clicked(event),
      onkeydown: (event: KeyboardEvent) => this.key(event),
      onfocusin: (event: FocusEvent) => this.light((event.target as HTMLElement).dataset?.claim ?? ""),
      onfocusout: () => this.light(""),
      onmouseover: (event: MouseEvent) => this.light(holderOf(event.target)?.dataset.claim ?? ""),
      onmouseleave: () => this.light(""),
    });
    this.search = el("input", {
      type: "search",
      class: "hg-input",
      "aria-label": _("Find words in the report"),
      placeholder: _("Find words in the report"),
      onkeydown: (event: KeyboardEvent) => event.key === "Enter" && (event.preventDefault(), this.find()),
    });
    const legend = el(
      "ul",
      { class: "hg-legend", "aria-label": _("What the marks in the text tell") },
      ...KINDS.map((kind) => el("li", {}, el("span", { class: `hg-span hg-span-${kind}` }, kindWords(kind)))),
    );
    const tools = el("div", { class: "hg-report-tools" }, this.search, this.missing, legend);
    this.element = el("div", { class: "hg-report" }, tools, this.body, this.bar);
    document.addEventListener("selectionchange", this.selected);
  }

  destroy(): void {
    document.removeEventListener("selectionchange", this.selected);
  }

  /** Mark the text anew; `draft` is the one that is open. */
  mark(spans: Marked[], draft: string): void {
    const by = new Map(spans.map((span) => [span.id, span]));
    const hadFocus = this.body.contains(document.activeElement);
    const first = new Set<string>();
    this.holders = new Map();
    this.starts = [];
    const nodes = pieces(this.counter, spans).map((piece) => {
      const parts = this.parts(piece.text, piece.start);
      if (!piece.spans.length) return parts;
      const covering = piece.spans.map((id) => by.get(id)!);
      // What belongs to the open draft comes before what belongs to others.
      const lead = covering.find((span) => span.draft === draft) ?? covering[0];
      const opens = covering.find((span) => span.start === piece.start && !first.has(span.id));
      for (const span of covering) if (span.start === piece.start) first.add(span.id);
      const holder = this.holder(lead, covering, opens ?? null, draft);
      holder.append(...parts);
      for (const span of covering) this.holders.set(span.id, [...(this.holders.get(span.id) ?? []), holder]);
      return [holder];
    });
    this.body.replaceChildren(...nodes.flat());
    this.order = inOrder(spans.filter((span) => this.holders.has(span.id))) as Marked[];
    if (!by.has(this.current)) this.current = this.order.find((span) => span.draft === draft)?.id ?? this.order[0]?.id ?? "";
    this.rove(hadFocus);
    // Without a claim there is nothing to walk: then the text itself takes the keys.
    this.body.tabIndex = this.order.length ? -1 : 0;
  }

  /** Bring a claim into view; with the focus, it stands out as well. */
  reveal(id: string, how: "focus" | "scroll"): void {
    const holder = this.holders.get(id)?.[0];
    if (!holder) return;
    this.current = id;
    this.rove(how === "focus");
    if (how === "focus") this.light(id);
    const box = this.body.getBoundingClientRect();
    const here = holder.getBoundingClientRect();
    this.body.scrollTop += here.top - box.top - box.height / 3;
  }

  /** The words that are chosen, which are let go of; null when there are none. */
  take(): { start: number; end: number } | null {
    const { chosen } = this;
    this.release();
    return chosen;
  }

  focusSearch(): void {
    this.search.focus();
  }

  private holder(lead: Marked, covering: Marked[], opens: Marked | null, draft: string): HTMLElement {
    const mine = covering.some((span) => span.draft === draft);
    const said = covering.map((span) => `${fieldWords(span.field)}: ${span.words}`).join("; ");
    return el("span", {
      class: [
        "hg-span",
        `hg-span-${kindOf(lead.field)}`,
        mine ? "" : "hg-span-other",
        covering.every((span) => span.out) ? "hg-span-out" : "",
        covering.length > 1 ? "hg-span-many" : "",
      ]
        .filter(Boolean)
        .join(" "),
      title: [...new Set(covering.map((span) => fieldWords(span.field)))].join(", "),
      "data-claim": opens?.id ?? lead.id,
      ...(opens ? { role: "button", tabindex: -1, "aria-description": said } : {}),
    });
  }

  /** A text as nodes; a letter that would turn the direction is kept in a box of its own, with a sign. */
  private parts(text: string, start: number): Node[] {
    let at = start;
    return text.split(new RegExp(`(${BIDI.source})`)).filter((part, _i, all) => part || all.length === 1).map((part) => {
      const node = document.createTextNode(part);
      this.starts.push({ at, node });
      at += [...part].length;
      return BIDI.test(part) ? el("span", { class: "hg-bidi", "data-sign": signOf(part) }, node) : node;
    });
  }

  private rove(focus: boolean): void {
    for (const holders of this.holders.values()) for (const one of holders) if (one.hasAttribute("tabindex")) one.tabIndex = -1;
    const holder = this.holders.get(this.current)?.[0];
    if (!holder) return;
    holder.tabIndex = 0;
    holder.setAttribute("role", "button");
    if (focus) holder.focus({ preventScroll: false });
  }

  private light(id: string): void {
    if (id === this.lit) return;
    for (const one of this.holders.get(this.lit) ?? []) one.classList.remove("hg-span-lit");
    for (const one of this.holders.get(id) ?? []) one.classList.add("hg-span-lit");
    this.lit = id;
  }

  private clicked(event: MouseEvent): void {
    const holder = holderOf(event.target);
    if (!holder || this.chosen) return;
    this.taken(holder.dataset.claim!);
  }

  private taken(id: string): void {
    const span = this.order.find((one) => one.id === id);
    if (!span) return;
    this.current = id;
    this.host.take(span);
  }

  private key(event: KeyboardEvent): void {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step && event.shiftKey) this.extend(step);
    else if (event.ctrlKey || event.altKey || event.metaKey) return;
    else if (step) this.walk(this.order.findIndex(({ id }) => id === this.current) + step);
    else if (event.key === "Home") this.walk(0);
    else if (event.key === "End") this.walk(this.order.length - 1);
    else if (event.key === "Escape" && this.chosen) this.release();
    else if (event.key === "Enter" && this.chosen) this.bar.querySelector("select")?.focus();
    else if (event.key === "Enter" || event.key === " ") this.taken(this.current);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  private walk(to: number): void {
    const span = this.order[Math.max(0, Math.min(to, this.order.length - 1))];
    if (!span) return;
    window.getSelection()?.removeAllRanges();
    this.current = span.id;
    this.rove(true);
    this.light(span.id);
  }

  /** Select words with the keys: from the claim that has the focus on, else from the beginning. */
  private extend(step: number): void {
    const selection = window.getSelection();
    if (!selection) return;
    if (!this.chosen) {
      const at = this.order.find(({ id }) => id === this.current)?.start ?? 0;
      const [node, offset] = this.domAt(at);
      selection.collapse(node, offset);
    }
    selection.modify("extend", step > 0 ? "forward" : "backward", "word");
  }

  private find(): void {
    const from = this.chosen && document.activeElement === this.search ? this.chosen.start + 1 : 0;
    const found = findFrom(this.counter, this.search.value, from);
    this.missing.textContent = found || !this.search.value.trim() ? "" : _("Not in the text.");
    if (!found) return;
    const [node, offset] = this.domAt(found.start);
    const [last, end] = this.domAt(found.end);
    window.getSelection()?.setBaseAndExtent(node, offset, last, end);
    node.parentElement?.scrollIntoView({ block: "nearest" });
    const box = this.body.getBoundingClientRect();
    const range = document.createRange();
    range.setStart(node, offset);
    this.body.scrollTop += range.getBoundingClientRect().top - box.top - box.height / 3;
    this.use(found);
  }

  /** The page's selection changed: is it words of the report? */
  private readonly selected = () => {
    const selection = window.getSelection();
    const range = selection && selection.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0) : null;
    if (!range || !this.body.contains(range.startContainer) || !this.body.contains(range.endContainer)) {
      // The hand is choosing a field for the words: they stay chosen.
      if (!this.bar.contains(document.activeElement) && document.activeElement !== this.search) this.use(null);
      return;
    }
    const [start, end] = [this.pointAt(range.startContainer, range.startOffset), this.pointAt(range.endContainer, range.endOffset)];
    this.use(trimmed(this.counter, start, end));
  };

  private use(found: { start: number; end: number } | null): void {
    if (found?.start === this.chosen?.start && found?.end === this.chosen?.end) return;
    this.chosen = found;
    this.bar.hidden = !found;
    if (!found) return;
    const whole = this.counter.slice(found.start, found.end);
    const words = whole.length > 160 ? `${whole.slice(0, 160)}…` : whole;
    const fields = [...new Set([...CLAIMED, ...codesOf("quantities")])];
    const pick = choice(this.host.wanted(), fields.map((field) => [field, fieldWords(field)] as const), () => {}, {
      "aria-label": _("Use as evidence for"),
    });
    const add = () => {
      if (this.chosen) this.host.evidence(pick.value, this.chosen.start, this.chosen.end);
      this.release();
    };
    const begin = () => {
      const words = this.take();
      if (words) this.host.begin(words.start, words.end);
    };
    pick.addEventListener("keydown", (event) => event.key === "Enter" && (event.preventDefault(), add()));
    this.bar.replaceChildren(
      el("p", { class: "hg-evidence-words" }, _("“{text}”", { text: plain(words) })),
      el("div", { class: "hg-row" }, el("span", { class: "hg-note" }, _("Use as evidence for")), pick, button(_("Add"), add), keyed(button(_("New draft from these words"), begin), "Alt+I")),
    );
  }

  private release(): void {
    const hadFocus = this.bar.contains(document.activeElement);
    window.getSelection()?.removeAllRanges();
    this.chosen = null;
    this.bar.hidden = true;
    if (!hadFocus) return;
    if (this.order.length) this.rove(true);
    else this.body.focus();
  }

  /** A place in the page to code points of the text. */
  private pointAt(container: Node, offset: number): number {
    const range = document.createRange();
    range.selectNodeContents(this.body);
    range.setEnd(container, offset);
    return this.counter.point(range.toString().length);
  }

  /** Code points of the text to a place in the page. */
  private domAt(point: number): [Node, number] {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.starts[middle].at <= point) low = middle;
      else high = middle - 1;
    }
    const { at, node } = this.starts[low] ?? { at: 0, node: this.body.firstChild as Text };
    return [node, Math.min(this.counter.unit(point) - this.counter.unit(at), node.length)];
  }
}

function holderOf(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>("[data-claim]") : null;
}
