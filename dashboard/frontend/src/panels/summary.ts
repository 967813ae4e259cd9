/** The line that says what is shown: how many events, of which days. */
import { ngettext, number } from "../i18n";
import type { Session } from "../session";
import { NO_DAY } from "../types";
import { windowWords } from "../words";
import { fullSpan } from "./timeline";

export function summary(session: Session): string {
  const { columns, selection, state } = session;
  const { from, to } = state.choice;
  const parts = [
    ngettext("{shown} of {n} event", "{shown} of {n} events", columns.n, { shown: number(selection.count) }),
  ];
  const bounded = from !== null || to !== null;
  const span = fullSpan(session);
  if (span) {
    parts.push(bounded ? windowWords(from, to) : windowWords(...span));
  }
  const undated = bounded ? undatedPassing(session) : 0;
  if (undated) parts.push(ngettext("{n} without a date is left out", "{n} without a date are left out", undated));
  return parts.join(" · ");
}

/** Events that pass the facets but lie in no window, for want of a date. Rows are sorted by start: they come first. */
export function undatedPassing(session: Session): number {
  const { start, n } = session.columns;
  let count = 0;
  for (let i = 0; i < n && start[i] === NO_DAY; i++) count += session.selection.pass[i];
  return count;
}
