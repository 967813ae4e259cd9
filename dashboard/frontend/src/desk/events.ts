/** What is public already: found by id or title, corrected with a reason that readers see, or withdrawn. */
import { el } from "../dom";
import { _, codesOf, label } from "../i18n";
import { button } from "../panels/controls";
import { mark } from "../panels/icons";
import type { Session } from "../session";
import { dateWords } from "../words";
import { Claims } from "./claims";
import { choice, codes, labelled, textArea, textInput } from "./inputs";
import { historyList } from "./history";
import { plain, stateWords } from "./naming";
import { pager } from "./queue";
import { PlacePanel } from "./place";
import type { DeskClaim, EventData, EventsData, OneEvent, Send } from "./types";
import type { PlaceEdit } from "./work";

/** `leaving` takes what is to be done when another view comes. */
export function eventsView(data: EventsData, send: Send, session: Session, leaving: (stop: () => void) => void): HTMLElement {
  const find = el("input", { type: "search", class: "hg-input", onkeydown: (event: KeyboardEvent) => event.key === "Enter" && ask() });
  find.value = data.text;
  const ask = () => send({ do: "go", view: "events", q: find.value });
  const open = (event: string) => send({ do: "go", view: "events", q: data.text, page: String(data.page), event });
  const row = (one: EventsData["items"][number]) =>
    el(
      "li",
      { class: data.one?.event.event_id === one.event_id ? "hg-chosen" : "" },
      mark(one.layer),
      el(
        "div",
        {},
        el("button", { type: "button", class: "hg-textbutton", onclick: () => open(one.event_id) }, plain(one.title)),
        el("p", { class: "hg-note" }, [dateWords(one.date), one.event_id, one.status === "published" ? "" : stateWords(one.status)].filter(Boolean).join(" · ")),
      ),
    );
  return el(
    "section",
    { class: "hg-pagelike" },
    el("div", { class: "hg-pagehead" }, el("h2", { tabindex: -1 }, _("Published events")), labelled(_("Id or title"), find), button(_("Search"), ask)),
    el(
      "div",
      { class: "hg-eventcolumns" },
      el("div", {}, data.items.length ? el("ul", { class: "hg-plainlist hg-eventlist" }, ...data.items.map(row)) : el("p", { class: "hg-note" }, _("No event has this in its id or title.")), pager(data.page, data.more, (page) => send({ do: "go", view: "events", q: data.text, page: String(page) }))),
      data.one ? oneEvent(data.one, send, session, leaving) : el("p", { class: "hg-note" }, _("Choose an event to correct or withdraw it.")),
    ),
  );
}

const SENSITIVITY = ["open", "restricted", "high", "hold"];
const DISCLOSURE = ["exact", "place", "district", "withheld"];

function oneEvent(told: OneEvent, send: Send, session: Session, leaving: (stop: () => void) => void): HTMLElement {
  const { event } = told;
  const fields: Record<string, string> & { place?: never } = {};
  const where: { place?: PlaceEdit | null } = {};
  const changed: Record<string, Partial<DeskClaim>> = {};
  const gone = event.status === "withdrawn";
  let reason = "";
  const set = (name: keyof EventData) => (value: string) => {
    if (value === event[name]) delete fields[name];
    else fields[name] = value;
  };
  const text = (name: keyof EventData, words: string, rows = 1) => labelled(words, textArea(String(event[name] ?? ""), set(name), rows));
  const short = (name: keyof EventData, words: string) => labelled(words, textInput(String(event[name] ?? ""), set(name)));
  const pick = (name: keyof EventData, words: string, list: [string, string][]) => labelled(words, choice(String(event[name] ?? ""), list, set(name)));
  const claims = new Claims({
    locked: gone,
    claims: () => told.claims.map((claim) => ({ ...claim, ...changed[claim.claim_id], fresh: false })),
    quote: () => "",
    basis: (claim) => basis(told.claims.find((one) => one.claim_id === claim.claim_id)!),
    change: (id, changes) => (changed[id] = { ...changed[id], ...changes }),
    drop: () => {},
    reveal: () => {},
  });
  const why = textInput("", (value) => (reason = value));
  const correct = button(_("Correct"), () => send({ do: "correct", event: event.event_id, mark: told.mark, fields: { ...fields, ...where }, claims: changed, reason }));
  correct.classList.add("hg-primary");
  const bare = (codesList: string[]): [string, string][] => codesList.map((code) => [code, disclosureWords(code)]);
  return el(
    "div",
    { class: "hg-form hg-oneevent" },
    el("h2", { tabindex: -1 }, plain(event.title)),
    el("p", { class: "hg-note" }, [event.event_id, label("event_types", event.event_type), dateWords(event.date)].join(" · ")),
    gone ? el("p", { class: "hg-warn" }, _("This event is withdrawn; a notice stands at its link.")) : null,
    pick("event_type", _("Type"), codes("event_types", codesOf("event_types"))),
    text("title", _("What happened, in one line of your own words")),
    text("summary", _("Details, in your own words"), 2),
    el("div", { class: "hg-twos" }, short("date", _("Day")), pick("date_basis", _("How the day is known"), codes("date_basis", codesOf("date_basis")))),
    el("div", { class: "hg-threes" }, short("time_start", _("From, local time")), short("time_end", _("Until")), pick("outcome", _("Outcome, of an attempt"), codes("outcomes", codesOf("outcomes"), _("none")))),
    gone ? null : placeOf(told, where, send, session, leaving),
    short("where_as_written", _("Place as the report writes it")),
    pick("episode_id", _("Part of the episode"), [["", _("none")], ...told.episodes.map((one): [string, string] => [one.episode_id, one.title])]),
    el("div", { class: "hg-twos" }, pick("sensitivity", _("Sensitivity"), bare(SENSITIVITY)), pick("disclosure", _("How exactly it may be shown"), bare(DISCLOSURE))),
    el("section", {}, el("h3", {}, _("Claims")), claims.element),
    gone ? null : el("div", { class: "hg-decide" }, labelled(_("Why? Readers see this."), why), el("div", { class: "hg-deeds" }, correct)),
    gone ? null : withdrawal(told, send),
    el("details", { class: "hg-fold" }, el("summary", {}, _("History of this event")), historyList(told.history, send, true)),
  );
}

/** Whose words a claim of a published event is, and the words where they are known. */
function basis(claim: OneEvent["claims"][number]): HTMLElement {
  const words = claim.words.replace(/\s+/g, " ");
  const short = words.length > 140 ? `${words.slice(0, 140)}…` : words;
  return el(
    "div",
    { class: "hg-claim-quote" },
    el("p", {}, plain(claim.source)),
    short ? el("p", {}, _("“{text}”", { text: plain(short) })) : null,
    claim.own ? el("p", { class: "hg-note" }, _("The editor’s own knowledge; no words of the report.")) : null,
  );
}

/** The same choice of a place as in a draft; the map is made when it is asked for. */
function placeOf(told: OneEvent, where: { place?: PlaceEdit | null }, send: Send, session: Session, leaving: (stop: () => void) => void): HTMLElement {
  const name = el("p", { class: "hg-place-doubt" }, told.place?.name ?? _("not known"));
  let panel: PlacePanel | null = null;
  const open = () => {
    if (panel) return;
    panel = new PlacePanel(
      {
        session,
        send,
        place: () => ("place" in where ? where.place ?? null : told.place),
        pick: (place) => ((where.place = place), (name.textContent = place ? place.name || _("without a name") : _("not known"))),
        written: () => told.event.where_as_written,
      },
      told.candidates,
    );
    fold.append(panel.element);
    leaving(() => panel?.destroy());
  };
  const fold = el("details", { class: "hg-fold", ontoggle: open }, el("summary", {}, _("Change the place")));
  return el("div", { class: "hg-field", role: "group", "aria-label": _("Place") }, el("span", { class: "hg-fieldname" }, _("Place")), name, fold);
}

function withdrawal(told: OneEvent, send: Send): HTMLElement {
  let reason = "error";
  let instead = "";
  const go = button(_("Withdraw the event"), () => send({ do: "withdraw", event: told.event.event_id, mark: told.mark, reason, replaced_by: instead }));
  return el(
    "details",
    { class: "hg-fold" },
    el("summary", {}, _("Withdraw it")),
    el("p", { class: "hg-note" }, _("It leaves the map at once. At its link stands a notice with the kind of reason, and nothing of what it held.")),
    labelled(_("Reason"), choice(reason, codes("withdrawals", codesOf("withdrawals")), (value) => (reason = value))),
    labelled(_("Id of the event that tells of the same, if any"), textInput("", (value) => (instead = value.trim()))),
    go,
  );
}

function disclosureWords(code: string): string {
  const words: Record<string, string> = {
    open: _("open"),
    restricted: _("restricted"),
    high: _("high: by district only"),
    hold: _("on hold: not public"),
    exact: _("exactly"),
    place: _("by its place"),
    district: _("by its district"),
    withheld: _("not at all"),
  };
  return words[code] ?? code;
}
