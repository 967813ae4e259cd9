/** The controls beside the timeline: play, presets, typed dates, and which doubt to let in. */
import { el } from "../dom";
import { dateOf, dayOf, isoOf, known } from "../days";
import { _ } from "../i18n";
import type { Session } from "../session";
import type { Day } from "../types";
import type { Span } from "./bins";
import { icon } from "./icons";

export interface Control {
  element: HTMLElement;
  update(): void;
}

export function iconButton(name: string, text: string, onclick: (event: Event) => void): HTMLButtonElement {
  return el("button", { type: "button", class: "hg-iconbutton", "aria-label": text, title: text, onclick }, icon(name));
}

/** A button with words, and an icon before them if one is named. */
export function button(text: string, onclick: (event: Event) => void, iconName?: string): HTMLButtonElement {
  return el("button", { type: "button", class: "hg-button", onclick }, iconName ? icon(iconName) : null, text);
}

/** Words that act, where a frame around them would be too loud. */
export function textButton(text: string, onclick: (event: Event) => void): HTMLButtonElement {
  return el("button", { type: "button", class: "hg-textbutton", onclick }, text);
}

/** The head of a panel: its title, what it offers, and the way out. */
export function panelHead(title: string, close: () => void, ...offers: HTMLElement[]): HTMLElement {
  const spring = el("span", { class: "hg-spring" });
  const out = iconButton("close", _("Close"), close);
  return el("div", { class: "hg-panel-head" }, el("h2", { tabindex: -1 }, title), spring, ...offers, out);
}

/** A small group of radio buttons drawn as one switch. */
export function segments(
  name: string,
  legend: string,
  options: [value: string, text: string][],
  pick: (value: string, event: Event) => void,
): { element: HTMLElement; set(value: string): void } {
  const inputs = options.map(([value]) =>
    el("input", { type: "radio", name, value, onchange: (event: Event) => pick(value, event) }),
  );
  const labels = options.map(([, text], i) => el("label", {}, inputs[i], el("span", {}, text)));
  return {
    element: el("fieldset", { class: "hg-segments" }, el("legend", { class: "hg-hidden" }, legend), ...labels),
    set(value) {
      for (const input of inputs) input.checked = input.value === value;
    },
  };
}

/** All dates, or one of the years that have events. */
export function presets(session: Session): Control {
  const years = yearsOf(session);
  const custom = el("option", { value: "" }, _("Own dates"));
  const select = el(
    "select",
    {
      class: "hg-input",
      "aria-label": _("Period"),
      onchange: (event: Event) => {
        if (select.value === "all") session.state.set({ from: null, to: null }, event);
        else if (select.value) session.state.set(bounds(Number(select.value)), event);
      },
    },
    el("option", { value: "all" }, _("All dates")),
    ...years.map((year) => el("option", { value: year }, String(year))),
    custom,
  );
  return {
    element: select,
    update() {
      const { from, to } = session.state.choice;
      const year = years.find((one) => bounds(one).from === from && bounds(one).to === to);
      const value = from === null && to === null ? "all" : year ? String(year) : "";
      custom.hidden = value !== "";
      if (select.value !== value) select.value = value;
    },
  };
}

const bounds = (year: number): { from: Day; to: Day } => ({
  from: dayOf(`${year}-01-01`)!,
  to: dayOf(`${year}-12-31`)!,
});

function yearsOf(session: Session): number[] {
  const { start, end, n } = session.columns;
  const years = new Set<number>();
  for (let i = 0; i < n; i++) {
    const ends = [start[i], end[i]].filter(known).map((day) => dateOf(day).getUTCFullYear());
    for (let year = ends[0]; year <= ends[ends.length - 1]; year++) years.add(year);
  }
  return [...years].sort((a, b) => a - b);
}

/** Both ends of the window, typed. An end typed beyond the other takes it along. */
export function dates(session: Session, [first, last]: Span): Control {
  const input = (end: "from" | "to", text: string) => {
    const field = el("input", {
      type: "date",
      class: "hg-input hg-date",
      "aria-label": text,
      onchange: (event: Event) => {
        const day = field.value ? dayOf(field.value) : null;
        if (day === undefined || (day !== null && Number(field.value.slice(0, 4)) < 1000)) return; // a year half typed
        const { from, to } = session.state.choice;
        if (end === "from")
          session.state.set({ from: day, to: day !== null && to !== null && to < day ? day : to }, event);
        else session.state.set({ to: day, from: day !== null && from !== null && from > day ? day : from }, event);
      },
    });
    return field;
  };
  const from = input("from", _("First day of the window"));
  const to = input("to", _("Last day of the window"));
  return {
    element: el("div", { class: "hg-dates" }, from, el("span", { "aria-hidden": "true" }, "–"), to),
    update() {
      const { choice } = session.state;
      if (document.activeElement !== from) from.value = isoOf(choice.from ?? first);
      if (document.activeElement !== to) to.value = isoOf(choice.to ?? last);
    },
  };
}

/** Whether an event whose date is not sure must lie wholly inside the window, with a word of explanation. */
export function certainty(session: Session): Control {
  const choice = segments(
    "hg-certain",
    _("Which events the window lets in"),
    [
      ["possible", _("Possible")],
      ["certain", _("Certain")],
    ],
    (value, event) => session.state.set({ certain: value === "certain" }, event),
  );
  const help = el(
    "details",
    {
      class: "hg-help",
      onkeydown: (event: KeyboardEvent) =>
        event.key === "Escape" && help.open && (event.stopPropagation(), (help.open = false)),
    },
    el("summary", { "aria-label": _("What do possible and certain mean?") }, "?"),
    el(
      "div",
      { class: "hg-popover" },
      el("p", {}, _("Possible: the event may have happened inside the window.")),
      el("p", {}, _("Certain: every day on which it may have happened lies inside the window.")),
    ),
  );
  help.addEventListener("focusout", (event) => help.contains(event.relatedTarget as Node) || (help.open = false));
  return {
    element: el("div", { class: "hg-certainty" }, choice.element, help),
    update: () => choice.set(session.state.choice.certain ? "certain" : "possible"),
  };
}

/** What playing does with what has passed. */
export function playMode(session: Session): Control {
  const choice = segments(
    "hg-play",
    _("When playing"),
    [
      ["window", _("Moving window")],
      ["cumulative", _("Growing window")],
    ],
    (value, event) => session.state.set({ cumulative: value === "cumulative" }, event),
  );
  return {
    element: choice.element,
    update: () => choice.set(session.state.choice.cumulative ? "cumulative" : "window"),
  };
}
