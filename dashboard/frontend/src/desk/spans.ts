/**
 * Where claims stand in a text. Pure. The server counts Unicode code points, the browser UTF-16 units: an emoji or a rare
 * letter is one of the former and two of the latter.
 */

export interface Span {
  id: string;
  /** Code points, end exclusive. */
  start: number;
  end: number;
}

/** A piece of the text that is covered by the same spans from its first letter to its last. */
export interface Piece {
  text: string;
  /** Code points. */
  start: number;
  /** The spans that cover it, the shortest first: what a click means. */
  spans: string[];
}

/** UTF-16 offsets of a text by code point; one more entry than there are code points. Null where the two count alike. */
export function unitsOf(text: string): Uint32Array | null {
  if (!/[\ud800-\udbff][\udc00-\udfff]/.test(text)) return null;
  const found = new Uint32Array(text.length + 1);
  let points = 0;
  for (let unit = 0; unit < text.length; points++) {
    found[points] = unit;
    unit += text.codePointAt(unit)! > 0xffff ? 2 : 1;
  }
  found[points] = text.length;
  return found.slice(0, points + 1);
}

export class Counter {
  private readonly units: Uint32Array | null;
  /** Code points of the whole text. */
  readonly length: number;

  constructor(readonly text: string) {
    this.units = unitsOf(text);
    this.length = this.units ? this.units.length - 1 : text.length;
  }

  /** Code points to UTF-16 units. */
  unit(point: number): number {
    const at = Math.max(0, Math.min(point, this.length));
    return this.units ? this.units[at] : at;
  }

  /** UTF-16 units to code points; the middle of a letter counts as its beginning. */
  point(unit: number): number {
    if (!this.units) return Math.max(0, Math.min(unit, this.length));
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.units[middle] <= unit) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  slice(start: number, end: number): string {
    return this.text.slice(this.unit(start), this.unit(end));
  }
}

/** Cut a text where spans begin and end. Put together, the pieces are the text. */
export function pieces(counter: Counter, spans: readonly Span[]): Piece[] {
  const fine = spans.filter(({ start, end }) => start >= 0 && start < end && end <= counter.length);
  const cuts = [...new Set([0, counter.length, ...fine.flatMap(({ start, end }) => [start, end])])].sort((a, b) => a - b);
  const opening = [...fine].sort((a, b) => a.start - b.start);
  const found: Piece[] = [];
  let live: Span[] = [];
  let next = 0;
  for (let i = 0; i + 1 < cuts.length; i++) {
    const [start, end] = [cuts[i], cuts[i + 1]];
    live = live.filter((span) => span.end > start);
    while (next < opening.length && opening[next].start === start) live.push(opening[next++]);
    const covering = [...live].sort((a, b) => a.end - a.start - (b.end - b.start) || a.start - b.start);
    found.push({ text: counter.slice(start, end), start, spans: covering.map(({ id }) => id) });
  }
  return found;
}

/** The order in which the keys walk: by where they begin, the longer first. */
export const inOrder = (spans: readonly Span[]): Span[] =>
  [...spans].sort((a, b) => a.start - b.start || b.end - a.end || (a.id < b.id ? -1 : 1));

/** Leave out blanks at both ends of a selection; null when nothing is left. */
export function trimmed(counter: Counter, start: number, end: number): { start: number; end: number } | null {
  const text = counter.slice(start, end);
  const before = [...text.slice(0, text.length - text.trimStart().length)].length;
  const after = [...text.slice(text.trimEnd().length)].length;
  return start + before < end - after ? { start: start + before, end: end - after } : null;
}

/** Where a text occurs, case aside, from a code point on; around the end once. Null when nowhere. */
export function findFrom(counter: Counter, wanted: string, from: number): { start: number; end: number } | null {
  const needle = wanted.trim().toLowerCase();
  if (!needle) return null;
  const hay = counter.text.toLowerCase();
  // Lower case may have another length (İ); then letters are compared as they are.
  const same = hay.length === counter.text.length;
  const text = same ? hay : counter.text;
  const sought = same ? needle : wanted.trim();
  const at = text.indexOf(sought, counter.unit(from));
  const found = at >= 0 ? at : text.indexOf(sought);
  if (found < 0) return null;
  return { start: counter.point(found), end: counter.point(found + sought.length) };
}

/** The whole numbers that a text writes in digits, "1,500" and "1 500" too, the smallest and the largest. */
export function numbersIn(text: string): { low: number; high: number } | null {
  const found = (text.match(/\d{1,3}(?:[,\u00a0\u202f ]\d{3})+(?!\d)|\d+/g) ?? [])
    .map((one) => Number(one.replace(/\D/g, "")))
    .filter((one) => one <= 10_000_000);
  return found.length ? { low: Math.min(...found), high: Math.max(...found) } : null;
}
