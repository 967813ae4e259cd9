/** The timeline under the map: histogram, window, play, presets, typed dates. */
import { el } from "../dom";
import { _, language, ngettext, number } from "../i18n";
import type { Session } from "../session";
import { FACETS, type Choice } from "../state";
import { known } from "../days";
import type { Day } from "../types";
import { Brush } from "./brush";
import { binStart, ticks, type Span, type Tick, type Unit } from "./bins";
import { certainty, dates, iconButton, playMode, presets } from "./controls";
import { Histogram } from "./histogram";
import { icon } from "./icons";
import { addMonths } from "./months";
import { windowWords } from "../words";
import { Player } from "./player";

const HEIGHT = 62;

/** First and last day of all dated events; null when no event has a date. */
export function fullSpan(session: Session): Span | null {
  const { start, end, n } = session.columns;
  let first = Infinity;
  let last = -Infinity;
  for (let i = 0; i < n; i++) {
    for (const day of [start[i], end[i]]) {
      if (!known(day)) continue; // no date, or an open end
      first = Math.min(first, day);
      last = Math.max(last, day);
    }
  }
  return first <= last ? [first, last] : null;
}

export class Timeline {
  readonly element = el("section", { class: "hg-timeline", "aria-label": _("Time") });
  private readonly unsubscribe: (() => void)[] = [];
  private stopPlaying: () => void = () => undefined;

  constructor(session: Session) {
    const dated = fullSpan(session);
    if (!dated) this.element.append(el("p", { class: "hg-note" }, _("No event has a date, so there is no timeline.")));
    else this.build(session, dated);
  }

  /** Fill the timeline for a data set that has dates. */
  private build(session: Session, dated: Span): void {
    const { state, selection } = session;
    const full: Span = [binStart(dated[0], "month"), binStart(dated[1], "month", 1) - 1]; // no bar is cut off
    const histogram = new Histogram(session.columns);
    const axis = el("div", { class: "hg-axis", "aria-hidden": "true" });
    const scale = el("span", { class: "hg-scale" });
    const readout = el("span", { class: "hg-readout", hidden: true });
    let span = full;
    let width = 0;
    const brush = new Brush(
      {
        full,
        span: () => span,
        bounds: () => [state.choice.from, state.choice.to],
        binAt: (day) => histogram.binAt(day),
        change: ([from, to], event) => {
          player.stop();
          state.set({ from, to }, event);
        },
        hover: (day) => hover(readout, histogram, day, span, width),
      },
      histogram.element,
    );
    brush.element.append(scale, readout);
    const player = new Player(session, (playing) => showPlaying(play, playing));
    this.stopPlaying = () => player.stop();
    const play = iconButton("play", _("Play"), () => player.toggle());
    const zoom = iconButton("zoomin", _("Show only the window on the timeline"), () => {
      span = span === full ? around(state.choice, full) : full;
      layout();
    });
    const controls = [presets(session), playMode(session), dates(session, dated), certainty(session)];
    const [period, mode, typed, doubt] = controls;

    const layout = () => {
      width = brush.element.clientWidth;
      if (!width) return;
      histogram.layout(span, width, HEIGHT, selection.pass);
      histogram.paint(selection.shown);
      scale.textContent = histogram.top ? perUnit(histogram.top, histogram.unit) : "";
      scale.classList.toggle("hg-right", histogram.leansLeft());
      drawAxis(axis, ticks(span, width, language()), span, width, (bounds, event) => state.set(bounds, event));
      brush.resize(width);
      showZoom(zoom, span !== full, state.choice);
    };
    const update = (choice: Readonly<Choice>, changed: ReadonlySet<keyof Choice>) => {
      if (changed.has("text") || FACETS.some((facet) => changed.has(facet))) {
        player.recount();
        layout();
      } else if (changed.has("from") || changed.has("to") || changed.has("certain")) histogram.paint(selection.shown);
      else if (!changed.has("cumulative")) return;
      brush.paint();
      showZoom(zoom, span !== full, choice);
      for (const control of controls) control.update();
    };
    for (const control of controls) control.update();
    this.unsubscribe.push(state.on("move", update));
    const observer = new ResizeObserver(() => brush.element.clientWidth !== width && layout());
    observer.observe(brush.element);
    this.unsubscribe.push(() => observer.disconnect());

    const more = el(
      "div",
      { class: "hg-timeline-more", id: "hg-timeline-more" },
      mode.element,
      typed.element,
      doubt.element,
    );
    const back = iconButton("back", _("Back to the event before"), (event) => (player.stop(), player.step(-1, event)));
    const forward = iconButton("forward", _("On to the next event"), (event) => (player.stop(), player.step(1, event)));
    this.element.append(
      el(
        "div",
        { class: "hg-timeline-controls" },
        el("div", { class: "hg-group" }, back, play, forward),
        period.element,
        zoom,
        moreButton(more),
        more,
      ),
      brush.element,
      axis,
    );
  }

  destroy(): void {
    this.stopPlaying();
    for (const off of this.unsubscribe) off();
  }
}

/** On a phone the less used controls fold away behind this button. */
function moreButton(more: HTMLElement): HTMLButtonElement {
  const button = iconButton("calendar", _("Typed dates and more"), () => {
    const open = more.classList.toggle("hg-open");
    button.setAttribute("aria-expanded", String(open));
  });
  button.classList.add("hg-narrow-only");
  button.setAttribute("aria-expanded", "false");
  button.setAttribute("aria-controls", more.id);
  return button;
}

function showPlaying(button: HTMLButtonElement, playing: boolean): void {
  const text = playing ? _("Pause") : _("Play");
  if (button.title === text) return;
  button.replaceChildren(icon(playing ? "pause" : "play"));
  button.title = text;
  button.setAttribute("aria-label", text);
}

function showZoom(button: HTMLButtonElement, zoomed: boolean, { from, to }: Readonly<Choice>): void {
  const text = zoomed ? _("Show the whole period on the timeline") : _("Show only the window on the timeline");
  button.disabled = !zoomed && from === null && to === null;
  if (button.title === text && button.dataset.zoomed === String(zoomed)) return;
  button.dataset.zoomed = String(zoomed);
  button.replaceChildren(icon(zoomed ? "zoomout" : "zoomin"));
  button.title = text;
  button.setAttribute("aria-label", text);
}

/** The window with a little room on both sides. */
function around({ from, to }: Readonly<Choice>, full: Span): Span {
  const first = from ?? full[0];
  const last = to ?? full[1];
  const room = Math.max(Math.round((last - first) * 0.04), 3);
  return [first - room, last + room];
}

function perUnit(top: number, unit: Unit): string {
  const n = number(top);
  if (unit === "day") return _("Events a day, up to {n}", { n });
  if (unit === "week") return _("Events a week, up to {n}", { n });
  if (unit === "month") return _("Events a month, up to {n}", { n });
  if (unit === "quarter") return _("Events a quarter, up to {n}", { n });
  if (unit === "year") return _("Events a year, up to {n}", { n });
  return _("Events a decade, up to {n}", { n });
}

function hover(readout: HTMLElement, histogram: Histogram, day: Day | null, [first, last]: Span, width: number): void {
  const bin = day === null ? null : histogram.binAt(day);
  readout.hidden = !bin || bin.n === 0;
  if (!bin || readout.hidden) return;
  readout.textContent = `${windowWords(bin.first, bin.last)}: ${ngettext("{n} event", "{n} events", bin.n)}`;
  const x = (((bin.first + bin.last + 1) / 2 - first) / (last - first + 1)) * width;
  const half = readout.offsetWidth / 2;
  readout.style.transform = `translateX(${Math.min(Math.max(x - half, 0), width - 2 * half)}px)`;
}

/** Labels that also pick their period; Shift adds it to the window. For the mouse only: the keys have the presets. */
function drawAxis(
  axis: HTMLElement,
  labels: Tick[],
  [first, last]: Span,
  width: number,
  pick: (bounds: { from: Day; to: Day }, event: Event) => void,
): void {
  let anchor: Day | null = null;
  axis.replaceChildren(
    ...labels.map(({ day, text, unit }) => {
      const choose = (event: MouseEvent) => {
        const lastDay = (unit === "year" ? addMonths(binStart(day, "year"), 12) : binStart(day, unit, 1)) - 1;
        const start = event.shiftKey && anchor !== null ? anchor : day;
        anchor = start;
        pick({ from: Math.min(start, day), to: Math.max(lastDay, start) }, event);
      };
      const label = el("button", { type: "button", tabindex: -1, class: "hg-tick", onclick: choose }, text);
      label.style.left = `${((day - first) / (last - first + 1)) * width}px`;
      return label;
    }),
  );
}
