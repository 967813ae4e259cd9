/** Which confrontation an event is part of: one that is there, none, or a new one. What was chosen last is offered first. */
import { el } from "../dom";
import { _ } from "../i18n";
import { choice, newId, textInput } from "./inputs";
import type { EpisodeBrief } from "./types";

const NEW = "*";

export class EpisodeChoice {
  readonly element = el("div", { class: "hg-row hg-episodechoice" });
  private title = "";

  constructor(
    private offered: EpisodeBrief[],
    /** The episode of the draft before; most of a report is one story. */
    private chosen: string,
  ) {
    this.draw();
  }

  offer(episodes: EpisodeBrief[]): void {
    const ids = (list: EpisodeBrief[]) => list.map((one) => one.episode_id).join();
    if (ids(episodes) === ids(this.offered) || this.element.contains(document.activeElement)) return;
    this.offered = episodes;
    if (this.chosen !== NEW && !episodes.some((one) => one.episode_id === this.chosen)) this.chosen = "";
    this.draw();
  }

  /** As the server wants it; null for none. */
  wire(): { episode_id: string } | { title: string } | null {
    if (this.chosen === NEW) return { title: this.title };
    return this.chosen ? { episode_id: this.chosen } : null;
  }

  private draw(): void {
    const known = this.offered.some((one) => one.episode_id === this.chosen);
    if (this.chosen !== NEW && !known) this.chosen = "";
    const options: [string, string][] = [["", _("none")], ...this.offered.map((one): [string, string] => [one.episode_id, one.title]), [NEW, _("a new episode …")]];
    const id = newId();
    const select = choice(this.chosen, options, (value) => {
      this.chosen = value;
      title.hidden = value !== NEW;
      if (value === NEW) title.focus();
    }, { id });
    const title = textInput(this.title, (text) => (this.title = text), { "aria-label": _("Title of the new episode"), placeholder: _("Title of the new episode") });
    title.hidden = this.chosen !== NEW;
    this.element.replaceChildren(el("label", { class: "hg-note", for: id }, _("Part of the episode")), select, title);
  }
}
