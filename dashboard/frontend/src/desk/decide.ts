/** What an editor decides on a draft: publish, join, reject, set aside, open again. Each asks for what it needs and nothing else. */
import { el } from "../dom";
import { _, label, ngettext } from "../i18n";
import { mark } from "../panels/icons";
import { button, textButton } from "../panels/controls";
import { dateWords, rangeWords } from "../words";
import { keyed, textInput } from "./inputs";
import { EpisodeChoice } from "./episode";
import { fieldWords, plain } from "./naming";
import type { Brief, DraftData, EpisodeBrief, Twin } from "./types";

export interface Deeds {
  save(): void;
  /** `another`: although one that looks the same is published. */
  accept(next: boolean, another: boolean): void;
  preview(event?: string): void;
  join(event: string): void;
  close(state: string, reason: string): void;
  /** Begin a second draft with all that this one holds. */
  copy(): void;
  /** Show the events that look the same. */
  compare(): void;
}

export class Decide {
  readonly element = el("div", { class: "hg-decide" });
  private readonly why = el("div", { class: "hg-why", hidden: true });
  private readonly faults = el("ul", { class: "hg-faults" });
  private readonly twins = el("p", { class: "hg-twinnote", role: "status", hidden: true });
  private readonly save: HTMLButtonElement;
  private readonly asking = el("p", { class: "hg-warn", role: "status", hidden: true });
  /** The button that was pressed: the next press means it. */
  private readonly accepts = new Map<boolean, HTMLButtonElement>();
  /** The events that look the same and that the editor was asked about. */
  private asked: Brief[] = [];
  private told: Brief[] = [];
  readonly episode: EpisodeChoice;

  constructor(
    draft: DraftData,
    private readonly deeds: Deeds,
    locked: boolean,
    episodes: EpisodeBrief[],
    lastEpisode: string,
  ) {
    this.episode = new EpisodeChoice(episodes, lastEpisode);
    const copy = keyed(button(_("Copy this draft"), () => deeds.copy()), "Alt+C");
    this.save = keyed(button(_("Save"), () => deeds.save()), "Control+S");
    this.save.disabled = true;
    if (locked) {
      const again = draft.event_id
        ? el("p", { class: "hg-note" }, _("It became {event}. Undo that, or correct the event.", { event: draft.event_id }))
        : button(_("Open it again"), () => deeds.close("in_review", ""));
      this.element.append(again, el("div", { class: "hg-deeds" }, copy));
      return;
    }
    const accept = keyed(button(_("Accept and next"), () => this.accept(true)), "Control+Enter");
    const only = keyed(button(_("Accept"), () => this.accept(false)), "Alt+A");
    this.accepts.set(true, accept).set(false, only);
    accept.classList.add("hg-primary");
    this.element.append(
      this.faults,
      this.twins,
      this.asking,
      this.episode.element,
      el(
        "div",
        { class: "hg-deeds" },
        accept,
        only,
        keyed(button(_("Preview"), () => deeds.preview()), "Alt+W"),
        this.save,
        keyed(button(_("Reject"), () => this.ask("rejected")), "Alt+R"),
        keyed(button(_("Unverifiable"), () => this.ask("unverifiable")), "Alt+U"),
        copy,
      ),
      this.why,
    );
  }

  /** Accept; when it may be published already the first press asks, and the second is the answer. */
  accept(next: boolean): void {
    this.deeds.accept(next, this.asked.length > 0);
  }

  /** It may be published already: the button that was pressed says so and waits for a second press. */
  askAnother(next: boolean, found: Brief[]): void {
    this.asked = found;
    this.tellTwins(found);
    const made = this.accepts.get(next);
    if (!made) return;
    made.textContent = _("Accept as another event");
    this.asking.textContent = _("It may be published already, so nothing was accepted yet. Press again if it is another event; Alt+J joins it to the one that is there.");
    this.asking.hidden = false;
    made.focus();
  }

  /** The published event that most looks the same. */
  best(): Brief | undefined {
    return this.asked[0] ?? this.told[0];
  }

  /** What is missing before it can be accepted, and whether there is anything to save. */
  tell(faults: string[], dirty: boolean): void {
    this.save.disabled = !dirty;
    const words = faults.map((fault) => el("li", {}, fault));
    this.faults.hidden = !faults.length;
    this.faults.replaceChildren(...words);
  }

  /** Events that look the same are told before anything is published; nobody is held up. */
  tellTwins(found: Brief[]): void {
    this.told = found.length ? found : this.asked;
    if (!found.length) found = this.asked;
    const mark = found.map((one) => one.event_id).join();
    if (this.twins.dataset.mark === mark) return;
    this.twins.dataset.mark = mark;
    this.twins.hidden = !found.length;
    if (!found.length) return;
    const words = ngettext("{n} published event looks the same; join it?", "{n} published events look the same; join one of them?", found.length);
    const first = `${plain(found[0].title)}${found[0].time_start ? ` · ${found[0].time_start}` : ""}`;
    this.twins.replaceChildren(el("strong", {}, words), " ", el("span", { class: "hg-note" }, _("“{text}”", { text: first })), " ", textButton(_("Compare"), () => this.deeds.compare()));
  }

  /** Ask for the reason of a refusal. */
  ask(state: string): void {
    let reason = "";
    const opener = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    const missing = el("p", { class: "hg-warn", role: "alert" });
    const send = () => {
      if (reason.trim()) this.deeds.close(state, reason);
      else {
        missing.textContent = _("Say why, in a few words.");
        input.focus();
      }
    };
    const input = textInput("", (text) => (reason = text), { "aria-label": _("Reason") });
    input.addEventListener("keydown", (event) => {
      if (event.key === "Enter") event.preventDefault(), send();
      if (event.key === "Escape") event.stopPropagation(), (this.why.hidden = true), opener?.focus();
    });
    const words = state === "rejected" ? _("Why is it rejected?") : _("Why can it not be verified?");
    const go = button(state === "rejected" ? _("Reject") : _("Unverifiable"), send);
    this.why.replaceChildren(el("p", {}, words), el("div", { class: "hg-row" }, input, go), missing);
    this.why.hidden = false;
    input.focus();
  }
}

type Offers = Pick<Deeds, "preview" | "join">;

/** Events that may be the same: what joining would change, in numbers. */
export function twins(found: Twin[], type: string, deeds: Offers): HTMLElement | null {
  if (!found.length) return null;
  // One of the same type may well be the same; the others are offered, not pressed.
  const likely = found.some((twin) => twin.event_type === type);
  return el(
    "details",
    { class: "hg-fold hg-twins", open: likely },
    el("summary", {}, ngettext("Published already? {n} event at this place and time", "Published already? {n} events at this place and time", found.length)),
    el("p", { class: "hg-note" }, _("Same place, a shared day. If it is the same event, join it: its claims stand beside the others, and nothing is averaged.")),
    el("ul", { class: "hg-plainlist" }, ...found.map((twin) => row(twin, deeds))),
  );
}

function row(twin: Twin, deeds: Offers): HTMLElement {
  const widens = twin.widens.map(({ field, before, after }) => {
    const words = (quantity: typeof before) => (quantity ? rangeWords(quantity) : "") || _("none");
    return el("p", { class: "hg-note" }, `${fieldWords(field)}: ${words(before)} → ${words(after)}`);
  });
  const about = [label("event_types", twin.event_type), dateWords(twin.date), twin.time_start].filter(Boolean).join(" · ");
  return el(
    "li",
    { class: "hg-twin" },
    mark(twin.layer),
    el("div", { class: "hg-spring" }, el("p", {}, plain(twin.title)), el("p", { class: "hg-note" }, about), ...widens),
    el("div", { class: "hg-row" }, button(_("Preview"), () => deeds.preview(twin.event_id)), button(_("Join to this event"), () => deeds.join(twin.event_id))),
  );
}
