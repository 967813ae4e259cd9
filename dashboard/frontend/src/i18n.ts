/** gettext in the browser: the server sends the compiled catalogue of one language as JSON. */

export interface Catalogue {
  lang: string;
  messages: Record<string, string | string[]>;
  vocabulary: Record<string, Record<string, string | { label: string; inverse: string }>>;
}

let catalogue: Catalogue = { lang: "en", messages: {}, vocabulary: {} };

export async function load(url: string): Promise<void> {
  const answer = await fetch(url, { credentials: "same-origin" });
  if (answer.ok) catalogue = await answer.json();
}

export const language = (): string => catalogue.lang;

/** Translate; `{name}` in the message is replaced by `values.name`. The msgid is the English text. */
export function _(msgid: string, values: Record<string, string | number> = {}): string {
  const found = catalogue.messages[msgid];
  return fill(typeof found === "string" && found ? found : msgid, values);
}

/** Translate a message that counts; `{n}` is the number, written in the reader's way. */
export function ngettext(one: string, many: string, n: number, values: Record<string, string | number> = {}): string {
  const found = catalogue.messages[one];
  const forms = Array.isArray(found) && found.every(Boolean) ? found : null;
  const text = forms ? forms[pluralIndex(n, forms.length)] ?? forms[forms.length - 1] : n === 1 ? one : many;
  return fill(text, { n: number(n), ...values });
}

/** The label of a code from the vocabulary; a code without one is shown as it is, never dropped. */
export function label(list: string, code: string): string {
  const found = catalogue.vocabulary[list]?.[code];
  return typeof found === "string" ? found : found?.label ?? code;
}

/** The codes of a list of the vocabulary, in its order. */
export const codesOf = (list: string): string[] => Object.keys(catalogue.vocabulary[list] ?? {});

/** A link read from its far end: "answered by" for responds_to. */
export function inverse(code: string): string {
  const found = catalogue.vocabulary["link_types"]?.[code];
  return typeof found === "object" ? found.inverse : code;
}

/** Chromium has no Kazakh numbers; they are written as the Russian ones. */
export const number = (n: number): string =>
  new Intl.NumberFormat(catalogue.lang === "kk" ? "ru" : catalogue.lang).format(n);

/** gettext's plural index. Three forms are Russian ones, also where Russian stands in for Kazakh. */
function pluralIndex(n: number, forms: number): number {
  if (forms < 3) return n === 1 ? 0 : 1;
  const category = new Intl.PluralRules("ru").select(n);
  return category === "one" ? 0 : category === "few" ? 1 : 2;
}

function fill(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (whole, key) => (key in values ? String(values[key]) : whole));
}
