/** What the map says when it shows nothing: why, and what to do about it. */
import { el } from "../dom";
import { _ } from "../i18n";
import type { Session } from "../session";
import { FACETS, NO_LAYER, type Choice } from "../state";
import { button } from "./controls";
import { activeFilters } from "./names";

/** Facets and text let go; the window and the picked event stay. */
export const NO_FILTERS: Partial<Choice> = { ...Object.fromEntries(FACETS.map((facet) => [facet, []])), text: "" };

const NO_WINDOW: Partial<Choice> = { from: null, to: null };

export class Empty {
  readonly element = el("div", { class: "hg-empty", hidden: true });
  private said = "";

  constructor(private readonly session: Session) {}

  update(): void {
    const { selection, columns, state } = this.session;
    const { choice } = state;
    this.element.hidden = selection.count > 0;
    const bounded = choice.from !== null || choice.to !== null;
    const filters = activeFilters({ ...choice, from: null, to: null });
    const why = columns.n ? reason(choice, bounded, filters > 0) : _("Nothing has been published yet.");
    // Written anew only when it changes: the focus may be on one of its buttons.
    const saying = `${this.element.hidden} ${why}`;
    if (saying === this.said) return;
    this.said = saying;
    if (this.element.hidden) return this.element.replaceChildren();
    const act = (text: string, change: Partial<Choice>) => button(text, (event) => state.set(change, event));
    this.element.replaceChildren(
      el("p", {}, why),
      ...(choice.layer.includes(NO_LAYER) ? [act(_("Show all layers"), { layer: [] })] : []),
      ...(bounded ? [act(_("All dates"), NO_WINDOW)] : []),
      ...(filters ? [act(_("Reset filters"), NO_FILTERS)] : []),
    );
  }
}

function reason(choice: Readonly<Choice>, bounded: boolean, filtered: boolean): string {
  if (choice.layer.includes(NO_LAYER)) return _("No layer is ticked, so nothing is shown.");
  if (bounded && filtered) return _("No event passes the filters and the time window.");
  if (!filtered) return _("No event lies in this time window.");
  return choice.text ? _("No event that passes the filters has these words.") : _("No event passes the filters.");
}
