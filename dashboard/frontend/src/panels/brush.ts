/** The time window under the hand: drag to make it, drag it, drag or key its ends. Only attributes change while it moves. */
import { el } from "../dom";
import { dayText } from "../days";
import { _, language } from "../i18n";
import type { Day } from "../types";
import type { Span } from "./bins";
import { addMonths } from "./months";

type End = "from" | "to";
export type Bounds = readonly [from: Day | null, to: Day | null];

export interface BrushHost {
  /** All days that the data has. */
  full: Span;
  /** The days now drawn, from edge to edge. */
  span(): Span;
  bounds(): Bounds;
  /** The bin under a day, for a click. */
  binAt(day: Day): { first: Day; last: Day };
  change(bounds: Bounds, event: Event): void;
  hover(day: Day | null): void;
}

interface Drag {
  mode: End | "move" | "new";
  x: number;
  moved: boolean;
  anchor: Day;
  bounds: Span;
}

/** A press that travels less than this is a click. */
const CLICK_PX = 4;

export class Brush {
  readonly element: HTMLElement;
  private readonly body = el("div", { class: "hg-window" });
  private readonly ends: Record<End, HTMLElement>;
  private drag: Drag | null = null;
  private width = 1;

  constructor(
    private readonly host: BrushHost,
    histogram: SVGElement,
  ) {
    this.ends = { from: this.end("from"), to: this.end("to") };
    this.element = el("div", { class: "hg-track" });
    this.element.append(histogram, this.body, this.ends.from, this.ends.to);
    this.element.addEventListener("pointerdown", (event) => this.down(event));
    this.element.addEventListener("pointermove", (event) => this.move(event));
    this.element.addEventListener("pointerup", (event) => this.up(event));
    this.element.addEventListener("pointercancel", () => (this.drag = null));
    this.element.addEventListener("pointerleave", () => this.host.hover(null));
  }

  resize(width: number): void {
    this.width = width;
    this.paint();
  }

  /** Move the window and its ends to where the bounds are. */
  paint(): void {
    const [from, to] = this.filled();
    const left = this.clampX(this.xOf(from));
    const right = this.clampX(this.xOf(to + 1));
    const bounded = this.host.bounds().some((day) => day !== null);
    this.element.classList.toggle("hg-bounded", bounded);
    this.body.style.transform = `translateX(${left}px)`;
    this.body.style.width = `${Math.max(right - left, 1)}px`;
    this.ends.from.style.transform = `translateX(${left}px)`;
    this.ends.to.style.transform = `translateX(${right}px)`;
    this.describe("from", from);
    this.describe("to", to);
  }

  private describe(end: End, day: Day): void {
    const handle = this.ends[end];
    handle.setAttribute("aria-valuenow", String(day));
    const open = this.host.bounds()[end === "from" ? 0 : 1] === null;
    const date = dayText(day, language());
    handle.setAttribute("aria-valuetext", open ? _("{date} (no limit)", { date }) : date);
  }

  private end(end: End): HTMLElement {
    const [first, last] = this.host.full;
    return el("div", {
      class: `hg-end hg-end-${end}`,
      role: "slider",
      tabindex: 0,
      "aria-label": end === "from" ? _("First day of the window") : _("Last day of the window"),
      "aria-orientation": "horizontal",
      "aria-valuemin": first,
      "aria-valuemax": last,
      onkeydown: (event: KeyboardEvent) => this.key(end, event),
    });
  }

  private filled(): Span {
    const [from, to] = this.host.bounds();
    return [from ?? this.host.full[0], to ?? this.host.full[1]];
  }

  private xOf(day: Day): number {
    const [first, last] = this.host.span();
    return ((day - first) / (last - first + 1)) * this.width;
  }

  private clampX = (x: number): number => Math.min(Math.max(x, 0), this.width);

  private dayAt(event: PointerEvent): Day {
    const [first, last] = this.host.span();
    const x = event.clientX - this.element.getBoundingClientRect().left;
    return Math.min(Math.max(first + Math.floor((x / this.width) * (last - first + 1)), first), last);
  }

  private down(event: PointerEvent): void {
    if (event.button !== 0) return;
    const target = event.target as Node;
    const bounds = this.filled();
    const day = this.dayAt(event);
    const bounded = this.host.bounds().some((one) => one !== null);
    let mode: Drag["mode"] = "new";
    if (target === this.ends.from) mode = "from";
    else if (target === this.ends.to) mode = "to";
    else if (bounded && day >= bounds[0] && day <= bounds[1]) mode = "move";
    this.drag = { mode, x: event.clientX, moved: false, anchor: day, bounds };
    this.element.setPointerCapture(event.pointerId);
    if (mode === "from" || mode === "to") this.ends[mode].focus({ preventScroll: true });
    event.preventDefault(); // no text selection while dragging
  }

  private move(event: PointerEvent): void {
    const day = this.dayAt(event);
    const { drag } = this;
    this.host.hover(drag ? null : day);
    if (!drag) return;
    if (!drag.moved && Math.abs(event.clientX - drag.x) < CLICK_PX) return;
    drag.moved = true;
    const [from, to] = drag.bounds;
    if (drag.mode === "new") this.set(drag.anchor, day, event);
    else if (drag.mode === "from") this.set(day, to, event);
    else if (drag.mode === "to") this.set(from, day, event);
    else this.shift(day - drag.anchor, drag.bounds, event);
  }

  private up(event: PointerEvent): void {
    const { drag } = this;
    this.drag = null;
    if (!drag || drag.moved || drag.mode === "from" || drag.mode === "to") return;
    const bin = this.host.binAt(drag.anchor);
    this.set(bin.first, bin.last, event);
  }

  private shift(days: number, [from, to]: Span, event: Event): void {
    const [first, last] = this.host.full;
    const by = Math.min(Math.max(days, first - from), last - to);
    this.host.change([from + by, to + by], event);
  }

  /** Ends given in any order; an end at the edge of all days is no limit. */
  private set(a: Day, b: Day, event: Event): void {
    const [first, last] = this.host.full;
    const from = Math.min(a, b);
    const to = Math.max(a, b);
    this.host.change([from <= first ? null : from, to >= last ? null : to], event);
  }

  private key(end: End, event: KeyboardEvent): void {
    const [from, to] = this.filled();
    const [first, last] = this.host.full;
    const day = moved(end === "from" ? from : to, event, this.host.full);
    if (day === null) return;
    event.preventDefault();
    event.stopPropagation();
    const kept = Math.min(Math.max(day, end === "from" ? first : from), end === "from" ? to : last);
    this.set(end === "from" ? kept : from, end === "from" ? to : kept, event);
  }
}

/** Where a key takes a day: arrows one day, with Shift one month, Page keys one year, Home and End the edges. */
function moved(day: Day, event: KeyboardEvent, [first, last]: Span): Day | null {
  const sign = { ArrowLeft: -1, ArrowDown: -1, PageDown: -1, ArrowRight: 1, ArrowUp: 1, PageUp: 1 }[event.key];
  if (event.key === "Home") return first;
  if (event.key === "End") return last;
  if (!sign) return null;
  if (event.key.startsWith("Page")) return addMonths(day, 12 * sign);
  return event.shiftKey ? addMonths(day, sign) : day + sign;
}
