/** The card exactly as readers will see it: the same renderer, fed with what would be published. */
import { el } from "../dom";
import { _ } from "../i18n";
import { Card } from "../panels/card";
import { panelHead } from "../panels/controls";
import type { Session } from "../session";
import type { EventCard, Place } from "../types";

export function preview(session: Session, root: HTMLElement, told: { card: EventCard; places: Place[] }): void {
  const known = new Map(session.frame.places.map((place) => [place.place_id, place]));
  for (const place of told.places) known.set(place.place_id, place);
  // The reader's session, but for what is not public yet.
  const mine = Object.create(session, {
    frame: { value: { ...session.frame, places: [...known.values()] } },
    source: { value: { card: () => Promise.resolve(told.card) } },
  }) as Session;
  const back = document.activeElement as HTMLElement | null;
  const close = () => dialog.close();
  const card = new Card({ session: mine, open: () => {}, close, back: () => close });
  const dialog = el(
    "dialog",
    { class: "hg-preview", "aria-label": _("As readers will see it") },
    panelHead(_("As readers will see it"), close),
    card.element,
  );
  dialog.addEventListener("close", () => (dialog.remove(), (back?.isConnected && back !== document.body ? back : root.querySelector<HTMLElement>(".hg-draft-open .hg-draft-head"))?.focus()));
  // Links of the card lead to pages that are not there yet.
  dialog.addEventListener("click", (event) => (event.target as HTMLElement).closest("a[href]") && event.preventDefault());
  root.append(dialog);
  dialog.showModal();
  void card.show(told.card.event_id, false);
}
