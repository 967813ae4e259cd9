/**
 * Events per bin, stacked by layer: pale where the facets let them pass, full colour where they are shown.
 *
 * Laid out on a change of facets or size. A move of the window only recounts and rewrites one path per layer.
 */
import { svg } from "../dom";
import type { Columns, Day } from "../types";
import { binStart, edges, unitFor, type Span, type Unit } from "./bins";

export class Histogram {
  readonly element = svg("svg", { class: "hg-histogram", "aria-hidden": "true", preserveAspectRatio: "none" });
  unit: Unit = "month";
  /** Most events in one bin. */
  top = 0;
  private readonly pale: SVGElement[];
  private readonly full: SVGElement[];
  private starts: Day[] = [];
  private readonly binOf: Int32Array;
  private span: Span = [0, 0];
  private width = 0;
  private height = 0;
  private totals: Uint32Array = new Uint32Array(0);

  constructor(private readonly columns: Columns) {
    this.binOf = new Int32Array(columns.n);
    const paths = (kind: string) =>
      columns.layers.map((layer) => svg("path", { class: `hg-bar hg-bar-${kind} hg-bar-${layer}` }));
    this.pale = paths("pale");
    this.full = paths("full");
    this.element.append(...this.pale, ...this.full);
  }

  /** Cut `span` into bins for this size and count what passes. Events are counted at their first possible day. */
  layout(span: Span, width: number, height: number, pass: Uint8Array): void {
    Object.assign(this, { span, width, height });
    this.element.setAttribute("viewBox", `0 0 ${width} ${height}`);
    this.unit = unitFor(span, width);
    this.starts = edges(span, this.unit);
    const { start, n } = this.columns;
    let bin = 0; // rows are sorted by start
    for (let i = 0; i < n; i++) {
      while (bin < this.starts.length - 1 && start[i] >= this.starts[bin + 1]) bin++;
      this.binOf[i] = start[i] < this.starts[0] || bin >= this.starts.length - 1 ? -1 : bin;
    }
    const counts = this.count(pass);
    this.totals = totalsOf(counts);
    this.top = this.totals.reduce((most, n) => Math.max(most, n), 0);
    this.draw(this.pale, counts);
  }

  paint(shown: Uint8Array): void {
    this.draw(this.full, this.count(shown));
  }

  /** The bin under a day: its first and last day, and how many events pass in it. */
  binAt(day: Day): { first: Day; last: Day; n: number } {
    const first = binStart(day, this.unit);
    const index = this.starts.indexOf(first);
    return { first, last: binStart(day, this.unit, 1) - 1, n: index < 0 ? 0 : this.totals[index] };
  }

  /** Is the left end fuller than the right one? The scale then goes to the right. */
  leansLeft(): boolean {
    const third = Math.ceil(this.totals.length / 3);
    return Math.max(0, ...this.totals.slice(0, third)) > Math.max(0, ...this.totals.slice(-third));
  }

  private count(keep: Uint8Array): Uint32Array[] {
    const { layer, n, layers } = this.columns;
    const counts = layers.map(() => new Uint32Array(Math.max(this.starts.length - 1, 0)));
    for (let i = 0; i < n; i++) if (keep[i] && this.binOf[i] >= 0) counts[layer[i]][this.binOf[i]]++;
    return counts;
  }

  private draw(paths: SVGElement[], counts: Uint32Array[]): void {
    const perDay = this.width / (this.span[1] - this.span[0] + 1);
    const unit = this.top ? this.height / this.top : 0;
    const below = new Uint32Array(this.starts.length);
    counts.forEach((column, layer) => {
      let d = "";
      for (let bin = 0; bin < column.length; bin++) {
        if (!column[bin]) continue;
        const x = (this.starts[bin] - this.span[0]) * perDay;
        const wide = (this.starts[bin + 1] - this.starts[bin]) * perDay;
        const w = Math.max(wide - (wide > 4 ? 1 : 0), 1);
        const y = this.height - below[bin] * unit;
        d += `M${x.toFixed(1)} ${y.toFixed(1)}h${w.toFixed(1)}v${(-column[bin] * unit).toFixed(1)}h${(-w).toFixed(1)}z`;
        below[bin] += column[bin];
      }
      paths[layer].setAttribute("d", d);
    });
  }
}

function totalsOf(counts: Uint32Array[]): Uint32Array {
  const totals = new Uint32Array(counts[0]?.length ?? 0);
  for (const column of counts) column.forEach((n, bin) => (totals[bin] += n));
  return totals;
}
