/**
 * Names on the map that never cover each other: those that come first in the list win, the rest wait for a closer zoom.
 *
 * A label is an element of its own whose text is set as text; it hides while the map zooms.
 */
import * as L from "leaflet";
import { el } from "../dom";

export interface Label {
  text: string;
  at: L.LatLng;
  className: string;
  minZoom: number;
  maxZoom?: number;
  /** Keep this far from the point, px, at the current zoom: the size of what the label names. */
  clearance: (zoom: number) => { dx: number; dy: number; radius: number };
  /** Asked each time: may it be shown now? */
  wanted?: () => boolean;
  /** Of the labels of one group, the first that finds room is shown. */
  group?: (zoom: number) => number;
  /** Put the text on the point instead of beside it. */
  centred?: boolean;
}

interface Box {
  west: number;
  north: number;
  east: number;
  south: number;
}

const GAP = 3;
/** Two names on one line need this much between them, or they read as one. */
const SIDE_GAP = 7;

export class LabelLayer extends L.Layer {
  private nodes: { label: Label; node: HTMLElement; width: number; height: number }[] = [];

  constructor(
    private readonly pane: string,
    private readonly zIndex: number,
    private labels: Label[],
    /** Areas, in layer pixels, that labels must leave free. */
    private readonly obstacles: (map: L.Map) => Box[] = () => [],
  ) {
    super();
  }

  override onAdd(map: L.Map): this {
    const pane = map.getPane(this.pane) ?? map.createPane(this.pane);
    pane.style.zIndex = String(this.zIndex);
    pane.style.pointerEvents = "none";
    this.nodes = this.labels.map((label) => {
      const node = el("span", { class: `hg-label leaflet-zoom-hide ${label.className}`, "aria-hidden": "true" }, label.text);
      node.hidden = true;
      pane.append(node);
      return { label, node, width: 0, height: 0 };
    });
    this.arrange();
    // Widths change when the web font arrives.
    void document.fonts?.ready.then(() => {
      for (const one of this.nodes) one.width = 0;
      this.arrange();
    });
    return this;
  }

  override onRemove(): this {
    for (const { node } of this.nodes) node.remove();
    this.nodes = [];
    return this;
  }

  override getEvents(): { [name: string]: L.LeafletEventHandlerFn } {
    return { moveend: () => this.arrange(), zoomend: () => this.arrange(), viewreset: () => this.arrange() };
  }

  arrange(): void {
    const map = this._map;
    if (!map) return;
    const zoom = map.getZoom();
    const view = map.getPixelBounds();
    const origin = map.getPixelOrigin();
    const rim = { west: view.min!.x - origin.x, north: view.min!.y - origin.y, east: view.max!.x - origin.x, south: view.max!.y - origin.y };
    const window = grow(rim, 80);
    const taken = [...this.obstacles(map), ...controls(map)];
    const named = new Set<number>();
    for (const one of this.nodes) {
      const { label, node } = one;
      const point = map.latLngToLayerPoint(label.at);
      const group = label.group?.(zoom) ?? -1;
      const fits = zoom >= label.minZoom && zoom <= (label.maxZoom ?? 99) && !named.has(group) && contains(window, point);
      node.hidden = !fits || label.wanted?.() === false;
      if (node.hidden) continue;
      if (!one.width) [one.width, one.height] = [node.offsetWidth, node.offsetHeight];
      // Half a name at the rim of the map is no name.
      const free = (box: Box) => within(box, rim) && !taken.some((other) => overlap(box, other));
      const box = placements(one, point, zoom).find(free);
      node.hidden = !box;
      if (!box) continue;
      taken.push({ ...box, west: box.west - SIDE_GAP, east: box.east + SIDE_GAP });
      if (group >= 0) named.add(group);
      L.DomUtil.setPosition(node, L.point(Math.round(box.west), Math.round(box.north)));
    }
  }
}

/** Below, above, right, left; or only on the point itself. */
function placements({ label, width, height }: { label: Label; width: number; height: number }, point: L.Point, zoom: number): Box[] {
  const { dx, dy, radius } = label.clearance(zoom);
  const x = point.x + dx;
  const y = point.y + dy;
  const box = (west: number, north: number): Box => ({ west, north, east: west + width, south: north + height });
  if (label.centred) return [box(x - width / 2, y - height / 2)];
  const away = radius + GAP;
  return [
    box(x - width / 2, y + away),
    box(x - width / 2, y - away - height),
    box(x + away, y - height / 2),
    box(x - away - width, y - height / 2),
  ];
}

/** Where the buttons, the scale and the credit lie: a name under them could not be read. */
function controls(map: L.Map): Box[] {
  const box = map.getContainer().getBoundingClientRect();
  const corner = map.containerPointToLayerPoint([0, 0]);
  return [...map.getContainer().querySelectorAll(".leaflet-control")].map((control) => {
    const { left, top, right, bottom } = control.getBoundingClientRect();
    const [x, y] = [corner.x - box.left, corner.y - box.top];
    return { west: left + x, north: top + y, east: right + x, south: bottom + y };
  });
}

const overlap = (a: Box, b: Box): boolean => a.west < b.east && b.west < a.east && a.north < b.south && b.north < a.south;
const within = (box: Box, rim: Box): boolean => box.west >= rim.west && box.east <= rim.east && box.north >= rim.north && box.south <= rim.south;
const contains = (box: Box, p: L.Point): boolean => p.x > box.west && p.x < box.east && p.y > box.north && p.y < box.south;
const grow = (box: Box, by: number): Box => ({ west: box.west - by, north: box.north - by, east: box.east + by, south: box.south + by });
