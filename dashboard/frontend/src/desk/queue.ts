/** The reports that wait, and those that are done: by state, a page at a time. */
import { el } from "../dom";
import { _ } from "../i18n";
import { button } from "../panels/controls";
import { dateWords } from "../words";
import { choice, labelled } from "./inputs";
import { momentWords, plain, stateWords } from "./naming";
import type { QueueData, Send } from "./types";

const STATES = ["proposed", "in_review", "published", "rejected", "unverifiable", "duplicate"];

export function queueView(data: QueueData, send: Send, link: (doc: string) => string): HTMLElement {
  const go = (state: string, page: number) => send({ do: "go", state, page: page > 1 ? String(page) : "" });
  const filter = choice(data.state, [["", _("all")], ...STATES.map((state): [string, string] => [state, stateWords(state)])], (state) => go(state, 1));
  return el(
    "section",
    { class: "hg-pagelike" },
    el("div", { class: "hg-pagehead" }, el("h2", { tabindex: -1 }, _("Reports")), labelled(_("With drafts that are"), filter)),
    data.items.length
      ? el("ol", { class: "hg-queue" }, ...data.items.map((item) => row(item, send, link)))
      : empty(data, send),
    pager(data.page, data.more, (page) => go(data.state, page)),
  );
}

function row(item: QueueData["items"][number], send: Send, link: (doc: string) => string): HTMLElement {
  const open = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return; // a new tab
    event.preventDefault();
    send({ do: "go", doc: item.doc });
  };
  const states = Object.entries(item.states).map(([state, n]) =>
    el("span", { class: `hg-state hg-state-${state}` }, `${n} ${stateWords(state)}`),
  );
  const about = [item.publisher, item.published ? dateWords(item.published) : "", item.retrieved ? _("taken in {when}", { when: momentWords(item.retrieved) }) : ""];
  return el(
    "li",
    {},
    el("a", { class: "hg-queue-title", href: link(item.doc), onclick: open }, plain(item.title)),
    el("p", { class: "hg-note" }, about.filter(Boolean).join(" · ")),
    el("p", { class: "hg-states" }, ...(states.length ? states : [el("span", { class: "hg-state" }, _("no draft"))])),
  );
}

function empty(data: QueueData, send: Send): HTMLElement {
  if (data.state) return el("p", { class: "hg-note" }, _("No report has drafts of this state."));
  return el(
    "div",
    { class: "hg-emptyqueue" },
    el("p", {}, _("Nothing waits. Add a report, and what it tells of is drafted for review; nothing of it is public until you accept it.")),
    button(_("Add a report"), () => send({ do: "go", view: "add" })),
  );
}

export function pager(page: number, more: boolean, go: (page: number) => void): HTMLElement | null {
  if (page === 1 && !more) return null;
  const before = button(_("Previous"), () => go(page - 1), "back");
  const after = button(_("Next"), () => go(page + 1), "forward");
  before.disabled = page === 1;
  after.disabled = !more;
  return el("nav", { class: "hg-row hg-pager", "aria-label": _("Pages") }, before, el("span", { class: "hg-note" }, _("page {n}", { n: page })), after);
}
