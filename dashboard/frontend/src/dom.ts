/** Make elements. Text always goes in as text: nothing here can parse markup. */

type Attributes = Record<string, string | number | boolean | ((event: never) => void)>;

export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: (Node | string | null)[]
): HTMLElementTagNameMap[K] {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") node.addEventListener(name.slice(2), value as EventListener);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false) node.setAttribute(name, String(value));
  }
  for (const child of children) if (child !== null) node.append(child);
  return node;
}

const SVG = "http://www.w3.org/2000/svg";

export function svg(tag: string, attributes: Record<string, string | number> = {}, ...children: Node[]): SVGElement {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, String(value));
  node.append(...children);
  return node;
}

/** The name of this page: its one h1, or plain words where the page around us has an h1 of its own. */
export const pageTitle = (text: string, className: string): HTMLElement =>
  el(document.querySelector("body > h1") ? "p" : "h1", { class: className }, text);

/** A link that leaves: http(s) only, no referrer; anything else becomes plain text. */
export function outLink(url: string | null, text: string): HTMLElement {
  if (!url || !/^https?:\/\//i.test(url)) return el("span", {}, text);
  return el("a", { href: url, rel: "noopener noreferrer nofollow", target: "_blank" }, text);
}
