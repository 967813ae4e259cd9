/** What a draft is tied to: the attempt it answered, what it follows; among this report's drafts and the events at its place. */
import { el } from "../dom";
import { _, codesOf, label } from "../i18n";
import { button, iconButton } from "../panels/controls";
import { dateWords } from "../words";
import { choice, codes, labelled } from "./inputs";
import type { Brief, DraftData } from "./types";
import type { Work } from "./work";

export class Links {
  readonly element = el("section", { class: "hg-tied" });
  private kind = "responds_to";
  private target = "";

  constructor(
    private readonly work: Work,
    private readonly siblings: () => DraftData[],
    private events: Brief[],
    private readonly changed: () => void,
  ) {
    this.draw();
  }

  /** Only tell what it is tied to. */
  lock(): void {
    for (const one of this.element.querySelectorAll("button, .hg-tie")) one.remove();
    if (!this.work.links.length) this.element.remove();
  }

  offer(events: Brief[]): void {
    this.events = events;
    if (this.element.querySelector(".hg-tie") && !this.element.contains(document.activeElement)) this.draw();
  }

  private draw(): void {
    const links = this.work.links;
    const add = button(_("Tie"), () => {
      if (!this.target || links.some((one) => one.target_id === this.target && one.link_type === this.kind)) return;
      this.set([...links, { link_type: this.kind, target_id: this.target }]);
    });
    const pick = choice(this.target, [["", _("choose")]], (target) => (this.target = target));
    pick.replaceChildren(el("option", { value: "" }, _("choose")), ...this.targets());
    pick.value = this.target;
    this.element.replaceChildren(
      el("h3", {}, _("Tied to")),
      el("ul", { class: "hg-plainlist" }, ...links.map((link, i) => this.line(link, i))),
      el(
        "div",
        { class: "hg-tie" },
        labelled(_("How"), choice(this.kind, codes("link_types", codesOf("link_types")), (kind) => (this.kind = kind))),
        labelled(_("To which"), pick),
        add,
      ),
    );
  }

  private line(link: { link_type: string; target_id: string }, at: number): HTMLElement {
    return el(
      "li",
      { class: "hg-row" },
      el("span", {}, label("link_types", link.link_type)),
      el("span", { class: "hg-spring" }, this.nameOf(link.target_id)),
      iconButton("close", _("Remove"), () => this.set(this.work.links.filter((_one, i) => i !== at))),
    );
  }

  private set(links: { link_type: string; target_id: string }[]): void {
    this.work.setLinks(links);
    this.draw();
    this.changed();
    this.element.querySelector<HTMLElement>("select")?.focus();
  }

  private targets(): HTMLElement[] {
    const option = (id: string, words: string) => el("option", { value: id }, words);
    const mine = this.siblings()
      .filter((one) => one.draft_id !== this.work.base.draft_id && one.state !== "rejected")
      .map((one) => option(one.event_id || one.draft_id, briefly(one)));
    const told = new Set(mine.map((one) => one.value));
    const events = this.events.filter((one) => !told.has(one.event_id)).map((one) => option(one.event_id, briefly(one)));
    return [
      el("optgroup", { label: _("In this report") }, ...mine),
      el("optgroup", { label: _("Published, at this place") }, ...events),
    ];
  }

  private nameOf(id: string): string {
    const draft = this.siblings().find((one) => one.draft_id === id || one.event_id === id);
    const event = this.events.find((one) => one.event_id === id);
    return draft ? briefly(draft) : event ? briefly(event) : id;
  }
}

const briefly = (one: { title: string; event_type: string; date: string; time_start: string }): string =>
  [one.title || label("event_types", one.event_type), dateWords(one.date), one.time_start].filter(Boolean).join(" · ");
