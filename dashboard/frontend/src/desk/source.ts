/** Who told it: the head of a report, what can be corrected of its source, and which other report it copies or translates. */
import { el, outLink } from "../dom";
import { _, codesOf, label } from "../i18n";
import { button, iconButton } from "../panels/controls";
import { dateWords } from "../words";
import { choice, codes, labelled, textInput } from "./inputs";
import { plain } from "./naming";
import type { DocumentData, Relative, Send, SourceBrief } from "./types";

type Known = Pick<DocumentData, "doc" | "source" | "relatives">;

export class SourceHead {
  readonly element = el("header", { class: "hg-paper-head" });
  private drawn = "";
  private readonly form = el("div", { class: "hg-form hg-sourceform" });
  private readonly fold = el("details", { class: "hg-fold" }, el("summary", {}, _("Correct the source")), this.form);

  constructor(
    private data: Known,
    private readonly base: string,
    private readonly send: Send,
  ) {
    this.update(data);
  }

  /** Drawn anew only when it changed: whoever fills in the form is left alone. */
  update(data: Known): void {
    const drawn = JSON.stringify([data.source, data.relatives]);
    this.data = data;
    if (drawn === this.drawn) return;
    this.drawn = drawn;
    const hadFocus = this.element.contains(document.activeElement);
    this.fold.open = false;
    this.element.replaceChildren(...this.lines());
    this.form.replaceChildren(...new SourceForm(data, this.send).parts());
    if (hadFocus) this.element.querySelector("h2")?.focus();
  }

  private lines(): HTMLElement[] {
    const { source, relatives, doc } = this.data;
    const published = source.published ? dateWords(source.published) : _("date not known");
    const about = [source.publisher, source.author, published, label("publisher_kinds", source.publisher_kind)];
    const original = el("a", { href: `${this.base}/desk/original/${doc}`, download: "" }, _("Download what was taken in"));
    return [
      el("h2", { tabindex: -1 }, plain(source.title)),
      el("p", { class: "hg-note" }, plain(about.filter(Boolean).join(" · "))),
      el("p", { class: "hg-note hg-links" }, ...(source.url ? [outLink(source.url, _("Original")), " · "] : []), original),
      ...(source.origin ? [el("p", { class: "hg-note" }, _("Copies or translates “{title}” ({publisher}).", { ...source.origin }))] : []),
      ...relatives.map((kin) => this.kin(kin)),
      this.fold,
    ];
  }

  /** A report that tells the same in the same words: one click makes the two one voice. */
  private kin(kin: Relative): HTMLElement {
    const n = Math.round(kin.shared * 100);
    const told = { n, title: kin.title, publisher: kin.publisher };
    if (kin.family) return el("p", { class: "hg-note" }, _("{n} % of it is also in “{title}” ({publisher}): counted as one voice.", told));
    const { source_id, mark } = this.data.source;
    const join = () => this.send({ do: "family", source: source_id, mark, other: kin.source_id });
    return el(
      "div",
      { class: "hg-row hg-kin" },
      el("p", { class: "hg-warn hg-spring" }, _("{n} % of it is also in “{title}” ({publisher}): perhaps one voice, not two.", told)),
      button(_("One voice"), join),
    );
  }
}

class SourceForm {
  private readonly fields: Record<string, string> = {};
  private reason = "";
  private readonly origin = el("div", { class: "hg-field" });
  private readonly hint = el("p", { class: "hg-note", hidden: true }, _("Days that count from it, such as “yesterday”, stay as they were drafted: look at them again."));

  constructor(
    private readonly data: Known,
    private readonly send: Send,
  ) {}

  parts(): HTMLElement[] {
    const { source } = this.data;
    const list = (name: "publisher_kind" | "reliability", of: string) => choice(source[name], codes(of, codesOf(of)), (value) => this.set(name, value));
    const published = this.text("published", { placeholder: "2006-05-28" });
    published.addEventListener("input", () => (this.hint.hidden = false));
    this.tied(source.origin);
    const why = source.public ? labelled(_("Why? This source is public already."), textInput("", (text) => (this.reason = text))) : null;
    const go = button(_("Save the source"), () => this.correct());
    return [
      labelled(_("Title"), this.text("title")),
      el("div", { class: "hg-twos" }, labelled(_("Publisher"), this.text("publisher")), labelled(_("Kind of publisher"), list("publisher_kind", "publisher_kinds"))),
      el("div", { class: "hg-twos" }, labelled(_("Author, if named"), this.text("author")), labelled(_("Language of the report"), this.text("language", { placeholder: "ru" }))),
      el("div", { class: "hg-twos" }, labelled(_("Published on"), published, this.hint), labelled(_("Reliability"), list("reliability", "reliability"))),
      labelled(_("Address"), this.text("url", { inputmode: "url" })),
      this.origin,
      ...(why ? [why] : []),
      el("div", {}, go),
    ];
  }

  private text(name: "title" | "publisher" | "author" | "language" | "published" | "url", attributes = {}): HTMLInputElement {
    return textInput(this.data.source[name] ?? "", (value) => this.set(name, value.trim()), attributes);
  }

  private set(name: string, value: string): void {
    this.fields[name] = value;
  }

  /** The source that this one translates or copies: found by its words, or none. */
  private tied(origin: SourceBrief | null): void {
    const results = el("div", {});
    const ask = () =>
      search.value.trim() &&
      this.send({ do: "sources", text: search.value }, (answer) => {
        const found = (answer.extra.sources ?? []).filter((one) => one.source_id !== this.data.source.source_id);
        results.replaceChildren(found.length ? this.found(found) : el("p", { class: "hg-note", role: "status" }, _("No source has this in its title or publisher.")));
        results.querySelector("button")?.focus();
      });
    const search = textInput("", () => {}, { type: "search" });
    search.addEventListener("keydown", (event) => event.key === "Enter" && (event.preventDefault(), ask()));
    const take = () => {
      this.set("derived_from", "");
      this.tied(null);
      this.origin.querySelector("input")?.focus();
    };
    const now = origin ? el("p", { class: "hg-row" }, el("span", { class: "hg-spring" }, briefly(origin)), iconButton("close", _("Remove"), take)) : null;
    this.origin.replaceChildren(
      ...(now ? [el("span", { class: "hg-fieldname" }, _("Translation or copy of")), now] : [labelled(_("Translation or copy of: find it by title or publisher"), search), el("div", {}, button(_("Search"), ask)), results]),
    );
  }

  private found(found: SourceBrief[]): HTMLElement {
    const pick = (one: SourceBrief) => {
      this.set("derived_from", one.source_id);
      this.tied(one);
      this.origin.querySelector("button")?.focus();
    };
    return el("ul", { class: "hg-plainlist" }, ...found.map((one) => el("li", {}, el("button", { type: "button", class: "hg-textbutton", onclick: () => pick(one) }, briefly(one)))));
  }

  private correct(): void {
    const { source_id, mark } = this.data.source;
    this.send({ do: "source", source: source_id, mark, fields: this.fields, reason: this.reason });
  }
}

const briefly = (one: SourceBrief): string => [one.title, one.publisher, one.published ? dateWords(one.published) : ""].filter(Boolean).join(" · ");
