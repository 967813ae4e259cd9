/** Cut a span of days into bins that are wide enough to see. Pure. */
import { dateOf, dayText, monthStart } from "../days";
import type { Day } from "../types";

export type Unit = "day" | "week" | "month" | "quarter" | "year" | "decade";
export type Span = readonly [first: Day, last: Day];

const LENGTH: [Unit, number][] = [
  ["day", 1],
  ["week", 7],
  ["month", 30.4],
  ["quarter", 91.3],
  ["year", 365.25],
  ["decade", 3652.5],
];

/** The finest unit whose bars are at least `least` pixels wide. */
export function unitFor([first, last]: Span, width: number, least = 4.5): Unit {
  const perDay = width / (last - first + 1);
  return (LENGTH.find(([, days]) => days * perDay >= least) ?? LENGTH[LENGTH.length - 1])[0];
}

/** First day of the bin that holds `day`, moved on by `add` bins. */
export function binStart(day: Day, unit: Unit, add = 0): Day {
  if (unit === "day") return day + add;
  if (unit === "week") return day - ((((day + 3) % 7) + 7) % 7) + 7 * add; // 1970-01-01 was a Thursday; weeks begin on Monday
  const date = dateOf(day);
  const month = date.getUTCMonth();
  const year = date.getUTCFullYear();
  if (unit === "month") return monthStart(day, add);
  if (unit === "quarter") return monthStart(day, 3 * add - (month % 3));
  if (unit === "year") return monthStart(day, 12 * add - month);
  return monthStart(day, 120 * add - month - 12 * (((year % 10) + 10) % 10));
}

/** Starts of all bins that touch the span, and the end of the last one. */
export function edges([first, last]: Span, unit: Unit): Day[] {
  const starts = [binStart(first, unit)];
  while (starts[starts.length - 1] <= last) starts.push(binStart(starts[starts.length - 1], unit, 1));
  return starts;
}

export interface Tick {
  day: Day;
  text: string;
  unit: Unit;
}

/** Labels for the axis: years, and months or days when there is room for them. */
export function ticks(span: Span, width: number, lang: string): Tick[] {
  const perDay = width / (span[1] - span[0] + 1);
  const unit: Unit = perDay > 26 ? "day" : perDay > 1.5 ? "month" : "year";
  const found: Tick[] = [];
  let free = -Infinity;
  for (const day of edges(span, unit).slice(0, -1)) {
    const x = (day - span[0]) * perDay;
    const text = tickText(day, unit, lang, found.length === 0);
    const room = text.length * 7.5 + 10;
    if (x < -1 || x < free || x + room > width) continue;
    free = x + room;
    found.push({ day, unit, text });
  }
  return found;
}

function tickText(day: Day, unit: Unit, lang: string, first: boolean): string {
  const date = dateOf(day);
  if (unit === "year" || (unit === "month" && date.getUTCMonth() === 0)) return String(date.getUTCFullYear());
  if (unit === "month") return dayText(day, lang, first ? { month: "short", year: "numeric" } : { month: "short" });
  return date.getUTCDate() === 1 || first
    ? dayText(day, lang, { day: "numeric", month: "short" })
    : String(date.getUTCDate());
}
