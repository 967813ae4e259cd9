/** The filter panel: search, facets with live counts, reset, and what is not on the map. */
import { el } from "../dom";
import { _, number } from "../i18n";
import { session as openSession, type Session } from "../session";
import { FACETS, START } from "../state";
import type { Config } from "../types";
import { button } from "./controls";
import { FacetGroup } from "./facet";
import { activeFilters, Names } from "./names";
import { notOnMap } from "./notonmap";
import { followTheme } from "./theme";

/** Typing is not searched letter by letter. */
const TYPING_MS = 200;

export interface Panel {
  destroy(): void;
}

/** Mount the panel alone, in a place of its own (the host's sidebar). */
export async function filters(root: HTMLElement, config: Config): Promise<Panel> {
  const session = await openSession(config);
  root.classList.add("hg-root", "hg-root-filters");
  const unfollow = followTheme(root);
  const panel = filterPanel(session);
  root.replaceChildren(panel.element);
  return {
    destroy() {
      unfollow();
      panel.destroy();
      root.replaceChildren();
    },
  };
}

export function filterPanel(session: Session): { element: HTMLElement; destroy(): void } {
  const { state } = session;
  const names = new Names(session);
  const search = searchBox(session);
  const groups = FACETS.map(
    (facet) =>
      new FacetGroup(session, facet, names, facet === "layer" || facet === "type" || state.choice[facet].length > 0),
  );
  const active = el("p", { class: "hg-note", role: "status" });
  const reset = button(_("Reset"), (event) =>
    state.set({ ...START, picked: state.choice.picked, view: state.choice.view }, event),
  );

  const update = () => {
    for (const group of groups) group.update();
    search.update();
    const n = activeFilters(state.choice);
    reset.disabled = n === 0;
    active.textContent = n === 0 ? _("Everything is shown.") : _("Filters in use: {n}", { n: number(n) });
  };
  update();
  const off = state.on("settle", update);
  const element = el(
    "div",
    { class: "hg-filters" },
    search.element,
    el("div", { class: "hg-filters-head" }, active, reset),
    ...groups.map((group) => group.element),
    notOnMap(session),
  );
  return { element, destroy: off };
}

function searchBox(session: Session): { element: HTMLElement; update(): void } {
  let timer = 0;
  const apply = (event: Event) => {
    clearTimeout(timer);
    const text = input.value.trim().slice(0, 200);
    if (event.type === "change") session.state.set({ text }, event);
    else timer = window.setTimeout(() => session.state.set({ text }), TYPING_MS);
  };
  const input = el("input", {
    type: "search",
    class: "hg-input",
    maxlength: 200,
    autocomplete: "off",
    oninput: apply,
    onchange: apply,
  });
  return {
    element: el("label", { class: "hg-field" }, el("span", {}, _("Search in titles, summaries and places")), input),
    update() {
      if (document.activeElement !== input) input.value = session.state.choice.text;
    },
  };
}
