/** The focus across a drawing anew: back to the same field, never to nowhere. */

const STOPS = "input, select, textarea, button, summary, a[href], [tabindex]";

/** What an element is called, and by which of its namesakes it is. */
function nameOf(one: Element): string {
  const label = (one as HTMLInputElement).labels?.[0]?.textContent ?? "";
  const claim = one.closest("[data-id], [data-draft]")?.getAttribute("data-id") ?? "";
  return [one.tagName, claim, one.getAttribute("aria-label") ?? "", label || (one.matches("input, select, textarea") ? "" : one.textContent)].join("|");
}

const namesakes = (root: HTMLElement, name: string): HTMLElement[] =>
  [...root.querySelectorAll<HTMLElement>(STOPS)].filter((one) => nameOf(one) === name);

/** Remember what has the focus within; the answer gives it back, to the like of it or else to `fallback`. */
export function keepFocus(root: HTMLElement, fallback: () => HTMLElement | null | undefined): () => void {
  const here = document.activeElement;
  if (!(here instanceof HTMLElement) || !root.contains(here)) return () => {};
  const name = nameOf(here);
  const at = namesakes(root, name).indexOf(here);
  const typed = here instanceof HTMLTextAreaElement || (here instanceof HTMLInputElement && here.type === "text");
  const caret = typed ? [here.selectionStart, here.selectionEnd] : null;
  return () => {
    if (here.isConnected && document.activeElement === here) return;
    const like = namesakes(root, name)[at];
    (like ?? fallback())?.focus({ preventScroll: Boolean(like) });
    if (document.activeElement !== like) return fallback()?.focus();
    if (caret) (like as HTMLInputElement).setSelectionRange(caret[0], caret[1]);
  };
}
