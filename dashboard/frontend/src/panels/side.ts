/** The panel beside the map (a sheet on a phone): a card, the list, the events of one dot, or the filters; one at a time. */
import { el } from "../dom";

export type Content = "card" | "list" | "group" | "filters";

export class Side {
  readonly element = el("aside", { class: "hg-side", hidden: true });
  now: Content | null = null;
  private opener: HTMLElement | null = null;

  constructor(
    private readonly frame: HTMLElement,
    private readonly changed: () => void,
  ) {}

  show(content: Content, node: HTMLElement): void {
    if (this.now === null) this.opener = document.activeElement as HTMLElement | null;
    const same = this.now === content && this.element.firstElementChild === node;
    this.now = content;
    this.frame.dataset.side = content;
    this.element.hidden = false;
    if (same) return;
    this.element.replaceChildren(node);
    this.changed();
  }

  /** Close, and give the focus back to where it was when the panel opened, if it was inside the panel. */
  close(fallback: HTMLElement): void {
    if (this.now === null) return;
    const inside = this.element.contains(document.activeElement) || document.activeElement === document.body;
    this.now = null;
    delete this.frame.dataset.side;
    this.element.hidden = true;
    this.element.replaceChildren();
    this.changed();
    if (!inside) return;
    (this.opener?.isConnected && this.opener !== document.body ? this.opener : fallback).focus({ preventScroll: true });
  }
}
