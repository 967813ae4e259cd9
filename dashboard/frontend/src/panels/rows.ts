/** What a list says of one row of the columns, and the order of rows. */
import { _, label, language } from "../i18n";
import type { Session } from "../session";
import { NO_DAY } from "../types";
import { dateWords } from "../words";
import type { Names } from "./names";

export const SORTS = ["date", "place", "type", "title", "outcome", "sources"] as const;
export type Sort = (typeof SORTS)[number];

export function sortTitle(sort: Sort): string {
  if (sort === "date") return _("Date");
  if (sort === "place") return _("Place");
  if (sort === "type") return _("Type of event");
  if (sort === "title") return _("Event");
  if (sort === "outcome") return _("Outcome");
  return _("Sources");
}

export class Rows {
  private readonly placeNames: string[];
  private readonly typeNames: string[];
  private readonly outcomeNames: string[];
  private readonly collator = new Intl.Collator(language(), { numeric: true });
  private readonly ranks = new Map<Sort, ArrayLike<number>>();

  constructor(
    private readonly session: Session,
    names: Names,
  ) {
    const c = session.columns;
    this.placeNames = c.places.map((id) => names.place(id));
    this.typeNames = c.eventTypes.map((code) => label("event_types", code));
    this.outcomeNames = c.outcomes.map((code) => (code ? label("outcomes", code) : ""));
  }

  place = (row: number): string => this.placeNames[this.session.columns.place[row]] ?? "";
  type = (row: number): string => this.typeNames[this.session.columns.eventType[row]];
  outcome = (row: number): string => this.outcomeNames[this.session.columns.outcome[row]];
  layer = (row: number): string => this.session.columns.layers[this.session.columns.layer[row]];
  sources = (row: number): number => this.session.columns.sourcePtr[row + 1] - this.session.columns.sourcePtr[row];

  /** The date in words, as exactly as its source says; the hour where it is known. */
  when(row: number): string {
    const { start, end, minute } = this.session.columns;
    if (start[row] === NO_DAY) return _("date not known");
    const day = dateWords(this.session.texts.date[row]);
    if (minute[row] < 0 || start[row] !== end[row]) return day;
    const two = (n: number) => String(n).padStart(2, "0");
    return _("{date}, {time}", { date: day, time: `${two(Math.floor(minute[row] / 60))}:${two(minute[row] % 60)}` });
  }

  /** Rows that are shown, in the wanted order. Columns come by date, with the undated first: they go last here. */
  shown(sort: Sort, descending: boolean): number[] {
    const { shown } = this.session.selection;
    const { start } = this.session.columns;
    const rows: number[] = [];
    for (let i = 0; i < shown.length; i++) if (shown[i] && start[i] !== NO_DAY) rows.push(i);
    for (let i = 0; i < shown.length; i++) if (shown[i] && start[i] === NO_DAY) rows.push(i);
    if (sort !== "date") {
      const rank = this.rank(sort);
      rows.sort((a, b) => rank[a] - rank[b]);
    }
    return descending ? rows.reverse() : rows;
  }

  /** Place of each row in the order of one column; made once, as comparing words is slow. */
  private rank(sort: Sort): ArrayLike<number> {
    let rank = this.ranks.get(sort);
    if (!rank) {
      rank = this.makeRank(sort);
      this.ranks.set(sort, rank);
    }
    return rank;
  }

  private makeRank(sort: Sort): ArrayLike<number> {
    const { session } = this;
    const { columns: c } = session;
    if (sort === "sources") return Uint32Array.from({ length: c.n }, (_unused, row) => this.sources(row));
    if (sort === "title") return this.ordered(session.texts.title);
    const [names, column] = {
      place: [this.placeNames, c.place],
      type: [this.typeNames, c.eventType],
      outcome: [this.outcomeNames, c.outcome],
      date: [[], c.place],
    }[sort] as [string[], ArrayLike<number>];
    const ranks = this.ordered(names);
    return Uint32Array.from({ length: c.n }, (_unused, row) => ranks[column[row]]);
  }

  private ordered(words: string[]): Uint32Array {
    const order = words.map((_unused, i) => i).sort((a, b) => this.collator.compare(words[a], words[b]));
    const ranks = new Uint32Array(words.length);
    order.forEach((index, rank) => (ranks[index] = rank));
    return ranks;
  }
}
