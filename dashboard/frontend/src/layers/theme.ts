/** Light or dark, and the colours of the layers in each: the style sheet decides, the canvases ask here. */

const FALLBACK = {
  light: { paper: "#ffffff", ink: "#1c2126", muted: "#5b646e" },
  dark: { paper: "#15191d", ink: "#e8eaed", muted: "#a4adb6" },
} as const;

export type Tone = "paper" | "ink" | "muted";

export class Theme {
  dark: boolean;
  private readonly observer: MutationObserver;
  private readonly listeners = new Set<(dark: boolean) => void>();

  constructor(private readonly element: HTMLElement) {
    this.dark = this.look();
    this.observer = new MutationObserver(() => this.set(this.look()));
    // The app's root carries the class, but which of the ancestors that is, is the host's affair.
    for (let node: HTMLElement | null = element; node; node = node.parentElement) {
      this.observer.observe(node, { attributes: true, attributeFilter: ["class"] });
    }
  }

  on(listener: (dark: boolean) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  set(dark: boolean): void {
    if (dark === this.dark) return;
    this.dark = dark;
    for (const listener of this.listeners) listener(dark);
  }

  /** The colour of an event layer; the style sheet may lighten it for the dark theme. */
  layer(code: string, fallback: string): string {
    return this.property(`--hg-${code}`) || fallback;
  }

  tone(name: Tone): string {
    return this.property(`--hg-${name}`) || FALLBACK[this.dark ? "dark" : "light"][name];
  }

  stop(): void {
    this.observer.disconnect();
    this.listeners.clear();
  }

  private property(name: string): string {
    return getComputedStyle(this.element).getPropertyValue(name).trim();
  }

  private look(): boolean {
    return this.element.closest(".hg-dark") !== null;
  }
}

/** `#rrggbb` (or any CSS colour) as [red, green, blue]. */
export function rgb(colour: string): [number, number, number] {
  const pen = document.createElement("canvas").getContext("2d", { willReadFrequently: true })!;
  pen.fillStyle = colour;
  pen.fillRect(0, 0, 1, 1);
  const [red, green, blue] = pen.getImageData(0, 0, 1, 1).data;
  return [red, green, blue];
}
