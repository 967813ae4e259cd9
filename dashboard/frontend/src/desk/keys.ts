/** The desk's shortcuts. All take Ctrl or Alt, so that no letter typed by chance decides anything. */
import { el } from "../dom";
import { _ } from "../i18n";

export interface Deed {
  keys: string;
  words: string;
  run(): void;
}

/** Does the key belong to a choice that opens its list with it? */
const opensList = (event: KeyboardEvent): boolean => event.target instanceof HTMLSelectElement && event.altKey;

export function shortcuts(root: HTMLElement, deeds: () => Deed[]): () => void {
  const pressed = (event: KeyboardEvent) => {
    if (event.defaultPrevented || opensList(event) || root.querySelector("dialog[open]")) return;
    const name = nameOf(event);
    const deed = deeds().find((one) => one.keys === name);
    if (!deed) return;
    event.preventDefault();
    event.stopPropagation();
    // What was typed last is told by the field when the hand leaves it.
    // A key that is held down decides once.
    if (!event.repeat) deed.run();
  };
  document.addEventListener("keydown", pressed, true);
  return () => document.removeEventListener("keydown", pressed, true);
}

/** By the place of the key, so that a Cyrillic layout and Option on a Mac do the same. */
function nameOf(event: KeyboardEvent): string {
  const key = event.code.replace(/^Key/, "").replace("NumpadEnter", "Enter");
  if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey) return `Ctrl+${key}`;
  if (event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey) return `Alt+${key}`;
  return "";
}

export function helpLine(deeds: Deed[]): HTMLElement {
  const items = deeds.flatMap(({ keys, words }) => [el("span", { class: "hg-key" }, el("kbd", {}, keys), ` ${words}`)]);
  return el("p", { class: "hg-help-line", "aria-label": _("Shortcuts") }, ...items);
}
