/** The main view: the map fills it, the timeline lies under it, card and list open at its side. */
import { known } from "../days";
import { el, pageTitle } from "../dom";
import { _, number } from "../i18n";
import type { MapHandle } from "../map";
import type { Session } from "../session";
import type { Choice } from "../state";
import { NO_DAY, NO_POINT } from "../types";
import { Card } from "./card";
import { Empty, NO_FILTERS } from "./empty";
import { filterPanel } from "./filters";
import { group } from "./group";
import { icon } from "./icons";
import { panelHead } from "./controls";
import { List } from "./list";
import { activeFilters } from "./names";
import { Notices } from "./notices";
import { copyButton, viewUrl } from "./paths";
import { Side } from "./side";
import { summary } from "./summary";
import { Timeline } from "./timeline";
import { keepVisible, zoomFor } from "./view";

/** From this width on there is room for panels beside the map. */
const WIDE_PX = 900;

/** From this width on the list is a table (see layout.css). */
const TABLE_PX = 1100;

export class Explore {
  readonly element = el("div", { class: "hg-frame" });
  readonly mapHolder = el("div", { class: "hg-mapholder" });
  private readonly notices = new Notices();
  private readonly side: Side;
  private readonly list: List;
  private readonly card: Card;
  private readonly timeline: Timeline;
  private readonly status = el("p", { class: "hg-status" });
  private readonly live = el("p", { class: "hg-hidden", role: "status" });
  private readonly empty: Empty;
  private readonly listButton: HTMLButtonElement;
  private readonly filterButton: HTMLButtonElement;
  private map: MapHandle | null = null;
  /** What the card was opened from, to go back to. */
  private from: { content: "list" | "group"; node: HTMLElement } | null = null;
  private filtersOpen: { element: HTMLElement; destroy(): void } | null = null;
  private frame = 0;
  private keyed = false;
  private readonly cleanup: (() => void)[] = [];

  constructor(
    private readonly session: Session,
    private readonly root: HTMLElement,
    /** The page has no place for the filters; else they are here on a phone only, whose sidebar is out of sight. */
    filtersInside: boolean,
  ) {
    this.empty = new Empty(session);
    this.side = new Side(this.element, () => this.panelChanged());
    this.list = new List(session, this.roomy, () => this.close());
    this.card = new Card({
      session,
      open: (id, event) => session.state.set({ picked: id }, event),
      close: () => this.close(),
      back: () => (this.from ? () => this.back() : null),
    });
    this.timeline = new Timeline(session);
    this.listButton = el("button", { type: "button", class: "hg-button", onclick: () => this.toggleList() });
    this.filterButton = el("button", {
      type: "button",
      class: `hg-button${filtersInside ? "" : " hg-phone-only"}`,
      "aria-pressed": "false",
      onclick: () => this.toggleFilters(),
    });
    this.build();
    this.listen();
    this.paint();
    this.settle();
  }

  private build(): void {
    const share = copyButton(_("Share"), () => viewUrl(this.session.config, this.session.state.choice), "share");
    share.title = _("Copy a link to this view");
    this.element.append(
      el("div", { class: "hg-stage" }, this.mapHolder, this.empty.element, this.notices.element),
      this.side.element,
      el(
        "div",
        { class: "hg-bar" },
        pageTitle(_("Demolitions and resistance, Almaty"), "hg-title"),
        this.status,
        this.live,
        el("div", { class: "hg-row" }, this.listButton, this.filterButton, share),
      ),
      this.timeline.element,
    );
  }

  private listen(): void {
    const { state } = this.session;
    this.cleanup.push(
      state.on("move", (choice, changed) => {
        if (changed.has("picked")) this.picked(choice.picked);
        if (!changed.has("view")) this.schedule();
      }),
      state.on("settle", () => this.settle()),
    );
    const key = (event: KeyboardEvent) => {
      this.keyed = true;
      const ours = event.target === document.body || this.root.contains(event.target as Node);
      if (event.key !== "Escape" || event.defaultPrevented || !ours || !this.side.now) return;
      event.preventDefault();
      this.close();
    };
    const press = () => (this.keyed = false);
    document.addEventListener("keydown", key);
    document.addEventListener("pointerdown", press, true);
    let table = this.roomy();
    const observer = new ResizeObserver(() => {
      if (table !== this.roomy() && this.side.now === "list") this.list.update();
      table = this.roomy();
      this.map?.invalidate();
    });
    observer.observe(this.root);
    this.cleanup.push(() => {
      document.removeEventListener("keydown", key);
      document.removeEventListener("pointerdown", press, true);
      observer.disconnect();
    });
  }

  mount(map: MapHandle): void {
    this.map = map;
    map.onPick = (rows) => this.showGroup(rows);
    map.onNotice = (text) => this.notices.say("map", text);
    map.onKeep = () => this.card.focus();
    this.sayIgnored();
    const { picked, view } = this.session.state.choice;
    if (picked === null) return;
    const row = this.session.rowOf(picked);
    this.picked(picked);
    if (view === null && this.session.columns.x[row] !== NO_POINT) map.goTo(row, zoomFor(this.session.columns, row), false);
    this.show(row);
  }

  destroy(): void {
    cancelAnimationFrame(this.frame);
    for (const off of this.cleanup) off();
    this.timeline.destroy();
    this.list.destroy();
    this.filtersOpen?.destroy();
  }

  private wide = (): boolean => this.root.clientWidth >= WIDE_PX;
  private roomy = (): boolean => this.root.clientWidth >= TABLE_PX;

  /** Text that follows the hand: at most once a frame, and never spoken. */
  private schedule(): void {
    this.frame ||= requestAnimationFrame(() => this.paint());
  }

  private paint(): void {
    this.frame = 0;
    this.status.textContent = summary(this.session);
  }

  private settle(): void {
    const { choice } = this.session.state;
    if (this.live.textContent !== this.status.textContent) this.live.textContent = this.status.textContent;
    this.buttons(choice);
    this.empty.update();
  }

  private buttons(choice: Readonly<Choice>): void {
    const list = this.side.now === "list";
    this.listButton.replaceChildren(
      icon(list ? "map" : "list"),
      el("span", { class: "hg-button-text" }, list ? _("Map") : _("List")),
    );
    const n = activeFilters({ ...choice, from: null, to: null });
    this.filterButton.replaceChildren(
      icon("filter"),
      el("span", { class: "hg-button-text" }, _("Filters")),
      ...(n ? [el("span", { class: "hg-badge" }, number(n))] : []),
    );
    this.filterButton.setAttribute("aria-pressed", String(this.side.now === "filters"));
  }

  private panelChanged(): void {
    if (this.side.now !== "filters") {
      this.filtersOpen?.destroy();
      this.filtersOpen = null;
    }
    this.buttons(this.session.state.choice);
    this.map?.invalidate();
  }

  private picked(eventId: string | null): void {
    if (eventId === null) {
      if (this.side.now === "card") this.side.close(this.fallback());
      return;
    }
    const row = this.session.rowOf(eventId);
    this.widen(row);
    const active = document.activeElement as HTMLElement | null;
    // Walking over the map with the keys must not be torn away from it; Enter goes to the card.
    const focus = !this.mapHolder.contains(active) && (this.keyed || Boolean(active?.closest(".hg-root button")));
    const { now } = this.side;
    if (now === "list" || now === "group")
      this.from = { content: now, node: this.side.element.firstElementChild as HTMLElement };
    else if (now !== "card") this.from = null;
    this.side.show("card", this.card.element);
    this.show(row);
    // A sheet grows when its text arrives, and may then cover the event.
    void this.card.show(eventId, focus).then(() => this.session.state.choice.picked === eventId && this.show(row));
  }

  private show(row: number): void {
    if (this.map) keepVisible(this.map, row, this.wide() ? null : this.side.element);
  }

  /** An event opened from a link or a list may lie outside the window or the filters: make room, or say why it is not drawn. */
  private widen(row: number): void {
    const { state, selection, columns } = this.session;
    for (const key of ["widened", "undated", "filtered"]) this.notices.drop(key);
    const { from, to } = state.choice;
    const bounded = from !== null || to !== null;
    if (!selection.pass[row]) {
      this.notices.say("filtered", _("The filters leave this event out; it is shown because it was opened."), [
        { text: _("Reset filters"), run: () => state.set(NO_FILTERS) },
      ]);
    }
    if (!bounded) return;
    if (columns.start[row] === NO_DAY) {
      this.notices.say("undated", _("This event has no date, so it is in no time window."), [
        { text: _("All dates"), run: () => state.set({ from: null, to: null }) },
      ]);
      return;
    }
    const [first, last] = [columns.start[row], columns.end[row]];
    const wider = {
      from: from === null || !known(first) ? null : Math.min(from, first),
      to: to === null || !known(last) ? null : Math.max(to, last),
    };
    const touches = (from === null || last >= from) && (to === null || first <= to);
    const inside = wider.from === from && wider.to === to;
    if (inside || (touches && !state.choice.certain)) return;
    state.set(wider);
    this.notices.say("widened", _("The time window was widened to show this event."), [
      { text: _("Undo"), run: () => state.set({ from, to }) },
    ]);
  }

  private sayIgnored(): void {
    const { ignored } = this.session;
    if (ignored.length)
      this.notices.say("ignored", _("Parts of this link could not be used: {list}", { list: ignored.join(", ") }));
  }

  private toggleList(): void {
    if (this.side.now === "list") return this.close();
    this.unpick();
    this.side.show("list", this.list.element);
    this.list.update(true);
    this.list.focusRow(null);
  }

  private toggleFilters(): void {
    if (this.side.now === "filters") return this.close();
    this.unpick();
    const panel = filterPanel(this.session);
    const head = panelHead(_("Filters"), () => this.close());
    const node = el("section", { class: "hg-drawer", "aria-label": _("Filters") }, head, panel.element);
    this.side.show("filters", node);
    this.filtersOpen = panel;
    head.querySelector("h2")?.focus();
  }

  private showGroup(rows: number[]): void {
    this.unpick();
    const node = group(this.session, rows, () => this.close());
    this.side.show("group", node);
    node.querySelector<HTMLElement>("h2")?.focus({ preventScroll: true });
  }

  /** Another panel takes the place of the card: the event is no longer picked, the panel stays open. */
  private unpick(): void {
    this.from = null;
    if (this.side.now === "card") this.side.now = "group";
    this.session.state.set({ picked: null });
  }

  private back(): void {
    const { from } = this;
    const eventId = this.session.state.choice.picked;
    if (!from) return;
    this.from = null;
    this.side.show(from.content, from.node);
    this.session.state.set({ picked: null });
    if (from.content === "list") this.list.update();
    this.list.focusRow(eventId);
    const button = [...from.node.querySelectorAll<HTMLElement>("[data-event]")].find(
      (one) => one.dataset.event === eventId,
    );
    button?.focus();
  }

  private close(): void {
    this.from = null;
    this.side.close(this.fallback());
    this.session.state.set({ picked: null });
  }

  /** Where the focus goes when what opened a panel is gone. */
  private fallback(): HTMLElement {
    return this.mapHolder.querySelector<HTMLElement>("[tabindex='0']") ?? this.listButton;
  }
}
