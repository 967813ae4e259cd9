/** Short messages over the map: what was changed for the reader, what could not be done. Each can be closed. */
import { el } from "../dom";
import { _ } from "../i18n";
import { button, iconButton } from "./controls";

export interface Action {
  text: string;
  run: () => void;
}

export class Notices {
  readonly element = el("div", { class: "hg-notices", role: "status", "aria-live": "polite" });
  private readonly shown = new Map<string, HTMLElement>();

  /** Show a message; one of the same `key` is replaced, so that messages never pile up. */
  say(key: string, text: string, actions: Action[] = []): void {
    this.drop(key);
    const note = el(
      "div",
      { class: "hg-notice" },
      el("p", {}, text),
      ...actions.map((action) =>
        button(action.text, () => {
          this.drop(key);
          action.run();
        }),
      ),
      iconButton("close", _("Close this message"), () => this.drop(key)),
    );
    this.shown.set(key, note);
    this.element.append(note);
  }

  drop(key: string): void {
    this.shown.get(key)?.remove();
    this.shown.delete(key);
  }
}
