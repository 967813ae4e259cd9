/** Who changed what, when and why; each change can be taken back as long as nothing came after it. */
import { el } from "../dom";
import { _, ngettext } from "../i18n";
import { button } from "../panels/controls";
import { momentWords, shownValue, valueWords } from "./naming";
import type { HistoryLine, Send } from "./types";

export function historyList(lines: HistoryLine[], send: Send, stay: boolean): HTMLElement {
  if (!lines.length) return el("p", { class: "hg-note" }, _("Nothing was changed yet."));
  return el("ol", { class: "hg-history" }, ...lines.map((line) => entry(line, send, stay)));
}

function entry(line: HistoryLine, send: Send, stay: boolean): HTMLElement {
  const undo = button(_("Undo this"), () => send({ do: "undo", change: line.change, stay }));
  // What came along with an event is counted, not listed.
  const along = (kind: string) => line.records.filter((one) => one.kind === kind && (one.new || one.gone)).length;
  const told = line.records.filter((one) => !["claim", "link"].includes(one.kind) || !(one.new || one.gone));
  const [claims, ties] = [along("claim"), along("link")];
  const counted = [
    claims ? ngettext("{n} claim", "{n} claims", claims) : "",
    ties ? ngettext("{n} tie", "{n} ties", ties) : "",
  ].filter(Boolean);
  return el(
    "li",
    {},
    el("p", {}, el("strong", {}, line.who || _("the program")), " · ", momentWords(line.at)),
    el("ul", { class: "hg-plainlist" }, ...told.slice(0, 12).map(record)),
    told.length > 12 ? el("p", { class: "hg-note" }, _("and {n} more", { n: told.length - 12 })) : null,
    counted.length ? el("p", { class: "hg-note" }, _("with {things}", { things: counted.join(", ") })) : null,
    line.reason ? el("p", { class: "hg-note" }, _("“{text}”", { text: line.reason })) : null,
    line.undone ? el("p", { class: "hg-note" }, _("taken back")) : undoable(line) ? undo : null,
  );
}

/** A load of facts or the taking in of a report is no change of an editor's. */
const undoable = (line: HistoryLine): boolean => line.records.every(({ kind }) => kind in kinds());

function record(one: HistoryLine["records"][number]): HTMLElement {
  const what = el("span", {}, `${kindWords(one.kind)} ${one.title ? `“${one.title}”` : one.key}`);
  const fate = one.new ? _("added") : one.gone ? _("removed") : "";
  const changes = one.changed.map(({ field, before, after }) =>
    before || after
      ? `${valueWords(field)}: ${shownValue(field, before)} → ${shownValue(field, after)}`
      : _("{field} changed", { field: valueWords(field) }),
  );
  return el(
    "li",
    {},
    what,
    fate ? el("span", { class: "hg-note" }, ` ${fate}`) : null,
    ...changes.map((text) => el("p", { class: "hg-note" }, text)),
  );
}

function kindWords(kind: string): string {
  return kinds()[kind] ?? (kind === "document" ? _("report") : kind);
}

/** What editors change. */
const kinds = (): Record<string, string> => ({
  event: _("event"),
  claim: _("claim"),
  link: _("tie"),
  source: _("source"),
  place: _("place"),
  episode: _("episode"),
  draft: _("draft"),
  tombstone: _("notice"),
});
