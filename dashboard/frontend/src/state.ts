/**
 * What the reader has chosen, and who wants to know when it changes.
 *
 * Two beats: "move" fires at once and is for the canvas; "settle" fires when the hand has rested for SETTLE_MS and is for
 * what is dear to redraw (list, counts, address bar).
 */
import type { Day } from "./types";

export const SETTLE_MS = 120;

export const FACETS = ["layer", "type", "place", "outcome", "source"] as const;
export type Facet = (typeof FACETS)[number];

/** The code in `layer` that says: no layer at all. A reader who unticks all three wants an empty map, not a full one. */
export const NO_LAYER = "none";

export interface Choice {
  /** Codes that are let through; empty means all. */
  layer: string[];
  type: string[];
  place: string[];
  outcome: string[];
  source: string[];
  text: string;
  /** The time window, closed at both ends; null means unbounded. */
  from: Day | null;
  to: Day | null;
  /** true: only events that lie wholly inside the window. */
  certain: boolean;
  /** When playing: keep what has passed (cumulative) or let it go (window). */
  cumulative: boolean;
  picked: string | null;
  view: { zoom: number; lat: number; lon: number } | null;
}

export const START: Readonly<Choice> = Object.freeze({
  layer: [],
  type: [],
  place: [],
  outcome: [],
  source: [],
  text: "",
  from: null,
  to: null,
  certain: false,
  cumulative: false,
  picked: null,
  view: null,
});

export type Beat = "move" | "settle";
type Listener = (choice: Readonly<Choice>, changed: ReadonlySet<keyof Choice>) => void;

export class State {
  private now: Choice = { ...START };
  private readonly listeners: Record<Beat, Set<Listener>> = { move: new Set(), settle: new Set() };
  private pending = new Set<keyof Choice>();
  private timer = 0;
  /** performance.now() of the input that caused the redraw to come; painters measure from here. */
  inputAt = 0;

  get choice(): Readonly<Choice> {
    return this.now;
  }

  on(beat: Beat, listener: Listener): () => void {
    this.listeners[beat].add(listener);
    return () => this.listeners[beat].delete(listener);
  }

  /** Change what is named in `change`. `event` is the input behind it, if any: its time stamp starts the measurement. */
  set(change: Partial<Choice>, event?: Event): void {
    const changed = new Set<keyof Choice>();
    for (const key of Object.keys(change) as (keyof Choice)[]) {
      if (!same(this.now[key], change[key])) changed.add(key);
    }
    if (!changed.size) return;
    this.now = { ...this.now, ...change };
    this.inputAt = event?.timeStamp || performance.now();
    for (const key of changed) this.pending.add(key);
    for (const listener of this.listeners.move) listener(this.now, changed);
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.settle(), SETTLE_MS);
  }

  /** Put every filter back to its start; the map view stays. */
  reset(): void {
    this.set({ ...START, view: this.now.view });
  }

  private settle(): void {
    const changed = this.pending;
    this.pending = new Set();
    for (const listener of this.listeners.settle) listener(this.now, changed);
  }
}

function same(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
