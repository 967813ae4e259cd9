/** What could not be drawn, each with its reason: nothing is dropped without saying so. */
import { el } from "../dom";
import { _, number } from "../i18n";
import type { Session } from "../session";
import { textButton } from "./controls";

function reasonWords(code: string): string {
  if (code === "no_place") return _("No source says where it happened.");
  if (code === "no_point") return _("Nobody knows where this place was.");
  if (code === "no_date") return _("No source says when it happened, so it is in no time window.");
  if (code === "unresolved") return _("Named in a report; which place is meant is not known.");
  if (code === "comparison") return _("Named in a report only as a comparison; nothing happened there.");
  return code;
}

/** null when everything is on the map. */
export function notOnMap(session: Session): HTMLElement | null {
  const items = session.frame.not_on_map;
  if (!items.length) return null;
  const list = el("ul", { class: "hg-plainlist" });
  for (const item of items) {
    const { event_id } = item;
    const title = item.title || item.subject;
    const known = event_id !== null && session.rowOf(event_id) >= 0;
    const open = (event: Event) => session.state.set({ picked: event_id }, event);
    const name = known ? textButton(title, open) : el("span", {}, title);
    list.append(el("li", {}, name, el("p", { class: "hg-note" }, reasonWords(item.reason))));
  }
  return el(
    "details",
    { class: "hg-details" },
    el("summary", {}, _("Not on the map: {n}", { n: number(items.length) })),
    list,
  );
}
