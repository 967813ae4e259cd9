/** One confrontation told in order: the steps beside the map, which shows this episode's events only. */
import { el, pageTitle } from "../dom";
import { _, label, ngettext, number } from "../i18n";
import type { MapHandle } from "../map";
import type { Session } from "../session";
import { NO_POINT, type Episode, type EventCard } from "../types";
import { rangeWords, whenWords } from "../words";
import { Card } from "./card";
import { textButton } from "./controls";
import { icon, mark } from "./icons";
import { Notices } from "./notices";
import { copyButton, episodeUrl, windowUrl } from "./paths";
import { stepOf } from "./step";
import { calm, keepVisible, zoomFor } from "./view";

export function episodeView(session: Session, episodeId: string, goTo: (episodeId: string) => void): EpisodeView {
  const episode = session.frame.episodes.find((one) => one.episode_id === episodeId) ?? null;
  return new EpisodeView(session, episode, episodeChoice(session, episodeId, goTo));
}

export class EpisodeView {
  readonly element = el("div", { class: "hg-frame hg-frame-episode" });
  readonly mapHolder = el("div", { class: "hg-mapholder" });
  private readonly notices = new Notices();
  private readonly story = el("section", { class: "hg-story", "aria-label": _("Episode") });
  private readonly steps: string[];
  private readonly items: HTMLElement[] = [];
  private readonly counter = el("span", { class: "hg-counter", role: "status" });
  private readonly previous = this.stepButton(-1, _("Previous"), "back");
  private readonly next = this.stepButton(1, _("Next"), "forward");
  private step = 0;
  private map: MapHandle | null = null;
  private card: Card | null = null;

  constructor(
    private readonly session: Session,
    private readonly episode: Episode | null,
    private readonly choice: HTMLElement,
  ) {
    this.steps = (episode?.event_ids ?? []).filter((id) => session.rowOf(id) >= 0);
    session.selection.restrict(this.rows());
    session.selection.update(session.state.choice);
    this.build();
    document.addEventListener("keydown", this.key);
  }

  mount(map: MapHandle): void {
    this.map = map;
    map.onPick = (rows) => this.goId(this.session.idOf(rows[0]));
    map.onNotice = (text) => this.notices.say("map", text);
    map.onKeep = () => this.openCard(this.steps[this.step - 1]);
    map.fit();
    this.unsubscribe = this.session.state.on("move", (choice, changed) => {
      if (changed.has("picked") && choice.picked) this.goId(choice.picked);
    });
    const asked = new URLSearchParams(window.location.search).get("step");
    if (this.steps.length) this.go(stepOf(window.location.search, this.steps.length), false);
    if (asked !== null && asked !== String(this.step)) {
      this.notices.say(
        "ignored",
        _("Parts of this link could not be used: {list}", { list: `step=${asked}`.slice(0, 80) }),
      );
    }
  }

  private unsubscribe: () => void = () => undefined;

  destroy(): void {
    this.unsubscribe();
    document.removeEventListener("keydown", this.key);
    this.session.selection.restrict(null);
  }

  private rows = (): number[] => this.steps.map((id) => this.session.rowOf(id));

  private build(): void {
    const { session, episode } = this;
    const main = el(
      "a",
      { href: windowUrl(session.config, session.columns, this.rows()), class: "hg-backlink" },
      icon("map"),
      _("These days on the whole map"),
    );
    if (!episode || !this.steps.length) this.story.append(this.choice, pageTitle(_("There is no such episode."), "hg-story-title"), main);
    else {
      const list = el("ol", { class: "hg-steps" });
      this.steps.forEach((id, i) => this.items.push(this.item(id, i + 1)));
      list.append(...this.items);
      const head = el(
        "header",
        { class: "hg-story-head" },
        this.choice,
        pageTitle(episode.title, "hg-story-title"),
        episode.summary ? el("p", { class: "hg-summary" }, episode.summary) : null,
        el("p", { class: "hg-note" }, ngettext("{n} event, in order", "{n} events, in order", this.steps.length)),
        el(
          "div",
          { class: "hg-row" },
          main,
          copyButton(_("Share"), () => this.link(), "share"),
        ),
      );
      const outcome = el("section", { class: "hg-outcomes", hidden: true });
      this.story.append(
        el(
          "div",
          { class: "hg-story-scroll", tabindex: 0, role: "group", "aria-label": episode.title },
          head,
          list,
          outcome,
        ),
        el("div", { class: "hg-stepper" }, this.previous, this.counter, this.next),
      );
      void this.fill(outcome);
    }
    this.element.append(el("div", { class: "hg-stage" }, this.mapHolder, this.notices.element), this.story);
  }

  private item(id: string, step: number): HTMLElement {
    const title = this.session.texts.title[this.session.rowOf(id)];
    const button = el("button", { type: "button", class: "hg-step-title", onclick: () => this.go(step) }, title);
    return el("li", {}, el("p", { class: "hg-step-when" }, " "), button, el("div", { class: "hg-step-body" }));
  }

  /** Fetch the cards one after another and write what each step tells. */
  private async fill(outcome: HTMLElement): Promise<void> {
    const cards: EventCard[] = [];
    try {
      for (const [i, id] of this.steps.entries()) {
        const card = await this.session.source.card(id);
        cards.push(card);
        this.tell(this.items[i], card);
      }
    } catch {
      this.notices.say("network", _("Some steps could not be loaded. The network may be down."), [
        { text: _("Try again"), run: () => void this.fill(outcome) },
      ]);
      return;
    }
    outcomes(outcome, cards);
    if (this.step > 1) this.items[this.step - 1].scrollIntoView({ block: "nearest" }); // the steps have grown
  }

  private tell(item: HTMLElement, card: EventCard): void {
    const figures = Object.entries(card.quantities).map(([field, quantity]) => [
      label("quantities", field),
      rangeWords(quantity),
    ]);
    item
      .querySelector(".hg-step-when")!
      .replaceChildren(mark(card.layer), whenWords(card.date, card.time_start, card.time_end));
    item.querySelector(".hg-step-body")!.replaceChildren(
      ...(card.summary ? [el("p", {}, card.summary)] : []),
      ...figures
        .filter(([, range]) => range)
        .map(([name, range]) => el("p", { class: "hg-figure" }, el("span", {}, name), " ", el("strong", {}, range))),
      textButton(_("Sources and who says what"), () => this.openCard(card.event_id)),
    );
  }

  private stepButton(by: 1 | -1, text: string, name: string): HTMLButtonElement {
    const words = el("span", {}, text);
    return el(
      "button",
      { type: "button", class: "hg-button hg-big", onclick: () => this.go(this.step + by) },
      ...(by < 0 ? [icon(name), words] : [words, icon(name)]),
    );
  }

  private readonly key = (event: KeyboardEvent): void => {
    if (event.target !== document.body && !this.element.contains(event.target as Node)) return;
    if (event.key === "Escape" && this.card) return this.closeCard();
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    // The map has its own use for arrow keys.
    if (!by || this.card || this.mapHolder.contains(event.target as Node)) return;
    event.preventDefault();
    this.go(this.step + by);
  };

  private goId(id: string): void {
    const step = this.steps.indexOf(id) + 1;
    if (step && step !== this.step) this.go(step);
  }

  private go(step: number, scroll = true): void {
    if (step < 1 || step > this.steps.length || step === this.step) return;
    this.step = step;
    const id = this.steps[step - 1];
    const row = this.session.rowOf(id);
    this.items.forEach((item, i) => {
      if (i === step - 1) item.setAttribute("aria-current", "step");
      else item.removeAttribute("aria-current");
    });
    if (scroll) this.items[step - 1].scrollIntoView({ block: "nearest", behavior: calm() ? "auto" : "smooth" });
    this.previous.disabled = step === 1;
    this.next.disabled = step === this.steps.length;
    this.counter.textContent = _("{step} of {n}", { step: number(step), n: number(this.steps.length) });
    const url = new URL(window.location.href);
    url.searchParams.set("step", String(step));
    window.history.replaceState(window.history.state, "", url);
    this.session.state.set({ picked: id });
    this.fly(row);
  }

  private fly(row: number): void {
    const { columns } = this.session;
    if (!this.map || columns.x[row] === NO_POINT) return;
    const zoom = zoomFor(columns, row);
    if (this.map.map.getZoom() !== zoom) this.map.goTo(row, zoom);
    else keepVisible(this.map, row, null);
  }

  private link(): string {
    const url = new URL(episodeUrl(this.session.config, this.episode!.episode_id));
    url.searchParams.set("step", String(this.step));
    return url.href;
  }

  private openCard(id: string): void {
    this.goId(id);
    const host = {
      session: this.session,
      open: (other: string) =>
        this.steps.includes(other)
          ? (this.goId(other), void this.card?.show(other, true))
          : window.location.assign(`${this.session.config.base}/e/${encodeURIComponent(other)}`),
      close: () => this.closeCard(),
      back: () => null,
    };
    this.card = new Card(host);
    this.story.classList.add("hg-covered");
    this.story.append(this.card.element);
    void this.card.show(id, true);
  }

  private closeCard(): void {
    this.card?.element.remove();
    this.card = null;
    this.story.classList.remove("hg-covered");
    this.items[this.step - 1]?.querySelector<HTMLElement>(".hg-step-body button")?.focus();
  }
}

/** The other episodes, in the order of their days. */
function episodeChoice(session: Session, now: string, goTo: (episodeId: string) => void): HTMLElement {
  const { episodes } = session.frame;
  const first = (one: Episode) => Math.min(...one.event_ids.map((id) => session.rowOf(id)).filter((row) => row >= 0));
  const options = [...episodes]
    .sort((a, b) => first(a) - first(b))
    .map((one) => el("option", { value: one.episode_id, selected: one.episode_id === now }, one.title));
  const select = el(
    "select",
    {
      class: "hg-input",
      onchange: () => {
        const url = new URL(window.location.href);
        url.searchParams.set("episode", select.value);
        url.searchParams.delete("step");
        window.history.replaceState(window.history.state, "", url);
        goTo(select.value);
      },
    },
    ...options,
  );
  return el("label", { class: "hg-field" }, el("span", {}, _("Episode")), select);
}

/** How the attempts of the episode ended. */
function outcomes(section: HTMLElement, cards: EventCard[]): void {
  const attempts = cards.filter((card) => card.outcome);
  if (!attempts.length) return;
  section.hidden = false;
  section.replaceChildren(
    el("h2", {}, _("How it ended")),
    el(
      "ul",
      { class: "hg-plainlist" },
      ...attempts.map((card) =>
        el(
          "li",
          { class: "hg-linked" },
          mark(card.layer),
          el("span", {}, card.title, el("span", { class: "hg-note" }, label("outcomes", card.outcome))),
        ),
      ),
    ),
  );
}
