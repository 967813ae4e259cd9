/** Which events pass: facets once per change of a facet, time on every move. Pure, no DOM. */
import { FACETS, type Choice, type Facet } from "./state";
import { NO_DAY, type Columns, type Texts } from "./types";

export class Selection {
  /** 1 where every facet and the text let the event through. */
  readonly pass: Uint8Array;
  /** 1 where the event also lies in the time window: this is what is shown. */
  readonly shown: Uint8Array;
  count = 0;
  private texts: Texts | null = null;
  /** 1 where a row may be shown at all; null: everywhere. An episode shows its own events only. */
  only: Uint8Array | null = null;

  constructor(readonly columns: Columns) {
    this.pass = new Uint8Array(columns.n).fill(1);
    this.shown = new Uint8Array(columns.n).fill(1);
    this.count = columns.n;
  }

  useTexts(texts: Texts): void {
    this.texts = texts;
  }

  /** Let through these rows only, or all again; call update() afterwards. */
  restrict(rows: readonly number[] | null): void {
    this.only = rows && new Uint8Array(this.columns.n);
    for (const row of rows ?? []) this.only![row] = 1;
  }

  update(choice: Readonly<Choice>, changed?: ReadonlySet<keyof Choice>): void {
    const facets = !changed || changed.has("text") || FACETS.some((facet) => changed.has(facet));
    if (facets) this.filter(choice, this.pass, null);
    const { start, end, n } = this.columns;
    const { pass, shown } = this;
    const from = choice.from ?? -Infinity;
    const to = choice.to ?? Infinity;
    const bounded = choice.from !== null || choice.to !== null;
    let count = 0;
    for (let i = 0; i < n; i++) {
      const keep = pass[i] && (!bounded || inWindow(start[i], end[i], from, to, choice.certain)) ? 1 : 0;
      shown[i] = keep;
      count += keep;
    }
    this.count = count;
  }

  /** How many events each code of a facet would show, with every other filter in force. */
  counts(facet: Facet, choice: Readonly<Choice>): Uint32Array {
    const c = this.columns;
    const pass = new Uint8Array(c.n);
    this.filter(choice, pass, facet);
    const from = choice.from ?? -Infinity;
    const to = choice.to ?? Infinity;
    const bounded = choice.from !== null || choice.to !== null;
    const codes = codesOf(c, facet);
    const counts = new Uint32Array(codes.length);
    const column = columnOf(c, facet);
    for (let i = 0; i < c.n; i++) {
      if (!pass[i] || (bounded && !inWindow(c.start[i], c.end[i], from, to, choice.certain))) continue;
      if (column) counts[column[i]]++;
      else for (let k = c.sourcePtr[i]; k < c.sourcePtr[i + 1]; k++) counts[c.sourceIdx[k]]++;
    }
    return counts;
  }

  private filter(choice: Readonly<Choice>, pass: Uint8Array, except: Facet | null): void {
    const c = this.columns;
    if (this.only) pass.set(this.only);
    else pass.fill(1);
    for (const facet of FACETS) {
      if (facet === except || !choice[facet].length) continue;
      const wanted = new Uint8Array(codesOf(c, facet).length);
      codesOf(c, facet).forEach((code, i) => (wanted[i] = choice[facet].includes(code) ? 1 : 0));
      const column = columnOf(c, facet);
      for (let i = 0; i < c.n; i++) {
        if (!pass[i]) continue;
        if (column) pass[i] = wanted[column[i]];
        else pass[i] = anySource(c, i, wanted);
      }
    }
    const words = choice.text.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    if (!words.length || !this.texts) return;
    const { text } = this.texts;
    for (let i = 0; i < c.n; i++) if (pass[i] && !words.every((w) => text[i].includes(w))) pass[i] = 0;
  }
}

/** Interval logic of the Certain / Possible switch; an undated event is inside no bounded window. */
export function inWindow(start: number, end: number, from: number, to: number, certain: boolean): boolean {
  if (start === NO_DAY) return false;
  return certain ? start >= from && end <= to : start <= to && end >= from;
}

export function codesOf(c: Columns, facet: Facet): string[] {
  return { layer: c.layers, type: c.eventTypes, place: c.places, outcome: c.outcomes, source: c.sources }[facet];
}

function columnOf(c: Columns, facet: Facet): Uint8Array | Uint16Array | null {
  return { layer: c.layer, type: c.eventType, place: c.place, outcome: c.outcome, source: null }[facet];
}

function anySource(c: Columns, i: number, wanted: Uint8Array): 0 | 1 {
  for (let k = c.sourcePtr[i]; k < c.sourcePtr[i + 1]; k++) if (wanted[c.sourceIdx[k]]) return 1;
  return 0;
}
