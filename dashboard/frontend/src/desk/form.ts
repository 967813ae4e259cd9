/** The fields of one draft, each with the words of the report that it rests on, or a plain word that nothing carries it. */
import { el } from "../dom";
import { _, codesOf, label } from "../i18n";
import { textButton } from "../panels/controls";
import type { Session } from "../session";
import { dateWords, radiusWords } from "../words";
import { Claims } from "./claims";
import { choice, codes, labelled, textArea, textInput } from "./inputs";
import { Links } from "./links";
import { claimWords, fieldWords, plain } from "./naming";
import { PlacePanel } from "./place";
import { numbersIn } from "./spans";
import type { Aside, DraftData, Send } from "./types";
import type { ShownClaim, Work } from "./work";

export interface FormHost {
  session: Session;
  send: Send;
  layerOf: Record<string, string>;
  siblings(): DraftData[];
  /** The words of the report between two code points. */
  slice(start: number, end: number): string;
  reveal(claimId: string): void;
  /** Claims or their spans changed: the text is to be marked anew. */
  marked(): void;
  /** Anything changed. */
  changed(): void;
  /** Look for words in the report. */
  search(): void;
}

export class Form {
  readonly element = el("div", { class: "hg-form" });
  private readonly claims: Claims;
  private readonly place: PlacePanel;
  private readonly links: Links;
  private readonly support = new Map<string, HTMLElement>();
  private readonly doubt = el("p", { class: "hg-place-doubt" });
  private readonly placeDetails: HTMLDetailsElement;

  constructor(
    private readonly work: Work,
    private readonly host: FormHost,
    aside: Aside | null,
    readonly locked: boolean,
  ) {
    this.claims = new Claims({
      locked,
      claims: () => work.claims(),
      quote: (claim) => this.quote(claim),
      reveal: (id) => host.reveal(id),
      change: (id, changes) => {
        work.setClaim(id, changes);
        this.refresh();
        if ("status" in changes) host.marked();
      },
      drop: (id) => {
        work.drop(id);
        this.claims.draw();
        this.refresh();
        host.marked();
      },
    });
    this.place = new PlacePanel(
      {
        session: host.session,
        send: host.send,
        place: () => work.place,
        pick: (place) => (work.setPlace(place), this.refresh()),
        written: () => work.value("where_as_written") || work.place?.name || "",
      },
      aside?.candidates ?? [],
    );
    this.links = new Links(work, () => host.siblings(), aside?.events ?? [], () => this.refresh());
    this.placeDetails = el("details", { class: "hg-fold", open: !work.place }, el("summary", {}, _("Change the place")), this.place.element);
    this.element.append(...this.fields());
    if (locked) this.lock();
    this.refresh();
  }

  destroy(): void {
    this.place.destroy();
  }

  /** What the server found for the open draft came. */
  take(aside: Aside): void {
    this.place.offer(aside.candidates);
    this.links.offer(aside.events);
  }

  showClaim(id: string, focus: boolean): void {
    this.claims.show(id, focus);
  }

  /** Words of the report become the evidence of a field. */
  addEvidence(field: string, start: number, end: number): string {
    const words = this.host.slice(start, end);
    const numbers = codesOf("quantities").includes(field) ? numbersIn(words) : null;
    const quantity = numbers && { low: numbers.low, best: numbers.low === numbers.high ? numbers.low : null, high: numbers.high };
    const id = this.work.add({ field, text: words.slice(0, 300), quantity, stated_by: "unknown", start, end, note: "" });
    this.claims.show(id, false);
    this.refresh();
    this.host.marked();
    return id;
  }

  private lock(): void {
    for (const one of this.element.querySelectorAll("input, select, textarea")) {
      one.setAttribute("disabled", "");
      one.removeAttribute("placeholder");
    }
    this.placeDetails.remove();
    this.links.lock();
  }

  private fields(): HTMLElement[] {
    const text = (field: string, rows = 1) => textArea(this.work.value(field), (value) => this.set(field, value.replace(/\n+/g, rows > 1 ? "\n" : " ")), rows);
    const short = (field: string, attributes = {}) => textInput(this.work.value(field), (value) => this.set(field, value.trim()), attributes);
    const date = short("date", { placeholder: "2006-05-12", inputmode: "text" });
    return [
      labelled(_("Type"), this.types(), this.carried("event")),
      labelled(_("What happened, in one line of your own words"), text("title")),
      labelled(_("Details, in your own words"), text("summary", 2)),
      el(
        "div",
        { class: "hg-twos" },
        labelled(_("Day"), date, this.carried("date")),
        labelled(_("How the day is known"), choice(this.work.value("date_basis"), codes("date_basis", codesOf("date_basis")), (value) => this.set("date_basis", value))),
      ),
      el(
        "div",
        { class: "hg-threes" },
        labelled(_("From, local time"), short("time_start", { placeholder: "14:30" }), this.carried("time_start")),
        labelled(_("Until"), short("time_end", { placeholder: "16:00" }), this.carried("time_end")),
        labelled(_("Time zone"), short("timezone", { placeholder: "Asia/Almaty" })),
      ),
      el(
        "div",
        { class: "hg-field", role: "group", "aria-label": _("Place") },
        el("span", { class: "hg-fieldname" }, _("Place")),
        this.doubt,
        this.carried("place_id"),
        this.placeDetails,
      ),
      labelled(_("Place as the report writes it"), short("where_as_written")),
      labelled(_("Outcome, of an attempt"), choice(this.work.value("outcome"), codes("outcomes", codesOf("outcomes"), _("none")), (value) => this.set("outcome", value)), this.carried("outcome")),
      el("section", {}, el("h3", {}, _("What the report says")), this.claims.element),
      this.links.element,
    ];
  }

  private types(): HTMLSelectElement {
    const select = choice(this.work.value("event_type"), [["", _("choose")]], (value) => this.set("event_type", value));
    const groups = new Map<string, HTMLOptGroupElement>();
    for (const code of codesOf("event_types")) {
      const layer = this.host.layerOf[code] ?? "";
      if (!groups.has(layer)) groups.set(layer, el("optgroup", { label: label("layers", layer) }));
      groups.get(layer)!.append(el("option", { value: code }, label("event_types", code)));
    }
    select.replaceChildren(el("option", { value: "" }, _("choose")), ...groups.values());
    select.value = this.work.value("event_type");
    return select;
  }

  private set(field: string, value: string): void {
    this.work.set(field, value);
    this.refresh();
  }

  private carried(field: string): HTMLElement {
    const line = el("div", { class: "hg-carried" });
    this.support.set(field, line);
    return line;
  }

  /** Everything that is said about the fields, after any change; the fields themselves keep their caret. */
  private refresh(): void {
    for (const [field, line] of this.support) {
      const parts = this.about(field);
      const mark = parts.map((part) => part.textContent).join("|") + String(this.work.claims().length);
      if (line.dataset.mark === mark) continue;
      line.dataset.mark = mark;
      line.replaceChildren(...parts);
    }
    const place = this.work.place;
    this.doubt.textContent = place
      ? [place.name || _("without a name"), place.radius_m ? radiusWords(place.radius_m) : place.lon === null ? _("no position") : ""].filter(Boolean).join(" · ")
      : _("not known");
    this.host.changed();
  }

  private about(field: string): HTMLElement[] {
    const value = field === "place_id" ? (this.work.place ? "x" : "") : field === "event" ? "x" : this.work.value(field);
    const lines: HTMLElement[] = [];
    if (field === "date") {
      const words = dateWords(value);
      const wrong = value !== "" && words === value && !/^\d{4}$/.test(value);
      lines.push(
        wrong
          ? el("p", { class: "hg-warn" }, _("This cannot be read as a date. Write 2006-05-12, 2006-05, 2006, 2006-05-01/2006-05-03 or 2006-05-10~."))
          : el("p", { class: "hg-note" }, words),
      );
      if (wrong) return lines;
    }
    if (/^time_/.test(field) && value && !/^([01]\d|2[0-3]):[0-5]\d$/.test(value))
      return [el("p", { class: "hg-warn" }, _("Write the hour as 14:30."))];
    if (!value) return lines;
    const claims = this.work.claims().filter((claim) => claim.field === field && ["proposed", "accepted"].includes(claim.status));
    if (claims.length) lines.push(...claims.slice(0, 3).map((claim) => this.restsOn(claim)));
    else lines.push(this.bare(field, value));
    return lines;
  }

  private restsOn(claim: ShownClaim): HTMLElement {
    const quote = this.quote(claim);
    if (!quote) return el("p", { class: "hg-note" }, _("rests on the editor’s own knowledge"));
    const short = quote.length > 70 ? `${quote.slice(0, 70)}…` : quote;
    const open = textButton(_("“{text}”", { text: short }), () => this.host.reveal(claim.claim_id));
    return el("p", { class: "hg-note" }, _("rests on"), " ", open);
  }

  private bare(field: string, value: string): HTMLElement {
    const known = () => {
      const text = field === "place_id" ? this.work.place?.name ?? value : field === "event" ? this.work.value("title") || _("It happened.") : field === "outcome" ? label("outcomes", value) : value;
      const id = this.work.add({ field, text, quantity: null, stated_by: "unknown", start: null, end: null, note: _("The editor’s own knowledge.") });
      this.claims.draw();
      this.refresh();
      this.host.marked();
      this.claims.show(id, true);
    };
    return el(
      "div",
      { class: "hg-bare" },
      el("p", { class: "hg-warn" }, _("No claim carries this.")),
      this.locked ? null : textButton(_("Show the words"), () => this.host.search()),
      this.locked ? null : textButton(_("I know it myself"), known),
    );
  }

  private quote(claim: ShownClaim): string {
    if (claim.start === null || claim.end === null) return "";
    const words = plain(this.host.slice(claim.start, claim.end).replace(/\s+/g, " "));
    return words.length > 140 ? `${words.slice(0, 140)}…` : words;
  }
}

/** What a claim says, for the marks in the text. */
export const saidBy = (claim: ShownClaim): string => claimWords(claim) || fieldWords(claim.field);
