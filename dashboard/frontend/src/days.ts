/** Whole days in UTC; the browser's own time zone never moves an event to another day. */
import type { Day } from "./types";

const MS = 86_400_000;

/** Days beyond these stand for an end that nobody knows: the years 1000 and 9000. */
const FIRST_DAY: Day = -354_285;
const LAST_DAY: Day = 2_567_486;

/** Is this a day that somebody knows? */
export const known = (day: Day): boolean => day > FIRST_DAY && day < LAST_DAY;

export function dayOf(iso: string): Day | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(iso)) return undefined;
  const ms = Date.parse(`${iso}T00:00:00Z`);
  if (Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== iso) return undefined; // 2006-02-31
  return ms / MS;
}

export const isoOf = (day: Day): string => new Date(day * MS).toISOString().slice(0, 10);

export const dateOf = (day: Day): Date => new Date(day * MS);

/** First day of the month that is `add` months after the month of `day`. */
export function monthStart(day: Day, add = 0): Day {
  const d = dateOf(day);
  return Date.UTC(d.getUTCFullYear(), d.getUTCMonth() + add, 1) / MS;
}

/** Chromium knows no Kazakh dates ("2006 M05 12"), so they are written here, as CLDR has them. */
const KAZAKH = "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан".split(" ");

/** A day in the reader's words; `style` as in Intl.DateTimeFormat. */
export function dayText(
  day: Day,
  lang: string,
  style: Intl.DateTimeFormatOptions = { day: "numeric", month: "long", year: "numeric" },
): string {
  if (lang === "kk") return kazakh(dateOf(day), style);
  const locale = lang === "en" ? "en-GB" : lang;
  return new Intl.DateTimeFormat(locale, { timeZone: "UTC", ...style }).format(dateOf(day));
}

function kazakh(date: Date, style: Intl.DateTimeFormatOptions): string {
  const name = KAZAKH[date.getUTCMonth()];
  const month = style.month === "short" ? `${name.slice(0, 3)}.` : name;
  const parts = [
    style.year ? `${date.getUTCFullYear()} ж.` : "",
    style.day ? String(date.getUTCDate()) : "",
    style.month ? month : "",
  ];
  return parts.filter(Boolean).join(" ");
}
