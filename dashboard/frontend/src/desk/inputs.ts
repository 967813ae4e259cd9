/** The few kinds of fields that the desk is made of. A change is told when the hand leaves the field, never per key. */
import { el } from "../dom";
import { label } from "../i18n";

let count = 0;
/** An id for a field and its label. */
export const newId = (): string => `hg-desk-${++count}`;

export interface Field {
  element: HTMLElement;
  input: HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;
}

/** A label above a field, and what stands below it. */
export function labelled(words: string, input: Field["input"], ...below: (HTMLElement | null)[]): HTMLElement {
  input.id ||= newId();
  return el("div", { class: "hg-field" }, el("label", { for: input.id }, words), input, ...below);
}

export function textInput(
  value: string,
  change: (value: string) => void,
  attributes: Record<string, string | number | boolean> = {},
): HTMLInputElement {
  const input = el("input", { type: "text", class: "hg-input", autocomplete: "off", spellcheck: "false", ...attributes });
  input.value = value;
  input.addEventListener("input", () => change(input.value));
  return input;
}

/** Grows with its text. */
export function textArea(value: string, change: (value: string) => void, rows = 1): HTMLTextAreaElement {
  const area = el("textarea", { class: "hg-input hg-area", rows });
  const grow = () => {
    area.style.height = "auto";
    if (area.scrollHeight) area.style.height = `${area.scrollHeight + 2}px`;
  };
  area.value = value;
  area.addEventListener("input", () => (change(area.value), grow()));
  requestAnimationFrame(grow);
  return area;
}

export function choice(
  value: string,
  options: readonly (readonly [value: string, words: string])[],
  change: (value: string) => void,
  attributes: Record<string, string | number | boolean> = {},
): HTMLSelectElement {
  const known = options.some(([code]) => code === value) ? options : [[value, value] as const, ...options];
  const select = el(
    "select",
    { class: "hg-input", ...attributes },
    ...known.map(([code, words]) => el("option", { value: code }, words)),
  );
  select.value = value;
  select.addEventListener("change", () => change(select.value));
  return select;
}

/** A choice among the codes of a list of the vocabulary. */
export const codes = (list: string, every: readonly string[], empty?: string): [string, string][] => [
  ...(empty === undefined ? [] : ([["", empty]] as [string, string][])),
  ...every.map((code): [string, string] => [code, label(list, code)]),
];

/** A whole number or nothing. */
export function numberInput(value: number | null, words: string, change: (value: number | null) => void): HTMLInputElement {
  const input = el("input", { type: "text", inputmode: "numeric", class: "hg-input hg-number", "aria-label": words, autocomplete: "off" });
  input.value = value === null ? "" : String(value);
  input.addEventListener("input", () => {
    const plain = input.value.replace(/[\s,\u00a0\u202f]/g, "");
    const fine = plain === "" || /^\d{1,8}$/.test(plain);
    input.setAttribute("aria-invalid", String(!fine));
    if (fine) change(plain === "" ? null : Number(plain));
  });
  return input;
}

/** A button that a shortcut stands for; assistive technology hears of it, others see it. */
export function keyed(made: HTMLButtonElement, keys: string): HTMLButtonElement {
  made.setAttribute("aria-keyshortcuts", keys);
  made.title = keys.replace("Control", "Ctrl");
  return made;
}
