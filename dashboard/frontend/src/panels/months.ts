/** Steps of whole months. */
import { monthStart } from "../days";
import type { Day } from "../types";

/** The same day of another month, or its last day where it is shorter. */
export function addMonths(day: Day, months: number): Day {
  const inMonth = day - monthStart(day);
  const start = monthStart(day, months);
  return start + Math.min(inMonth, monthStart(day, months + 1) - 1 - start);
}
