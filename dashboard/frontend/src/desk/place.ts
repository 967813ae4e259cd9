/** Where it happened: the candidates, a search, a point put down by hand, and a place added to the gazetteer. */
import { el } from "../dom";
import { _, codesOf, label } from "../i18n";
import { button } from "../panels/controls";
import type { Session } from "../session";
import { radiusWords } from "../words";
import { choice, codes, labelled, newId, numberInput, textInput } from "./inputs";
import { smallMap, type SmallMap, type Spot } from "./map";
import type { Candidate, Parent, Send } from "./types";
import type { PlaceEdit } from "./work";

export interface PlaceHost {
  session: Session;
  send: Send;
  place(): PlaceEdit | null;
  pick(place: PlaceEdit | null): void;
  /** Words of the report for the place; where a search begins. */
  written(): string;
}

const BY_HAND = "by-hand";
const RADIUS_M = 500;

export class PlacePanel {
  readonly element = el("div", { class: "hg-placepanel" });
  private readonly map: SmallMap;
  private readonly list = el("fieldset", { class: "hg-candidates" });
  private readonly status = el("p", { class: "hg-note", role: "status" });
  private readonly hand = el("div", { class: "hg-byhand" });
  private readonly adding = el("details", { class: "hg-fold" });
  private found: Candidate[] = [];
  /** Places that a new one may lie in, and the point that they lie around. */
  private parents: Parent[] = [];
  private asked = "";
  private readonly name = newId();

  constructor(
    private readonly host: PlaceHost,
    private candidates: Candidate[],
  ) {
    this.map = smallMap(host.session, (id) => this.choose(id), (lon, lat) => this.put({ lon, lat }));
    const search = el("input", {
      type: "search",
      class: "hg-input",
      "aria-label": _("Search places by name"),
      placeholder: _("Search places by name"),
      onkeydown: (event: KeyboardEvent) => event.key === "Enter" && (event.preventDefault(), this.ask(search.value)),
    });
    search.value = host.place()?.name || host.written();
    this.element.append(
      this.list,
      el("div", { class: "hg-row" }, search, button(_("Search"), () => this.ask(search.value))),
      this.status,
      this.map.element,
      this.hand,
      this.adding,
    );
    this.draw();
  }

  destroy(): void {
    this.map.destroy();
  }

  /** The server proposes other places. */
  offer(candidates: Candidate[]): void {
    this.candidates = candidates;
    this.draw();
  }

  private all(): Candidate[] {
    const place = this.host.place();
    const mine = place && place.how !== "by_hand" ? [{ ...place, kind: "", country: "" }] : [];
    const by = new Map([...mine, ...this.candidates, ...this.found].map((one) => [one.place_id, one]));
    return [...by.values()];
  }

  private draw(): void {
    const place = this.host.place();
    const chosen = !place ? "" : place.how === "by_hand" ? BY_HAND : place.place_id;
    const option = (id: string, words: string, about: string) => {
      const input = el("input", { type: "radio", name: this.name, value: id, onchange: () => this.choose(id) });
      input.checked = id === chosen;
      return el("label", { class: "hg-candidate" }, input, el("span", {}, words), el("span", { class: "hg-note" }, about));
    };
    const focused = this.list.contains(document.activeElement);
    this.list.replaceChildren(
      el("legend", { class: "hg-hidden" }, _("Place")),
      ...this.all().map((one) => option(one.place_id, one.name, about(one))),
      option(BY_HAND, _("Put down by hand"), _("click on the map, or type the position")),
      option("", _("Not known"), ""),
    );
    if (focused) this.list.querySelector<HTMLElement>("input:checked")?.focus();
    this.byHand(place?.how === "by_hand" ? place : null);
    const spots = this.all().filter((one): one is Candidate & Spot => one.lon !== null && one.lat !== null);
    const points: Spot[] = spots.map((one) => ({ id: one.place_id, name: one.name, lon: one.lon!, lat: one.lat!, radius_m: one.radius_m }));
    if (place?.how === "by_hand" && place.lon !== null && place.lat !== null)
      points.push({ id: BY_HAND, name: place.name || _("Put down by hand"), lon: place.lon, lat: place.lat, radius_m: place.radius_m });
    this.map.show(points, chosen);
  }

  private choose(id: string): void {
    if (id === BY_HAND) return this.put({});
    const one = this.all().find((candidate) => candidate.place_id === id);
    const how = one && one.how !== "by_hand" ? one.how : "picked";
    this.host.pick(
      one ? { place_id: one.place_id, name: one.name, lon: one.lon, lat: one.lat, radius_m: one.radius_m, how } : null,
    );
    this.draw();
  }

  /** A point by hand: what is not given stays as it is. */
  private put(part: Partial<PlaceEdit>): void {
    const old = this.host.place();
    const mine = old?.how === "by_hand" ? old : null;
    this.host.pick({
      place_id: "",
      name: mine?.name || this.host.written() || old?.name || "",
      lon: mine?.lon ?? old?.lon ?? null,
      lat: mine?.lat ?? old?.lat ?? null,
      radius_m: mine?.radius_m ?? RADIUS_M,
      parent_id: mine?.parent_id ?? "",
      how: "by_hand",
      ...part,
    });
    this.draw();
  }

  private byHand(place: PlaceEdit | null): void {
    this.hand.hidden = this.adding.hidden = !place;
    if (!place || this.hand.contains(document.activeElement)) return;
    const set = (part: Partial<PlaceEdit>) => {
      this.host.pick({ ...this.host.place()!, ...part });
      this.draw();
    };
    const degrees = (value: number | null, words: string, limit: number, change: (value: number) => void) => {
      const input = textInput(value === null ? "" : String(value), (text) => {
        const number = Number(text.replace(",", "."));
        const fine = text.trim() !== "" && Number.isFinite(number) && Math.abs(number) <= limit;
        input.setAttribute("aria-invalid", String(!fine));
        if (fine) change(number);
      }, { inputmode: "decimal" });
      return labelled(words, input);
    };
    const inside = choice("", [], (parent_id) => set({ parent_id }));
    const around = () => this.askParents(inside);
    inside.addEventListener("focus", around);
    this.fill(inside);
    around();
    this.hand.replaceChildren(
      labelled(_("Name of the place"), textInput(place.name, (name) => set({ name }))),
      labelled(_("Lies in"), inside),
      el(
        "div",
        { class: "hg-threes" },
        degrees(place.lat, _("Latitude"), 90, (lat) => set({ lat })),
        degrees(place.lon, _("Longitude"), 180, (lon) => set({ lon })),
        labelled(_("Within metres"), numberInput(place.radius_m, _("Within metres"), (radius_m) => radius_m && set({ radius_m }))),
      ),
    );
    this.addForm(place);
  }

  /** What is around the point? Asked when it was put down, and again by whoever is about to choose. */
  private askParents(select: HTMLSelectElement): void {
    const { lon, lat } = this.host.place() ?? {};
    const here = `${lon} ${lat}`;
    if (typeof lon !== "number" || typeof lat !== "number" || here === this.asked) return;
    this.asked = here;
    this.host.send({ do: "parents", lon, lat }, (answer) => {
      this.parents = answer.extra.parents ?? [];
      this.fill(select);
    });
  }

  private fill(select: HTMLSelectElement): void {
    const mine = this.host.place()?.parent_id ?? "";
    const known = this.parents.some((one) => one.place_id === mine) || !mine;
    const words = (one: Parent) => `${one.name} · ${label("place_kinds", one.kind)}`;
    select.replaceChildren(
      el("option", { value: "" }, _("not known")),
      ...(known ? [] : [el("option", { value: mine }, mine)]),
      ...this.parents.map((one) => el("option", { value: one.place_id }, words(one))),
    );
    select.value = mine;
  }

  /** The same point as a place that other reports can name, too. */
  private addForm(place: PlaceEdit): void {
    const made: Record<string, string> = { place_id: "", kind: "other", name_en: "", name_ru: "", name_kk: "", evidence: "" };
    const cyrillic = /[\u0400-\u04ff]/.test(place.name);
    made[cyrillic ? "name_ru" : "name_en"] = place.name;
    const text = (name: string, words: string) => labelled(words, textInput(made[name], (value) => (made[name] = value)));
    this.adding.replaceChildren(
      el("summary", {}, _("Add it to the gazetteer")),
      el("p", { class: "hg-note" }, _("Then other reports that name it find it, and it has a page of its own.")),
      el("div", { class: "hg-threes" }, text("name_en", _("Name in English")), text("name_ru", _("Name in Russian")), text("name_kk", _("Name in Kazakh"))),
      el(
        "div",
        { class: "hg-twos" },
        labelled(_("Kind of place"), choice("other", codes("place_kinds", codesOf("place_kinds")), (kind) => (made.kind = kind))),
        text("place_id", _("Id, if you want a certain one")),
      ),
      text("evidence", _("How do you know where it is?")),
      button(_("Add to the gazetteer"), () => this.add(made)),
    );
  }

  private add(made: Record<string, string>): void {
    const { lon, lat, radius_m, parent_id } = this.host.place() ?? {};
    this.host.send({ do: "add_place", ...made, lon, lat, radius_m, parent_id: parent_id ?? "" }, (answer) => {
      const place = answer.extra.place;
      if (!answer.ok || !place) return;
      this.found = [place, ...this.found];
      this.choose(place.place_id);
    });
  }

  private ask(text: string): void {
    if (!text.trim()) return;
    this.status.textContent = _("Searching …");
    this.host.send({ do: "search", text }, (answer) => {
      this.found = answer.extra.places ?? [];
      this.status.textContent = this.found.length ? "" : _("No place of this name is known. Put it down by hand.");
      this.draw();
      this.list.querySelector<HTMLElement>("input")?.focus();
    });
  }
}

function about(one: Candidate): string {
  const kind = codesOf("place_kinds").includes(one.kind) ? label("place_kinds", one.kind) : "";
  const doubt = one.lon === null ? _("no position") : one.radius_m ? radiusWords(one.radius_m) : "";
  return [kind, one.country, doubt].filter(Boolean).join(" · ");
}
