/** Names of things by their code: facets, places, sources, in the reader's language. */
import { _, label, language } from "../i18n";
import type { Session } from "../session";
import type { Choice, Facet } from "../state";
import { FACETS } from "../state";
import type { Place, SourceLite } from "../types";

export class Names {
  private readonly places: Map<string, Place>;
  private readonly sources: Map<string, SourceLite>;

  constructor(session: Session) {
    this.places = new Map(session.frame.places.map((place) => [place.place_id, place]));
    this.sources = new Map(session.frame.sources.map((source) => [source.source_id, source]));
  }

  placeRecord(id: string | null): Place | null {
    return (id !== null && this.places.get(id)) || null;
  }

  sourceRecord(id: string): SourceLite | null {
    return this.sources.get(id) ?? null;
  }

  place(id: string): string {
    const place = this.places.get(id);
    if (!place) return id || _("place not known");
    return place.names[language() as keyof Place["names"]] || place.names.en || place.names.ru || id;
  }

  /** Publisher first: that is what readers know a source by. */
  source(id: string): string {
    const source = this.sources.get(id);
    if (!source) return id;
    return source.title ? `${source.publisher}: ${source.title}` : source.publisher;
  }

  code(facet: Facet, code: string): string {
    if (facet === "place") return this.place(code);
    if (facet === "source") return this.source(code);
    return label({ layer: "layers", type: "event_types", outcome: "outcomes" }[facet], code);
  }
}

export function facetTitle(facet: Facet): string {
  if (facet === "layer") return _("Layer");
  if (facet === "type") return _("Type of event");
  if (facet === "place") return _("Place");
  if (facet === "outcome") return _("Outcome");
  return _("Source");
}

/** How many things hold events back: ticked boxes, the search text, the time window. */
export function activeFilters(choice: Readonly<Choice>): number {
  const ticked = FACETS.reduce((sum, facet) => sum + choice[facet].length, 0);
  const window = choice.from !== null || choice.to !== null ? 1 : 0;
  return ticked + (choice.text ? 1 : 0) + window;
}
