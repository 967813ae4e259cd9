/** Buttons on the map: zoom, zoom to what is shown, full screen, layers, scale; titles in the reader's language. */
import * as L from "leaflet";
import { FullScreen } from "leaflet.fullscreen";
import { el, svg } from "../dom";
import { _, label, number } from "../i18n";
import { contextOf, type MapContext } from "./context";
import { EventLayer } from "./events";
import { NARROW_PX } from "./mercator";
import { fitShown } from "./view";

const FIT_ICON = "M4 9V5a1 1 0 0 1 1-1h4M15 4h4a1 1 0 0 1 1 1v4M20 15v4a1 1 0 0 1-1 1h-4M9 20H5a1 1 0 0 1-1-1v-4M12 9v6M9 12h6";
const LAYERS_ICON = "m12 4 9 4.8-9 4.8-9-4.8zM4 13l8 4.3 8-4.3M4 17l8 4.3 8-4.3";
const WIDER_ICON = "M9 4H4v5M15 4h5v5M20 15v5h-5M4 15v5h5M4 4l6 6M20 4l-6 6M20 20l-6-6M4 20l6-6";

const icon = (d: string): SVGElement =>
  svg("svg", { viewBox: "0 0 24 24", width: 18, height: 18, "aria-hidden": "true", class: "hg-icon" }, svg("path", { d }));

class FitControl extends L.Control {
  override onAdd(map: L.Map): HTMLElement {
    const title = _("Zoom to what is shown");
    const button = el("button", { type: "button", class: "hg-map-button", title, "aria-label": title }, icon(FIT_ICON));
    button.addEventListener("click", () => fitShown(contextOf(map)));
    const box = el("div", { class: "leaflet-bar hg-map-bar" }, button);
    L.DomEvent.disableClickPropagation(box);
    return box;
  }
}

export const fitControl = (options: L.ControlOptions = {}): L.Control => new FitControl(options);

interface Item {
  name: string;
  layer: L.Layer;
  overlay?: boolean;
}

interface LayersInside {
  _layersLink: HTMLElement;
  _expandSafely(): void;
  _addItem(item: Item): HTMLElement;
}

const NAMES: Record<string, () => string> = {
  pmtiles: () => _("Streets"),
  raster: () => _("Picture map"),
  world: () => _("World"),
  places: () => _("Places and how well they are known"),
  mentions: () => _("Named in reports"),
};

/** Leaflet's layer control, given codes: what it shows is looked up here and written as text. */
class LayerControl extends L.Control.Layers {
  constructor(
    private readonly bases: Record<string, L.Layer>,
    overlays: Record<string, L.Layer>,
    options: L.Control.LayersOptions,
  ) {
    super(bases as L.Control.LayersObject, overlays as L.Control.LayersObject, { ...options, hideSingleBase: true });
  }

  override onAdd(map: L.Map): HTMLElement {
    contextOf(map).basemaps = Object.values(this.bases);
    const box = super.onAdd!(map);
    const { _layersLink: link, _expandSafely: enter } = this as unknown as LayersInside;
    // It opens when asked, not when the mouse passes by; a click on the map or Escape closes it.
    L.DomEvent.off(box, { mouseenter: enter, mouseleave: this.collapse } as never, this as never);
    box.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      this.collapse();
      link.focus();
    });
    link.title = _("Layers");
    link.setAttribute("aria-label", _("Layers"));
    link.append(icon(LAYERS_ICON));
    box.classList.add("hg-map-bar");
    return box;
  }

  protected _addItem(item: Item): HTMLElement {
    const code = item.name;
    item.name = "";
    const row = (L.Control.Layers.prototype as unknown as LayersInside)._addItem.call(this, item);
    item.name = code;
    const words = row.querySelector("span > span") ?? row;
    if (item.layer instanceof EventLayer) words.append(swatch(item.layer));
    const event = item.layer instanceof EventLayer;
    words.append(event ? label("layers", code) : (NAMES[code.replace(/\d+$/, "")]?.() ?? code));
    return row;
  }
}

export const layerControl = (
  bases: Record<string, L.Layer>,
  overlays: Record<string, L.Layer>,
  options: L.Control.LayersOptions = {},
): L.Control => new LayerControl(bases, overlays, options);

/** The mark of a layer beside its name, in the colour that the style sheet gives it. */
function swatch({ style }: EventLayer): SVGElement {
  const path = { circle: "M10 3.8a6.2 6.2 0 1 1 0 12.4 6.2 6.2 0 1 1 0-12.4Z", triangle: "M10 2.4 17.3 15H2.7Z", square: "M4.4 4.4h11.2v11.2H4.4Z" }[style.shape];
  const mark = svg("path", { d: path });
  mark.style.fill = `var(--hg-${style.layer}, ${style.colour})`;
  return svg("svg", { viewBox: "0 0 20 20", width: 16, height: 16, "aria-hidden": "true", class: "hg-swatch" }, mark);
}

/** The controls that need words and therefore cannot come from folium: zoom buttons and full screen. */
export function addControls({ map, container }: MapContext): void {
  L.control.zoom({ position: "topleft", zoomInTitle: _("Zoom in"), zoomOutTitle: _("Zoom out") }).addTo(map);
  const full = new FullScreen({
    position: "topleft",
    title: _("Full screen"),
    titleCancel: _("Leave full screen"),
    forceSeparateButton: true,
    fullscreenElement: container.closest<HTMLElement>(".hg-root-app") ?? container,
  }).addTo(map) as unknown as { link: HTMLElement };
  full.link.classList.remove("leaflet-fullscreen-icon");
  full.link.append(icon(WIDER_ICON));
  // On a phone the credit needs the whole width; below the scale, in one corner, neither covers the other.
  if (window.innerWidth < NARROW_PX) map.attributionControl?.setPosition("bottomleft");
}

L.Control.Scale.mergeOptions({ imperial: false });
L.Control.Scale.include({
  /** Leaflet writes "m" and "km" in every language. */
  _updateMetric(this: { _mScale: HTMLElement; _getRoundNum(n: number): number; options: L.Control.ScaleOptions }, widest: number) {
    const metres = this._getRoundNum(widest);
    this._mScale.style.width = `${Math.round(((this.options.maxWidth ?? 100) * metres) / widest)}px`;
    this._mScale.textContent = metres < 1000 ? _("{n} m", { n: number(metres) }) : _("{n} km", { n: number(metres / 1000) });
  },
});
