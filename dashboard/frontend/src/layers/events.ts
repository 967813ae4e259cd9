/**
 * The event layers as folium's layer control sees them: three switches over one canvas.
 *
 * Ticking one in the control changes the state, and a change of the state ticks the control. All ticked is no filter;
 * none ticked is an empty map.
 */
import * as L from "leaflet";
import { NO_LAYER } from "../state";
import { EventCanvas } from "./canvas";
import { contextOf, type MapContext } from "./context";
import type { MarkStyle } from "./shapes";

interface Board {
  canvas: EventCanvas;
  switches: EventLayer[];
  asked: boolean;
}

const boards = new WeakMap<MapContext, Board>();

export class EventLayer extends L.Layer {
  constructor(readonly style: MarkStyle) {
    super();
  }

  override onAdd(map: L.Map): this {
    const context = contextOf(map);
    const board = boards.get(context) ?? open(context);
    if (!board.switches.includes(this)) {
      board.switches.push(this);
      const { columns } = context.session;
      const index = columns.layers.indexOf(this.style.layer);
      if (index >= 0) board.canvas.painter.styles[index] = this.style;
    }
    ask(context, board);
    return this;
  }

  override onRemove(map: L.Map): this {
    const context = contextOf(map);
    const board = boards.get(context);
    if (board) ask(context, board);
    return this;
  }
}

export const eventLayer = (style: MarkStyle): EventLayer => new EventLayer(style);

export const canvasOf = (context: MapContext): EventCanvas | null => boards.get(context)?.canvas ?? null;

function open(context: MapContext): Board {
  const { columns, state } = context.session;
  const board: Board = { canvas: new EventCanvas(context), switches: [], asked: false };
  board.canvas.painter.styles = columns.layers.map(() => null);
  boards.set(context, board);
  context.map.addLayer(board.canvas);
  const off = state.on("move", (_choice, changed) => {
    if (changed.has("layer")) follow(context, board);
  });
  context.map.on("unload", off);
  return board;
}

/**
 * Tell the state which switches are on, in a task of its own: were the control rebuilt while its click is still on its way
 * up, Leaflet would take the click for one on the map.
 */
function ask(context: MapContext, board: Board): void {
  if (context.syncing || board.asked || !context.ready) return;
  board.asked = true;
  setTimeout(() => {
    board.asked = false;
    if (!context.ready) return;
    const on = board.switches.filter((one) => context.map.hasLayer(one)).map((one) => one.style.layer);
    const wanted = on.length === board.switches.length ? [] : on.length ? on : [NO_LAYER];
    context.session.state.set({ layer: wanted });
    follow(context, board);
  });
}

/** The map is complete: a link may have filtered a layer before its switch was there. */
export function settle(context: MapContext): void {
  const board = boards.get(context);
  if (board) follow(context, board);
}

/** Make the switches show what the state says. */
function follow(context: MapContext, board: Board): void {
  const { layer } = context.session.state.choice;
  context.syncing = true;
  for (const one of board.switches) {
    const wanted = !layer.length || layer.includes(one.style.layer);
    if (wanted && !context.map.hasLayer(one)) context.map.addLayer(one);
    if (!wanted && context.map.hasLayer(one)) context.map.removeLayer(one);
  }
  context.syncing = false;
}
