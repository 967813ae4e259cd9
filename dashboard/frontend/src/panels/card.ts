/** One event, from its mark on the map to the sentence in the source. */
import { el } from "../dom";
import { _, inverse, label, ngettext, number } from "../i18n";
import type { Session } from "../session";
import type { Episode, EventCard, EventLink } from "../types";
import { dateWords } from "../words";
import { button, iconButton, textButton } from "./controls";
import { facts } from "./facts";
import { figures, sourceFinder, sources, unverified } from "./figures";
import { mark } from "./icons";
import { Names } from "./names";
import { copyButton, episodeUrl, eventUrl } from "./paths";

export interface CardHost {
  session: Session;
  /** Open another event from a link on this card. */
  open(eventId: string, event: Event): void;
  close(): void;
  /** The way back to the list that the card was opened from; null when there was none. */
  back(): (() => void) | null;
}

export class Card {
  readonly element = el("section", { class: "hg-card", "aria-label": _("Event") });
  private readonly names: Names;
  private wanted = "";

  constructor(private readonly host: CardHost) {
    this.names = new Names(host.session);
  }

  /** Load and show an event; `focus` when it was opened with the keys or from a list. */
  async show(eventId: string, focus: boolean): Promise<void> {
    this.wanted = eventId;
    const title = this.host.session.texts.title[this.host.session.rowOf(eventId)] ?? eventId;
    this.fill(title, null, el("p", { class: "hg-note", role: "status" }, _("Loading…")));
    if (focus) this.focus();
    try {
      const card = await this.host.session.source.card(eventId);
      if (this.wanted !== eventId) return;
      this.fill(
        card.title,
        el("p", { class: "hg-kind" }, mark(card.layer), label("event_types", card.event_type)),
        ...this.body(card),
      );
      this.element.scrollTop = 0;
    } catch {
      if (this.wanted !== eventId) return;
      const retry = button(_("Try again"), () => void this.show(eventId, true));
      this.fill(
        title,
        null,
        el("p", { role: "alert" }, _("This event could not be loaded. The network may be down.")),
        retry,
      );
    }
    if (focus) this.focus();
  }

  focus(): void {
    this.element.querySelector<HTMLElement>("h2")?.focus({ preventScroll: true });
  }

  private fill(title: string, kind: HTMLElement | null, ...content: (HTMLElement | null)[]): void {
    const back = this.host.back();
    this.element.replaceChildren(
      el(
        "div",
        { class: "hg-panel-head" },
        back ? button(_("Back to the list"), back, "back") : kind,
        el("span", { class: "hg-spring" }),
        iconButton("close", _("Close"), () => this.host.close()),
      ),
      el("div", { class: "hg-card-body" }, back ? kind : null, el("h2", { tabindex: -1 }, title), ...content),
    );
  }

  private body(card: EventCard): (HTMLElement | null)[] {
    const { session } = this.host;
    const find = sourceFinder(card, this.names);
    return [
      card.summary ? el("p", { class: "hg-summary" }, card.summary) : null,
      facts(card, this.names, session.config, this.part(card)),
      this.links(card.links),
      figures(card, find),
      unverified(card, find),
      card.note ? el("section", {}, el("h3", {}, _("Note")), el("p", { class: "hg-note" }, card.note)) : null,
      sources(card, find),
      this.corrected(card),
      this.episode(card),
      el(
        "div",
        { class: "hg-card-foot" },
        copyButton(_("Copy link"), () => eventUrl(session.config, card.event_id)),
        el("span", { class: "hg-note" }, card.event_id),
      ),
    ];
  }

  /** What it answered and what answered it, each under the words of its direction. */
  private links(links: EventLink[]): HTMLElement | null {
    if (!links.length) return null;
    const groups = new Map<string, EventLink[]>();
    // Attempt and answer first: that is what a reader asks about.
    for (const link of [...links].sort(
      (a, b) => Number(b.link_type === "responds_to") - Number(a.link_type === "responds_to"),
    )) {
      const words = link.direction === "out" ? label("link_types", link.link_type) : inverse(link.link_type);
      groups.set(words, [...(groups.get(words) ?? []), link]);
    }
    const section = el("section", { class: "hg-links" });
    for (const [words, group] of groups) {
      section.append(el("h3", {}, words), el("ul", { class: "hg-plainlist" }, ...group.map((link) => this.link(link))));
    }
    return section;
  }

  private link(link: EventLink): HTMLElement {
    const open = (event: Event) => this.host.open(link.event_id, event);
    const known = this.host.session.rowOf(link.event_id) >= 0;
    const title = known ? textButton(link.title, open) : el("span", {}, link.title);
    const about = `${label("event_types", link.event_type)} · ${dateWords(link.date)}`;
    return el(
      "li",
      { class: "hg-linked" },
      mark(link.layer),
      el(
        "span",
        {},
        title,
        el("span", { class: "hg-note" }, about),
        link.note ? el("span", { class: "hg-note" }, link.note) : null,
      ),
    );
  }

  /** What was changed stands on the event's own page. */
  private corrected(card: EventCard): HTMLElement | null {
    if (!card.corrected) return null;
    const url = `${this.host.session.config.base}/e/${encodeURIComponent(card.event_id)}#corrections`;
    return el("p", {}, el("a", { href: url }, _("Corrected on {day}", { day: dateWords(card.corrected) })));
  }

  private episodeOf(card: EventCard): Episode | undefined {
    return this.host.session.frame.episodes.find((one) => one.episode_id === card.episode_id);
  }

  /** The way to the whole story, among the facts; within the story itself there is no need of it. */
  private part(card: EventCard): HTMLElement | null {
    const { config } = this.host.session;
    const episode = this.episodeOf(card);
    if (!episode || config.episode) return null;
    const step = episode.event_ids.indexOf(card.event_id) + 1;
    const n = episode.event_ids.length;
    return el(
      "dd",
      {},
      el("p", {}, el("a", { href: episodeUrl(config, episode.episode_id, step) }, episode.title)),
      el("p", { class: "hg-note" }, _("{step} of {n}", { step: number(step), n: number(n) })),
    );
  }

  private episode(card: EventCard): HTMLElement | null {
    const episode = this.episodeOf(card);
    if (!episode) return null;
    const step = (eventId: string | null, text: string, name: string) =>
      eventId ? button(text, (event) => this.host.open(eventId, event), name) : null;
    const n = episode.event_ids.length;
    return el(
      "section",
      {},
      el("h3", {}, _("Part of an episode")),
      el("p", { class: "hg-note" }, ngettext("{n} event, in order", "{n} events, in order", n)),
      el("div", { class: "hg-row" }, step(card.previous, _("Previous"), "back"), step(card.next, _("Next"), "forward")),
    );
  }
}
