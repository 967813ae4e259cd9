/** Several events under one dot: choose which to open. */
import { el } from "../dom";
import { _, ngettext, number } from "../i18n";
import type { Session } from "../session";
import { panelHead, textButton } from "./controls";
import { mark } from "./icons";
import { Names } from "./names";
import { Rows } from "./rows";

/** Enough to scroll through; beyond it the reader is told how to reach the others. */
const MOST = 200;

export function group(session: Session, rows: number[], close: () => void): HTMLElement {
  const words = new Rows(session, new Names(session));
  const items = rows.slice(0, MOST).map((row) => {
    const id = session.idOf(row);
    const title = textButton(session.texts.title[row], (event) => session.state.set({ picked: id }, event));
    title.dataset.event = id;
    const kind = el("span", { class: "hg-kind" }, mark(words.layer(row)), words.type(row));
    return el("li", {}, kind, title, el("span", { class: "hg-note" }, words.when(row)));
  });
  return el(
    "section",
    { class: "hg-list", "aria-label": _("Events here") },
    panelHead(ngettext("{n} event here", "{n} events here", rows.length), close),
    el("div", { class: "hg-scroll" }, el("ul", { class: "hg-cardlist" }, ...items)),
    rows.length > MOST
      ? el(
          "p",
          { class: "hg-note hg-pad" },
          _("The first {n} are listed. For the others zoom in, set a filter or a shorter time, or open the list.", {
            n: number(MOST),
          }),
        )
      : null,
  );
}
