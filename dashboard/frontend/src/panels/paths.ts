/** Addresses of our own pages, and copying them. */
import { el } from "../dom";
import { isoOf, known } from "../days";
import { _ } from "../i18n";
import type { Choice } from "../state";
import type { Columns, Config, Day } from "../types";
import { toQuery } from "../url";
import { icon } from "./icons";

const absolute = (path: string): string => new URL(path, window.location.href).href;

/** A page in the language of this one. */
function withOthers(path: string, query: URLSearchParams): string {
  const lang = new URLSearchParams(window.location.search).get("lang");
  if (lang) query.set("lang", lang);
  const text = query.toString();
  return absolute(text ? `${path}?${text}` : path);
}

export const eventUrl = (config: Config, eventId: string): string =>
  absolute(`${config.base}/e/${encodeURIComponent(eventId)}`);

export const placeUrl = (config: Config, placeId: string): string =>
  absolute(`${config.base}/p/${encodeURIComponent(placeId)}`);

/** `step`: the event of it to begin at, from 1. */
export function episodeUrl(config: Config, episodeId: string, step = 1): string {
  const query = new URLSearchParams({ episode: episodeId });
  if (step > 1) query.set("step", String(step));
  return withOthers(`${config.base}/episodes`, query);
}

export const viewUrl = (config: Config, choice: Readonly<Choice>): string =>
  withOthers(config.share_base, toQuery(choice));

/** The main map, opened on the days of these rows. */
export function windowUrl(config: Config, columns: Columns, rows: number[]): string {
  let first: Day = Infinity;
  let last: Day = -Infinity;
  for (const row of rows) {
    for (const day of [columns.start[row], columns.end[row]].filter(known)) {
      first = Math.min(first, day);
      last = Math.max(last, day);
    }
  }
  const query = new URLSearchParams();
  if (first <= last) query.set("t", first === last ? isoOf(first) : `${isoOf(first)}..${isoOf(last)}`);
  return withOthers(config.share_base, query);
}

/** A button that copies an address; where the clipboard is closed to us, the address is shown, selected. */
export function copyButton(text: string, address: () => string, iconName = "link"): HTMLElement {
  const status = el("span", { class: "hg-copied", role: "status" });
  const words = el("span", { class: "hg-button-text" }, text);
  const field = el("input", {
    type: "text",
    readonly: true,
    class: "hg-input hg-copyfield",
    "aria-label": _("Link to copy"),
    hidden: true,
  });
  const button = el(
    "button",
    {
      type: "button",
      class: "hg-button",
      onclick: async () => {
        const url = address();
        try {
          await navigator.clipboard.writeText(url);
          field.hidden = true;
          status.textContent = _("Link copied");
          window.setTimeout(() => (status.textContent = ""), 2500);
        } catch {
          field.hidden = false;
          field.value = url;
          field.select();
          field.focus();
          status.textContent = _("Copy this link");
        }
      },
    },
    icon(iconName),
    words,
  );
  field.addEventListener("blur", () => {
    field.hidden = true;
    status.textContent = "";
  });
  return el("span", { class: "hg-copy" }, button, status, field);
}
