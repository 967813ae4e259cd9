/**
 * The one canvas of all event layers: keeps it in place over the map, decides when to draw and how much, and measures.
 */
import * as L from "leaflet";
import type { Choice } from "../state";
import type { MapContext } from "./context";
import { CROWD, FEW } from "./fan";
import { type Look, lookOf, visible } from "./look";
import { Painter } from "./painter";

/** A frame may cost this much, ms; beyond it, moving events are thinned and the rest follows when the hand rests. */
const BUDGET_MS = 12;
const REST_MS = 160;
const MEASURES_KEPT = 2000;

export class EventCanvas extends L.Layer {
  readonly painter: Painter;
  /** Rows of the last drawing and how many: what a pointer can hit. */
  readonly rows: Uint32Array;
  count = 0;
  look: Look | null = null;
  /** True when the last drawing spread the events (few), false when it stamped them (many). */
  spread = true;
  private readonly canvas = document.createElement("canvas");
  private readonly pen: CanvasRenderingContext2D;
  private frame = 0;
  private fast = true;
  private rest = 0;
  private msPerEvent = 4e-5;
  private measured = 0;
  private forget: (() => void)[] = [];

  constructor(private readonly context: MapContext) {
    super();
    const { columns } = context.session;
    this.painter = new Painter(columns, context.theme);
    this.rows = new Uint32Array(columns.n);
    this.pen = this.canvas.getContext("2d")!;
    this.canvas.className = "hg-events leaflet-zoom-animated";
    this.canvas.setAttribute("aria-hidden", "true");
  }

  override onAdd(map: L.Map): this {
    const pane = map.getPane("hg-events") ?? map.createPane("hg-events");
    pane.append(this.canvas);
    const { session, theme } = this.context;
    this.forget = [
      session.state.on("move", (choice, changed) => this.stateMoved(choice, changed)),
      theme.on(() => {
        this.painter.reset();
        this.redraw();
      }),
    ];
    this.redraw();
    return this;
  }

  override onRemove(): this {
    for (const one of this.forget) one();
    cancelAnimationFrame(this.frame);
    clearTimeout(this.rest);
    this.frame = 0;
    this.canvas.remove();
    return this;
  }

  override getEvents(): { [name: string]: L.LeafletEventHandlerFn } {
    return {
      move: () => this.redraw(true),
      moveend: () => this.redraw(),
      viewreset: () => this.redraw(),
      resize: () => this.redraw(),
      zoomend: () => this.redraw(),
      zoomanim: ((event: L.ZoomAnimEvent) => this.ride(event)) as L.LeafletEventHandlerFn,
    };
  }

  /** Draw in the next frame. `fast`: the hand is moving, so a paint that would miss its frame may be thinned. */
  redraw(fast = false): void {
    this.fast = fast && (this.frame === 0 || this.fast);
    if (this.frame) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      this.draw();
    });
  }

  private stateMoved(_choice: Readonly<Choice>, changed: ReadonlySet<keyof Choice>): void {
    if (changed.size === 1 && changed.has("view")) return;
    this.redraw(!changed.has("picked"));
  }

  private draw(): void {
    const map = this._map as L.Map & { _animatingZoom?: boolean };
    if (!map || map._animatingZoom) return; // zoomend draws
    const began = performance.now();
    const { session, fans } = this.context;
    const look = (this.look = lookOf(map));
    if (!look.width || !look.height) return;
    this.count = visible(session.columns, session.selection.shown, look, this.rows);
    // A crowd needs no fine edges, and four times the pixels would cost the smooth motion.
    look.density = this.count > CROWD ? 1 : Math.min(2, window.devicePixelRatio || 1);
    this.fit(map, look);
    this.spread = this.count <= FEW;
    const layout = this.spread ? fans.at(look.zoom) : null;
    const cost = this.count * this.msPerEvent;
    const step = this.fast && !layout ? Math.max(1, Math.ceil(cost / BUDGET_MS)) : 1;
    const picked = session.state.choice.picked;
    this.painter.paint(this.pen, this.rows, this.count, look, layout, step, picked === null ? -1 : session.rowOf(picked));
    const took = performance.now() - began;
    if (this.count > CROWD) this.msPerEvent = 0.7 * this.msPerEvent + (0.3 * took * step) / this.count;
    clearTimeout(this.rest);
    if (step > 1) this.rest = window.setTimeout(() => this.redraw(), REST_MS);
    this.measure();
    this.fire("draw", { rows: this.count, step, ms: took });
  }

  /** Lay the canvas over the map's window, sized for the screen's density. */
  private fit(map: L.Map, look: Look): void {
    const width = Math.round(look.width * look.density);
    const height = Math.round(look.height * look.density);
    if (this.canvas.width !== width || this.canvas.height !== height) {
      this.canvas.width = width;
      this.canvas.height = height;
    }
    this.canvas.style.width = `${look.width}px`;
    this.canvas.style.height = `${look.height}px`;
    L.DomUtil.setPosition(this.canvas, map.containerPointToLayerPoint([0, 0]));
  }

  /** While the map zooms, the last drawing is stretched with it. */
  private ride({ center, zoom }: L.ZoomAnimEvent): void {
    if (!this.look) return;
    const map = this._map;
    const grown = map.getZoomScale(zoom, this.look.zoom);
    const corner = map.project(center, zoom).subtract(map.getSize().divideBy(2));
    const offset = L.point(this.look.left, this.look.top).multiplyBy(grown).subtract(corner);
    L.DomUtil.setTransform(this.canvas, map.containerPointToLayerPoint([0, 0]).add(offset), grown);
  }

  /** Leave the time from the reader's input to the painted frame where tests and curious people find it. */
  private measure(): void {
    const { state } = this.context.session;
    const start = state.inputAt;
    state.inputAt = 0;
    const first = this.measured === 0;
    if (!start && !first) return;
    if (++this.measured % MEASURES_KEPT === 0) performance.clearMeasures("holdground:redraw");
    afterPaint(() => {
      const end = performance.now();
      if (first) performance.measure("holdground:first-paint", { start: 0, end });
      if (start) performance.measure("holdground:redraw", { start: Math.min(start, end), end });
    });
  }
}

/** Run in the first task after this frame was painted. */
function afterPaint(then: () => void): void {
  const channel = new MessageChannel();
  channel.port1.onmessage = () => {
    channel.port1.close();
    then();
  };
  channel.port2.postMessage(0);
}
