/** Dates, ranges and places in the reader's words, with their doubt. Pure: text in, text out. */
import { dayOf, dayText, isoOf, monthStart } from "./days";
import { _, language, number } from "./i18n";
import type { Day, Quantity } from "./types";

/** One end of an EDTF date (ISO 8601-2, levels 0 and 1 as geodata.dates lets them in). */
interface Part {
  text: string;
  /** What the date leaves open: nothing, the day, or the month and the day. */
  precision: "day" | "month" | "year";
  year: string;
  day: Day;
}

const PART = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?([~?%])?$/;

const DAY: Intl.DateTimeFormatOptions = { day: "numeric", month: "long", year: "numeric" };
const MONTH: Intl.DateTimeFormatOptions = { month: "long", year: "numeric" };

/** An EDTF date as a reader would say it; text that is not EDTF is shown as it is. */
export function dateWords(edtf: string): string {
  const text = edtf.trim();
  if (!text) return _("date not known");
  const ends = text.split("/");
  if (ends.length === 2) return intervalWords(ends[0], ends[1]) ?? text;
  const part = ends.length === 1 ? read(text) : null;
  if (!part) return text;
  if (part.precision === "month") return _("{date} (day not known)", { date: part.text });
  if (part.precision === "year") return _("{date} (month and day not known)", { date: part.text });
  return part.text;
}

function intervalWords(first: string, last: string): string | null {
  const open = (end: string) => end === "" || end === "..";
  const b = open(last) ? null : read(last);
  const a = open(first) ? null : read(first, b);
  if (open(first) && b) return _("{date} or earlier", { date: b.text });
  if (open(last) && a) return _("{date} or later", { date: a.text });
  return a && b ? _("between {first} and {last}", { first: a.text, last: b.text }) : null;
}

/** `beside`: the end of the interval; what the two ends share is then said once. */
function read(text: string, beside: Part | null = null): Part | null {
  const match = PART.exec(text);
  if (!match) return null;
  const [, year, month, day, mark] = match;
  const part = plain(year, month, day, beside);
  if (!part) return null;
  if (mark === "~" || mark === "%") part.text = _("about {date}", { date: part.text });
  if (mark === "?" || mark === "%") part.text = _("{date} (uncertain)", { date: part.text });
  return part;
}

function plain(
  year: string,
  month: string | undefined,
  dayOfMonth: string | undefined,
  beside: Part | null,
): Part | null {
  const lang = language();
  const precision = dayOfMonth ? "day" : month ? "month" : "year";
  const day = dayOf(`${year}-${month ?? "01"}-${dayOfMonth ?? "01"}`);
  if (day === undefined) return null;
  if (precision === "year") return { text: year, precision, year, day };
  // Kazakh writes the year first, so nothing can be left to the second date.
  const short = lang !== "kk" && beside?.precision === precision && beside.year === year;
  const style = { ...(precision === "day" ? DAY : MONTH) };
  if (short) delete style.year;
  if (short && precision === "day" && isoOf(day).slice(0, 7) === isoOf(beside.day).slice(0, 7)) delete style.month;
  return { text: dayText(day, lang, style), precision, year, day };
}

/** A whole year or a whole month; null for any other span. */
function wholeWords(start: Day, end: Day): string | null {
  const [first, last] = [isoOf(start), isoOf(end)];
  if (first.slice(0, 4) === last.slice(0, 4) && first.endsWith("-01-01") && last.endsWith("-12-31"))
    return first.slice(0, 4);
  if (first.endsWith("-01") && end + 1 === monthStart(start, 1)) return dayText(start, language(), MONTH);
  return null;
}

/** Date and hour of an event: "12 May 2006, 11:00 (local time)". */
export function whenWords(edtf: string, timeStart: string | null, timeEnd: string | null): string {
  const date = dateWords(edtf);
  if (!timeStart) return date;
  const from = clock(timeStart);
  if (!timeEnd || clock(timeEnd) === from) return _("{date}, {time} (local time)", { date, time: from });
  return _("{date}, {from} to {to} (local time)", { date, from, to: clock(timeEnd) });
}

const clock = (time: string): string => time.slice(0, 5);

/** Both ends of a window in words; null is an open end. */
export function windowWords(from: Day | null, to: Day | null): string {
  const lang = language();
  if (from !== null && to !== null) {
    if (from === to) return dayText(from, lang);
    const last = read(isoOf(to))!;
    return wholeWords(from, to) ?? _("{from} to {to}", { from: read(isoOf(from), last)!.text, to: last.text });
  }
  if (from !== null) return _("from {date}", { date: dayText(from, lang) });
  if (to !== null) return _("until {date}", { date: dayText(to, lang) });
  return _("all dates");
}

/** "350 to 500", "at least 200", "up to 400", "40"; empty when nothing is known, which is not zero. */
export function rangeWords(quantity: Quantity): string {
  const { low, best, high } = quantity;
  if (low === null && high === null) return best === null ? "" : number(best);
  if (low !== null && low === high) return number(low);
  const range =
    low !== null && high !== null
      ? _("{low} to {high}", { low: number(low), high: number(high) })
      : low !== null
        ? _("at least {low}", { low: number(low) })
        : _("up to {high}", { high: number(high!) });
  return best === null || best === low || best === high
    ? range
    : _("{range}, most likely {best}", { range, best: number(best) });
}

/** The doubt about a place: "somewhere within 5 km". */
export function radiusWords(metres: number): string {
  const distance =
    metres < 1000
      ? _("{n} m", { n: number(Math.round(metres)) })
      : _("{n} km", { n: number(Math.round(metres / (metres < 10_000 ? 100 : 1000)) / (metres < 10_000 ? 10 : 1)) });
  return _("somewhere within {distance}", { distance });
}
