/** The embedded world: land, lakes, borders and big places, for when there are no streets. Drawn by Leaflet on one canvas. */
import * as L from "leaflet";
import { language } from "../i18n";
import { type Label, LabelLayer } from "./labels";
import { NAMES_FROM } from "./naming";
import { backdrop, borderColour, landColour } from "./streets";

interface Properties {
  kind: "country" | "lake" | "place" | "line";
  name_en?: string;
  name_ru?: string;
  name_kk?: string;
  /** The zoom from which its name may be shown; without one it has none. */
  rank?: number;
  disputed?: boolean;
  /** Where the name of a country is written: lon, lat. */
  label?: [number, number];
}
type Piece = GeoJSON.Feature<GeoJSON.Geometry, Properties>;

export class WorldLayer extends L.LayerGroup {
  private land: L.GeoJSON | null = null;

  constructor(
    private readonly url: string,
    private dark: boolean,
    /** Names that the places layer writes itself. */
    private readonly ours: ReadonlySet<string>,
    private readonly onFailure: () => void,
  ) {
    super();
  }

  override onAdd(map: L.Map): this {
    super.onAdd(map);
    if (!this.land) this.load(map).catch(this.onFailure);
    return this;
  }

  setDark(dark: boolean): void {
    this.dark = dark;
    this.land?.setStyle((piece) => this.style(piece as Piece | undefined));
  }

  private async load(map: L.Map): Promise<void> {
    const answer = await fetch(this.url, { credentials: "same-origin" });
    if (!answer.ok) throw new Error(`${this.url}: HTTP ${answer.status}`);
    const { features } = (await answer.json()) as { features: Piece[] };
    const pane = map.getPane("hg-world") ?? map.createPane("hg-world");
    pane.style.zIndex = "210";
    pane.style.pointerEvents = "none";
    const renderer = L.canvas({ pane: "hg-world", padding: 0.5 });
    this.land = L.geoJSON<Properties>(undefined, {
      interactive: false,
      filter: (piece) => piece.properties.kind !== "place",
      style: (piece) => ({ ...this.style(piece), renderer }),
    });
    // Lakes over land, borders over both, whatever the order of the file.
    const order = { country: 0, lake: 1, line: 2, place: 3 };
    for (const piece of [...features].sort((a, b) => order[a.properties.kind] - order[b.properties.kind])) this.land.addData(piece);
    this.addLayer(this.land);
    this.addLayer(new LabelLayer("hg-world-names", 220, this.labels(features)));
  }

  private labels(features: Piece[]): Label[] {
    const labels = features.flatMap(labelOf).sort((a, b) => a.minZoom - b.minZoom);
    return labels.map((one) => (this.ours.has(one.text) ? { ...one, maxZoom: NAMES_FROM - 1 } : one));
  }

  private style(piece?: Piece): L.PathOptions {
    const { kind, disputed } = piece?.properties ?? {};
    const border = borderColour(this.dark);
    if (kind === "lake") return { stroke: false, fill: true, fillColor: backdrop(this.dark), fillOpacity: 1 };
    if (kind === "line") return { color: border, weight: 0.9, opacity: 0.8, fill: false, dashArray: disputed ? "3 3" : undefined };
    return { color: border, weight: 0.7, opacity: 0.7, fill: true, fillColor: landColour(this.dark), fillOpacity: 1 };
  }
}

function labelOf({ geometry, properties }: Piece): Label[] {
  const names = properties as unknown as Record<string, string | undefined>;
  const text = names[`name_${language()}`] || properties.name_en;
  const { kind, rank } = properties;
  if (!text || rank === undefined || (kind !== "country" && kind !== "place")) return [];
  const country = kind === "country";
  const at = pointOf(geometry, properties);
  if (!at) return [];
  return [
    {
      text,
      at,
      className: country ? "hg-label-country" : "hg-label-town",
      minZoom: rank,
      clearance: () => ({ dx: 0, dy: 0, radius: 2 }),
      centred: country,
    },
  ];
}

function pointOf(geometry: GeoJSON.Geometry, { label }: Properties): L.LatLng | null {
  if (label) return L.latLng(label[1], label[0]);
  return geometry.type === "Point" ? L.latLng(geometry.coordinates[1], geometry.coordinates[0]) : null;
}
