/** The desk in one element: where one is, what was answered, and the view. Mounted once; told what is new after each run. */
import { el } from "../dom";
import { _ } from "../i18n";
import { load as loadCatalogue } from "../i18n";
import { button, textButton } from "../panels/controls";
import { eventUrl } from "../panels/paths";
import { followTheme } from "../panels/theme";
import { session as openSession, type Session } from "../session";
import { DocumentView } from "./document";
import { eventsView } from "./events";
import { historyList } from "./history";
import { keepFocus } from "./focus";
import { helpLine, shortcuts, type Deed } from "./keys";
import { queueView } from "./queue";
import type { Answer, DeskData, Message, View } from "./types";
import { nameUpload } from "./upload";

export interface Desk {
  update(data: DeskData): void;
  destroy(): void;
}

/** The server answers each message; one that takes longer is said to be on its way. */
const SLOW_MS = 600;
const LOST_MS = 30_000;

export async function desk(root: HTMLElement, data: DeskData, send: (message: Message) => void): Promise<Desk> {
  root.classList.add("hg-root", "hg-root-desk");
  const unfollow = followTheme(root);
  await loadCatalogue(data.config.ui);
  root.lang = data.config.lang;
  if (data.view === "closed") {
    closed(root, data);
    return { update: () => {}, destroy: unfollow };
  }
  const made = new Bench(root, data, await openSession(data.config), send);
  return {
    update: (next) => made.update(next),
    destroy: () => (unfollow(), made.destroy()),
  };
}

/** Nobody is logged in, or no longer; what was typed is kept in this tab. */
function closed(root: HTMLElement, { config }: DeskData): void {
  root.replaceChildren(el("p", { class: "hg-pad" }, el("a", { href: `${config.base}/desk/login` }, _("Log in"))));
}

class Bench {
  private readonly head = el("header", { class: "hg-desk-head" });
  private readonly message = el("div", { class: "hg-desk-message", role: "status" });
  private readonly alarm = el("div", { class: "hg-desk-alarm", role: "alert", tabindex: -1 });
  private readonly main = el("main", { class: "hg-desk-main" });
  private readonly help = el("footer", { class: "hg-desk-help" });
  private readonly queued: { message: Message | (() => Message); then?: (answer: Answer) => void }[] = [];
  private waiting: ((answer: Answer) => void) | null = null;
  private busy = false;
  private lost = 0;
  private readonly stopKeys: () => void;
  private view: View | "" = "";
  private drawn = "";
  private document: DocumentView | null = null;
  /** What ends with the view that is shown. */
  private leave: () => void = () => {};
  private nonce = Date.now() % 1_000_000_000;
  private answered = 0;
  private slow = 0;

  constructor(
    private readonly root: HTMLElement,
    private data: DeskData,
    private readonly session: Session,
    private readonly out: (message: Message) => void,
  ) {
    root.replaceChildren(this.head, this.message, this.alarm, this.main, this.help);
    this.stopKeys = shortcuts(root, () => this.deeds());
    window.addEventListener("beforeunload", this.leaving);
  }

  destroy(): void {
    this.stopKeys();
    window.removeEventListener("beforeunload", this.leaving);
    this.document?.destroy();
    this.leave();
    this.root.replaceChildren();
  }

  update(data: DeskData): void {
    if (data.view === "closed") return closed(this.root, data);
    this.data = data;
    const answer = data.answer && data.answer.nonce !== this.answered ? data.answer : null;
    if (answer) this.take(answer);
    const other = this.view !== data.view || this.document?.data.doc !== data.document?.doc;
    if (this.view !== data.view) this.header();
    this.view = data.view;
    this.root.dataset.view = data.view;
    this.show(other, Boolean(answer?.ok));
    // The form of a new report answers by itself; nobody waits for that.
    if (answer && answer.nonce >= 0) this.next();
  }

  /** Draw the view, or tell the one that is there what is new. */
  private show(other: boolean, moved: boolean): void {
    const { data } = this;
    if (data.view === "document" && data.document) {
      if (!other) return this.document!.update(data.document, moved);
      this.document?.destroy();
      this.leave();
      this.leave = () => {};
      this.document = new DocumentView(data.document, {
        session: this.session,
        root: this.root,
        send: this.send,
        layerOf: data.layer_of,
        say: (text) => this.say(text),
      });
      this.main.replaceChildren(this.document.element);
      this.help.replaceChildren(helpLine(this.deeds()));
      // A report was opened: begin with its first draft that waits.
      const first = this.document.element.querySelector<HTMLElement>(".hg-draft-open .hg-draft-head");
      (first ?? this.document.element.querySelector<HTMLElement>("h2"))?.focus({ preventScroll: true });
      this.document.drafts.toTop();
      this.document.lead();
      return;
    }
    const drawn = JSON.stringify([data.view, data.queue, data.events, data.history, data.nothing]);
    if (drawn === this.drawn && !other) return;
    this.drawn = drawn;
    this.document?.destroy();
    this.document = null;
    this.help.replaceChildren();
    this.leave();
    this.leave = data.view === "add" ? nameUpload() : () => {};
    const view = this.page();
    const back = keepFocus(this.main, () => this.main.querySelector<HTMLElement>(".hg-oneevent h2") ?? this.main.querySelector<HTMLElement>("h2"));
    this.main.replaceChildren(...(view ? [view] : []));
    if (!other) back();
    // The form of a new report is drawn below, by the page: the next step of the keys leads on to it.
    const start = data.view === "add" ? this.head.querySelector<HTMLElement>("[aria-current]") : this.main.querySelector("h2");
    // Whoever was faster and is in the form already stays there.
    const here = document.activeElement;
    const away = here?.matches("input, textarea, button, a") && !this.root.contains(here);
    if (other && !away) start?.focus({ preventScroll: true });
  }

  private page(): HTMLElement | null {
    const { data, send } = this;
    if (data.view === "queue" && data.queue) return queueView(data.queue, send, (doc) => this.address({ doc }));
    if (data.view === "events" && data.events) return eventsView(data.events, send, this.session, (stop) => (this.leave = stop));
    if (data.view === "history" && data.history)
      return el("section", { class: "hg-pagelike" }, el("div", { class: "hg-pagehead" }, el("h2", { tabindex: -1 }, _("All changes"))), historyList(data.history, send, true));
    if (data.view === "nothing") return el("p", { class: "hg-pad", role: "alert" }, data.nothing ?? "");
    return null;
  }

  private header(): void {
    const { data } = this;
    const tab = (view: View, words: string) =>
      el(
        "a",
        {
          href: this.address(view === "queue" ? {} : { view }),
          class: "hg-tab",
          ...(data.view === view || (view === "queue" && data.view === "document") ? { "aria-current": "page" } : {}),
          onclick: (event: MouseEvent) => {
            if (event.ctrlKey || event.metaKey || event.shiftKey) return;
            event.preventDefault();
            this.send({ do: "go", view: view === "queue" ? "" : view });
          },
        },
        words,
      );
    const undo = button(_("Undo my last change"), () => this.send({ do: "undo", stay: data.view === "history" }));
    undo.title = "Alt+Z";
    undo.setAttribute("aria-keyshortcuts", "Alt+Z");
    this.head.replaceChildren(
      el("nav", { class: "hg-tabs", "aria-label": _("The desk") }, tab("queue", _("To review")), tab("add", _("Add a report")), tab("events", _("Published events")), tab("history", _("All changes"))),
      el("span", { class: "hg-spring" }),
      undo,
      el("span", { class: "hg-note hg-whoami" }, data.editor),
      el("form", { method: "post", action: `${data.config.base}/desk/logout` }, el("button", { type: "submit", class: "hg-textbutton" }, _("Log out"))),
    );
  }

  /** The address of another view, in the language of this one. */
  private address(params: Record<string, string>): string {
    const query = new URLSearchParams(params);
    const lang = new URLSearchParams(window.location.search).get("lang");
    if (lang) query.set("lang", lang);
    const text = query.toString();
    return text ? `?${text}` : window.location.pathname;
  }

  /**
   * One message at a time: of two that are under way at once the server would hear the later one only. Of ways to
   * other drafts the last one counts.
   */
  private readonly send = (message: Message | (() => Message), then?: (answer: Answer) => void): void => {
    const goes = (one?: Message | (() => Message)) => typeof one === "object" && one.do === "go";
    if (goes(message) && goes(this.queued[this.queued.length - 1]?.message)) this.queued.pop();
    this.queued.push({ message, then });
    if (!this.busy) this.next();
  };

  private next(): void {
    const one = this.queued.shift();
    window.clearTimeout(this.slow);
    window.clearTimeout(this.lost);
    this.busy = Boolean(one);
    this.root.toggleAttribute("aria-busy", this.busy);
    if (!one) return;
    const nonce = ++this.nonce;
    this.waiting = one.then ?? null;
    this.slow = window.setTimeout(() => (this.message.textContent = _("Working …")), SLOW_MS);
    // An answer that never comes (the line was cut) must not hold up the rest for ever.
    this.lost = window.setTimeout(() => this.next(), LOST_MS);
    this.out({ ...(typeof one.message === "function" ? one.message() : one.message), nonce });
  }

  private take(answer: Answer): void {
    this.answered = answer.nonce;
    this.message.replaceChildren();
    this.alarm.replaceChildren();
    const { waiting } = this;
    if (answer.nonce >= 0) this.waiting = null;
    if (answer.nonce === this.nonce) waiting?.(answer);
    if (answer.faults.length) {
      this.alarm.append(el("ul", {}, ...answer.faults.map((fault) => el("li", {}, fault))));
      this.alarm.scrollIntoView({ block: "nearest" });
    } else if (answer.told) this.say(answer.told, answer.event);
    else if (answer.stale && this.view !== "document")
      this.alarm.append(el("p", {}, _("Somebody changed it after you opened it, so nothing was written. What you see now is how it is; say again what you want."))), this.alarm.focus();
  }

  /** A sentence for the editor, and the way to what became public. */
  private say(text: string, event = ""): void {
    const link = event ? el("a", { href: eventUrl(this.data.config, event), target: "_blank", rel: "noopener" }, _("Look at it")) : null;
    this.message.replaceChildren(el("span", {}, text), ...(link ? [" ", link] : []), " ", textButton(_("Close"), () => (this.message.replaceChildren(), this.main.querySelector<HTMLElement>(".hg-draft-open .hg-draft-head, h2")?.focus())));
  }

  private deeds(): Deed[] {
    const drafts = this.document?.drafts;
    const undo = { keys: "Alt+Z", words: _("undo"), run: () => this.send({ do: "undo", stay: this.view === "history" }) };
    if (!drafts) return [undo];
    return [
      { keys: "Ctrl+Enter", words: _("accept and next"), run: () => drafts.act("next") },
      { keys: "Alt+A", words: _("accept"), run: () => drafts.act("accept") },
      { keys: "Alt+J", words: _("join"), run: () => drafts.act("join") },
      { keys: "Alt+N", words: _("next draft"), run: () => drafts.step(1) },
      { keys: "Alt+P", words: _("previous draft"), run: () => drafts.step(-1) },
      { keys: "Ctrl+S", words: _("save"), run: () => drafts.act("save") },
      { keys: "Alt+W", words: _("preview"), run: () => drafts.act("preview") },
      { keys: "Alt+R", words: _("reject"), run: () => drafts.act("reject") },
      { keys: "Alt+U", words: _("unverifiable"), run: () => drafts.act("unverifiable") },
      { keys: "Alt+I", words: _("new draft"), run: () => drafts.act("begin") },
      { keys: "Alt+C", words: _("copy of this draft"), run: () => drafts.act("copy") },
      undo,
    ];
  }

  private readonly leaving = (event: BeforeUnloadEvent): void => {
    const dirty = [...(this.document?.drafts.works.values() ?? [])].some((work) => work.dirty);
    if (dirty) event.preventDefault();
  };
}
