/** The drafts of a report: a list in which one is open, with its fields, its claims, and what can be decided on it. */
import { el } from "../dom";
import { _, label, ngettext } from "../i18n";
import { button } from "../panels/controls";
import { mark } from "../panels/icons";
import type { Session } from "../session";
import { dateWords } from "../words";
import { Decide, twins, type Deeds } from "./decide";
import { Form } from "./form";
import { historyList } from "./history";
import { keepFocus } from "./focus";
import { plain, stateWords } from "./naming";
import { preview } from "./preview";
import { staleNotice } from "./stale";
import { keyed } from "./inputs";
import type { Answer, Aside, DocumentData, DraftData, EpisodeBrief, Send } from "./types";
import { Work } from "./work";

export interface DraftsHost {
  session: Session;
  root: HTMLElement;
  send: Send;
  layerOf: Record<string, string>;
  slice(start: number, end: number): string;
  reveal(claimId: string): void;
  marked(): void;
  search(): void;
  /** Bring the words of the open draft into view. */
  lead(): void;
  say(text: string): void;
  /** The words that are chosen in the report, which are let go of. */
  chosen(): { start: number; end: number } | null;
}

const OPEN = ["proposed", "in_review"];

export class Drafts {
  readonly element = el("section", { class: "hg-drafts", "aria-label": _("Drafts") });
  readonly works = new Map<string, Work>();
  private drafts: DraftData[] = [];
  open = "";
  /** Where the editor went and the server has not followed yet. */
  private wanted = "";
  private aside: Aside | null = null;
  private form: Form | null = null;
  private decide: Decide | null = null;
  private stale: Answer["stale"] = null;
  private doc = "";
  /** The episode that an event of this report became part of last. */
  private episode: EpisodeBrief | null = null;
  /** What the open panel was drawn from; it is drawn anew only when that changed. */
  private drawn = "";
  /** The draft of the open panel. */
  private shown = "";
  /** What the lists around the form were drawn from. */
  private aimed = "";

  constructor(private readonly host: DraftsHost) {}

  destroy(): void {
    this.form?.destroy();
  }

  get work(): Work | null {
    return this.works.get(this.open) ?? null;
  }

  update(data: DocumentData, moved: boolean): void {
    this.doc = data.doc;
    this.drafts = data.drafts;
    // A draft that was added and taken back leaves nothing here.
    const there = new Set(data.drafts.map((draft) => draft.draft_id));
    for (const id of this.works.keys()) if (!there.has(id)) this.works.delete(id);
    for (const draft of data.drafts) {
      const work = this.works.get(draft.draft_id);
      if (work) work.renew(draft);
      else this.works.set(draft.draft_id, new Work(draft));
    }
    // The editor may have gone on while the server was still on its way to where they were.
    const late = this.wanted !== "" && this.wanted !== data.open;
    if (!late) this.wanted = "";
    const other = !late && this.open !== data.open;
    if (!late) this.open = data.open;
    if (other) this.stale = null;
    this.aside = data.aside?.draft === this.open ? data.aside : null;
    this.draw();
    if (moved && other) this.focusOpen();
    else if (moved && document.activeElement === document.body) this.head()?.focus({ preventScroll: true });
  }

  private head(): HTMLElement | null {
    return this.element.querySelector<HTMLElement>(".hg-draft-open .hg-draft-head") ?? this.element.querySelector<HTMLElement>("button");
  }

  /** Open another draft at once; what the server knows of it comes after. */
  choose(id: string, focus = true): void {
    if (id !== this.open) {
      this.open = this.wanted = id;
      this.aside = null;
      this.stale = null;
      this.draw();
      this.host.send({ do: "go", doc: this.doc, draft: id });
    }
    if (focus) this.focusOpen();
  }

  step(by: number): void {
    const at = this.drafts.findIndex((draft) => draft.draft_id === this.open);
    const next = this.drafts[at + by];
    if (next) this.choose(next.draft_id);
  }

  showClaim(draft: string, claim: string): void {
    if (draft !== this.open) this.choose(draft, false);
    this.form?.showClaim(claim, true);
  }

  addEvidence(field: string, start: number, end: number): void {
    if (!this.form || this.form.locked) return this.host.say(_("This draft is decided; open it again to change it."));
    this.form.addEvidence(field, start, end);
  }

  /** A draft of the editor's own: of words of the report, or of nothing. */
  begin(words: { start: number; end: number } | null): void {
    this.wanted = "";
    this.host.send({ do: "add_draft", doc: this.doc, ...words });
  }

  act(deed: "save" | "accept" | "next" | "preview" | "reject" | "unverifiable" | "begin" | "copy" | "join"): void {
    if (deed === "begin") return this.begin(this.host.chosen());
    if (deed === "copy") return this.copy();
    const work = this.work;
    if (!work || !OPEN.includes(work.base.state)) return;
    if (deed === "save") this.save();
    else if (deed === "accept") this.decide?.accept(false);
    else if (deed === "next") this.decide?.accept(true);
    else if (deed === "join") this.joinBest();
    else if (deed === "preview") this.preview();
    else this.decide?.ask(deed === "reject" ? "rejected" : "unverifiable");
  }

  private focusOpen(): void {
    this.head()?.focus({ preventScroll: true });
    this.toTop();
    this.host.lead();
  }

  /** The open draft from its head on, below what stays in sight. */
  toTop(): void {
    this.element.querySelector<HTMLElement>(".hg-draft-open")?.scrollIntoView({ block: "start" });
  }

  private draw(): void {
    const work = this.work;
    const drawn = JSON.stringify([this.open, work?.base.mark, work?.base.state, work?.conflict?.mark, this.stale]);
    if (drawn !== this.drawn || !this.element.firstChild) {
      const same = this.shown === this.open;
      const top = this.element.scrollTop;
      const back = keepFocus(this.element, () => this.head());
      this.drawn = drawn;
      this.shown = this.open;
      this.aimed = "";
      this.redraw();
      this.drawAside();
      if (same) this.element.scrollTop = top;
      const notice = this.stale ? this.element.querySelector<HTMLElement>(".hg-stale") : null;
      if (notice) notice.focus(), notice.scrollIntoView({ block: "center" });
      else back();
    } else {
      this.heads();
      if (this.aside) this.form?.take(this.aside);
    }
    this.drawAside();
    this.host.marked();
  }

  private redraw(): void {
    this.form?.destroy();
    this.form = null;
    const waiting = this.drafts.filter((draft) => OPEN.includes(draft.state)).length;
    const items = this.drafts.map((draft, i) => this.item(draft, i));
    this.element.replaceChildren(
      el(
        "div",
        { class: "hg-drafts-head" },
        el("h2", {}, _("Drafts")),
        el("p", { class: "hg-note hg-spring" }, waiting ? ngettext("{n} waits", "{n} wait", waiting) : _("All are decided.")),
        keyed(button(_("New draft"), () => this.begin(this.host.chosen())), "Alt+I"),
      ),
      this.drafts.length
        ? el("ol", { class: "hg-draftlist" }, ...items)
        : el("p", { class: "hg-note hg-pad" }, _("No event was found in this report.")),
    );
    this.refresh();
  }

  private item(draft: DraftData, at: number): HTMLElement {
    const open = draft.draft_id === this.open;
    const head = el(
      "button",
      {
        type: "button",
        class: "hg-draft-head",
        "aria-expanded": String(open),
        onclick: () => (open ? this.focusOpen() : this.choose(draft.draft_id)),
      },
      ...this.headOf(draft, at),
    );
    return el("li", { class: open ? "hg-draft hg-draft-open" : "hg-draft", "data-draft": draft.draft_id }, head, open ? this.panel(draft) : null);
  }

  private headOf(draft: DraftData, at: number): HTMLElement[] {
    const words = [label("event_types", draft.event_type), dateWords(draft.date), draft.time_start].filter(Boolean).join(" · ");
    return [
      el("span", { class: "hg-draft-number" }, mark(draft.layer || "aftermath"), String(at + 1)),
      el(
        "span",
        { class: "hg-draft-words" },
        el("span", { class: "hg-draft-title" }, plain(draft.title) || _("without a title")),
        el("span", { class: "hg-note" }, words),
        draft.doubts.length && OPEN.includes(draft.state)
          ? el("span", { class: "hg-doubts" }, draft.doubts.map((code) => label("doubts", code)).join(" · "))
          : null,
        draft.twins.length && OPEN.includes(draft.state) ? el("span", { class: "hg-doubts" }, _("Published already?")) : null,
      ),
      el("span", { class: `hg-state hg-state-${draft.state}` }, stateWords(draft.state)),
    ];
  }

  /** The list may be newer than the open panel. */
  private heads(): void {
    this.drafts.forEach((draft, i) => {
      const head = this.element.querySelector(`[data-draft="${CSS.escape(draft.draft_id)}"] > .hg-draft-head`);
      head?.replaceChildren(...this.headOf(draft, i));
    });
  }

  private panel(draft: DraftData): HTMLElement {
    const work = this.works.get(draft.draft_id)!;
    const locked = !OPEN.includes(work.base.state);
    const { host } = this;
    this.form = new Form(
      work,
      {
        ...host,
        siblings: () => this.drafts,
        changed: () => this.refresh(),
        slice: (start, end) => host.slice(start, end),
      },
      this.aside,
      locked,
    );
    this.decide = new Decide(
      draft,
      {
        save: () => this.save(),
        accept: (next, another) => this.accept(next, another),
        preview: (event) => this.preview(event),
        join: (event) => this.join(event),
        close: (state, reason) => this.tell({ do: "close", state, reason }),
        copy: () => this.copy(),
        compare: () => this.compare(),
      },
      locked,
      this.episodes(),
      this.episode?.episode_id ?? "",
    );
    return el(
      "div",
      { class: "hg-draft-panel" },
      work.conflict || this.stale ? staleNotice(work, this.stale, () => (work.rebase(), (this.stale = null), this.draw()), () => (work.forget(), (this.stale = null), this.draw())) : null,
      draft.reason && locked ? el("p", { class: "hg-note" }, _("Reason: {text}", { text: draft.reason })) : null,
      el("div", { class: "hg-aside-twins" }),
      this.form.element,
      this.decide.element,
      el("details", { class: "hg-fold hg-aside-history" }, el("summary", {}, _("History of this draft")), el("div", {})),
    );
  }

  private drawAside(): void {
    const work = this.work;
    const box = this.element.querySelector(".hg-aside-twins");
    const story = this.element.querySelector(".hg-aside-history > div");
    if (!work || !box || !story) return;
    const locked = !OPEN.includes(work.base.state);
    this.decide?.episode.offer(this.episodes());
    this.decide?.tellTwins(work.base.twins);
    const deeds: Pick<Deeds, "preview" | "join"> = { preview: (event?: string) => this.preview(event), join: (event: string) => this.join(event) };
    const aimed = JSON.stringify([this.aside?.duplicates, this.aside?.history, locked]);
    if (aimed === this.aimed) return;
    this.aimed = aimed;
    const back = keepFocus(this.element, () => this.head());
    const found = this.aside && !locked ? twins(this.aside.duplicates, work.base.event_type, deeds) : null;
    box.replaceChildren(...(found ? [found] : []));
    story.replaceChildren(...(this.aside ? [historyList(this.aside.history, this.host.send, false)] : []));
    back();
    // What comes late belongs above the form, and in sight.
    if (found && document.activeElement === this.head()) this.toTop();
  }

  /** Say what is missing, as far as that can be told here; the server has the last word. */
  private refresh(): void {
    const work = this.work;
    if (!work || !this.decide) return;
    const faults: string[] = [];
    if (!work.value("event_type")) faults.push(_("Say what kind of event it was."));
    if (!work.value("title").trim()) faults.push(_("Say in one line what happened."));
    if (!work.supported("event")) faults.push(_("No standing claim says that it happened."));
    for (const field of work.unsupported())
      faults.push(_("“{field}” rests on no claim: show the words that say so, or empty it.", { field: label("claim_fields", field) }));
    this.decide.tell(OPEN.includes(work.base.state) ? faults : [], work.dirty);
  }

  /** The episodes near the open draft, and the one that was chosen last. */
  private episodes(): EpisodeBrief[] {
    const near = this.aside?.episodes ?? [];
    const { episode } = this;
    return episode && !near.some((one) => one.episode_id === episode.episode_id) ? [episode, ...near] : near;
  }

  private compare(): void {
    const box = this.element.querySelector<HTMLDetailsElement>(".hg-aside-twins details");
    if (!box) return;
    box.open = true;
    box.scrollIntoView({ block: "center" });
    box.querySelector("summary")?.focus({ preventScroll: true });
  }

  private copy(): void {
    this.tell({ do: "copy_draft" });
  }

  private save(): void {
    if (this.work?.dirty) this.tell({ do: "save" });
  }

  /** To the published event that most looks the same. */
  private joinBest(): void {
    const best = this.decide?.best();
    if (best) this.join(best.event_id);
    else this.host.say(_("No published event looks the same."));
  }

  private accept(next: boolean, another: boolean): void {
    const draft = this.open;
    const episode = this.decide?.episode.wire() ?? null;
    const title = this.aside?.episodes.find((one) => episode && "episode_id" in episode && one.episode_id === episode.episode_id)?.title;
    this.tell({ do: "accept", next, another, episode }, (answer) => {
      if (answer.extra.twins?.length && draft === this.open) this.decide?.askAnother(next, answer.extra.twins);
      const made = answer.extra.episode;
      if (answer.ok) this.episode = made ? { ...made, title: made.title || title || made.episode_id } : null;
    });
  }

  private join(event: string): void {
    this.tell({ do: "merge", event, next: true });
  }

  private preview(event = ""): void {
    this.tell({ do: "preview", event, episode: this.decide?.episode.wire() ?? null }, (answer) => {
      if (answer.extra.preview) preview(this.host.session, this.host.root, answer.extra.preview);
    });
  }

  /** Tell the server of the open draft, with what was changed of it. */
  private tell(message: { do: string } & Record<string, unknown>, then?: (answer: Answer) => void): void {
    const work = this.work;
    if (!work) return;
    this.wanted = "";
    const whole = () => ({
      ...message,
      draft: work.base.draft_id,
      mark: work.base.mark,
      edits: work.wire(),
      lang: this.host.session.config.lang,
    });
    this.host.send(whole, (answer) => {
      if (answer.ok && message.do !== "preview") work.forget();
      if (answer.stale) this.stale = answer.stale;
      then?.(answer);
    });
  }
}
