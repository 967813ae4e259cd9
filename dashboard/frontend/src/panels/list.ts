/** Exactly the shown events as a list: the way to read the map without seeing it. */
import { el } from "../dom";
import { _, ngettext, number } from "../i18n";
import type { Session } from "../session";
import { button, iconButton, panelHead, textButton } from "./controls";
import { download } from "./download";
import { icon, mark } from "./icons";
import { Names } from "./names";
import { Rows, SORTS, sortTitle, type Sort } from "./rows";

const PAGE = 100;

export class List {
  readonly element = el("section", { class: "hg-list", "aria-label": _("List of events") });
  private readonly rows: Rows;
  private sort: Sort = "date";
  private descending = false;
  private page = 0;
  private order: number[] = [];
  private off: () => void;

  constructor(
    private readonly session: Session,
    /** Is there room for a table? */
    private readonly wide: () => boolean,
    private readonly close: () => void,
  ) {
    this.rows = new Rows(session, new Names(session));
    this.off = session.state.on("settle", (_choice, changed) => {
      if ([...changed].every((key) => key === "picked" || key === "view" || key === "cumulative")) this.markPicked();
      else this.update(true);
    });
  }

  /** Draw anew; `first`: the events changed, so start on the first page. */
  update(first = false): void {
    if (!this.element.isConnected) return;
    if (first) this.page = 0;
    this.order = this.rows.shown(this.sort, this.descending);
    const pages = Math.max(Math.ceil(this.order.length / PAGE), 1);
    this.page = Math.min(this.page, pages - 1);
    const rows = this.order.slice(this.page * PAGE, (this.page + 1) * PAGE);
    const kept = (document.activeElement as HTMLElement | null)?.dataset?.keep;
    const parts = [this.head(), this.wide() ? this.table(rows) : this.cards(rows), this.foot(pages)];
    this.element.replaceChildren(...parts.filter((part) => part !== null));
    this.markPicked();
    if (kept) this.element.querySelector<HTMLElement>(`[data-keep="${kept}"]`)?.focus({ preventScroll: true });
  }

  /** Give the focus back to the row it was opened from. */
  focusRow(eventId: string | null): void {
    const rows = this.element.querySelectorAll<HTMLElement>("[data-event]");
    const row = [...rows].find((one) => one.dataset.event === eventId);
    (row ?? this.element.querySelector("h2"))?.focus();
  }

  destroy(): void {
    this.off();
  }

  private head(): HTMLElement {
    const n = this.order.length;
    const get = (kind: "csv" | "geojson", text: string) => {
      const save = button(text, () => download(this.session, this.order, kind), "download");
      save.disabled = n === 0;
      return save;
    };
    return panelHead(ngettext("{n} event", "{n} events", n), this.close, get("csv", "CSV"), get("geojson", "GeoJSON"));
  }

  private table(rows: number[]): HTMLElement {
    const heads = SORTS.map((sort) => {
      const active = sort === this.sort;
      const head = el(
        "button",
        { type: "button", "data-keep": `sort-${sort}`, onclick: () => this.sortBy(sort) },
        sortTitle(sort),
        active ? icon(this.descending ? "down" : "up") : null,
      );
      return el(
        "th",
        { scope: "col", "aria-sort": active ? (this.descending ? "descending" : "ascending") : "none" },
        head,
      );
    });
    const body = rows.map((row) =>
      el(
        "tr",
        { onclick: (event: MouseEvent) => (event.target as Element).closest("button") ?? this.open(row, event) },
        el("td", {}, this.rows.when(row)),
        el("td", {}, this.rows.place(row)),
        el("td", {}, el("span", { class: "hg-kind" }, mark(this.rows.layer(row)), this.rows.type(row))),
        el("td", {}, this.title(row)),
        el("td", {}, this.rows.outcome(row)),
        el("td", { class: "hg-number" }, number(this.rows.sources(row))),
      ),
    );
    return el(
      "div",
      { class: "hg-scroll", tabindex: 0, role: "group", "aria-label": _("Events") },
      el("table", { class: "hg-table" }, el("thead", {}, el("tr", {}, ...heads)), el("tbody", {}, ...body)),
    );
  }

  private cards(rows: number[]): HTMLElement {
    const options = SORTS.map((sort) => el("option", { value: sort, selected: sort === this.sort }, sortTitle(sort)));
    const chosen = () => this.sortBy(choose.value as Sort);
    const choose = el("select", { class: "hg-input", "data-keep": "sort", onchange: chosen }, ...options);
    const turn = iconButton(this.descending ? "down" : "up", _("Turn the order round"), () => this.sortBy(this.sort));
    turn.dataset.keep = "turn";
    const items = rows.map((row) => {
      const about = [this.rows.when(row), this.rows.place(row), this.rows.outcome(row)].filter(Boolean).join(" · ");
      return el(
        "li",
        {},
        el("span", { class: "hg-kind" }, mark(this.rows.layer(row)), this.rows.type(row)),
        this.title(row),
        el("span", { class: "hg-note" }, about),
      );
    });
    return el(
      "div",
      { class: "hg-scroll" },
      el(
        "div",
        { class: "hg-row hg-sortrow" },
        el("label", { class: "hg-row" }, el("span", {}, _("Sort by")), choose),
        turn,
      ),
      el("ul", { class: "hg-cardlist" }, ...items),
    );
  }

  private title(row: number): HTMLElement {
    const id = this.session.idOf(row);
    const title = textButton(this.session.texts.title[row], (event) => this.open(row, event));
    title.dataset.event = id;
    return title;
  }

  private foot(pages: number): HTMLElement | null {
    if (!this.order.length)
      return el("p", { class: "hg-note hg-pad" }, _("No event passes the filters and the time window."));
    if (pages === 1) return null;
    const turn = (by: number, text: string, name: string) => {
      const arrow = iconButton(name, text, () => {
        this.page += by;
        this.update();
        this.element.querySelector(".hg-scroll")?.scrollTo(0, 0);
      });
      arrow.disabled = this.page + by < 0 || this.page + by >= pages;
      arrow.dataset.keep = name;
      return arrow;
    };
    const where = _("Page {page} of {pages}", { page: number(this.page + 1), pages: number(pages) });
    return el(
      "div",
      { class: "hg-pager" },
      turn(-1, _("Previous page"), "back"),
      el("span", { role: "status" }, where),
      turn(1, _("Next page"), "forward"),
    );
  }

  private sortBy(sort: Sort): void {
    this.descending = sort === this.sort ? !this.descending : false;
    this.sort = sort;
    this.update(true);
  }

  private open(row: number, event: Event): void {
    this.session.state.set({ picked: this.session.idOf(row) }, event);
  }

  private markPicked(): void {
    const { picked } = this.session.state.choice;
    for (const one of this.element.querySelectorAll<HTMLElement>("[data-event]")) {
      const here = one.dataset.event === picked;
      if (here) one.setAttribute("aria-current", "true");
      else one.removeAttribute("aria-current");
    }
  }
}
