/**
 * Where the dots of one place stand: a sunflower spiral around the place's point, in time order.
 *
 * The slots are dealt out to all events of the place, shown or not, so that a dot never jumps while the reader moves the
 * time filter. Points closer than MERGE_PX on the screen share one spiral; spirals that would cover each other are pushed
 * apart, the smaller one further, and a thin line then leads back to the true point. All of it depends on the zoom only.
 *
 * Far out, marks and spirals shrink: a full-sized fan would cover a country and put events where they never were. Marks
 * are then too close to be picked one by one, and a click opens a list.
 */
import type { Columns } from "../types";
import { onMap, pixelsPerUnit } from "./mercator";

export const SPACING = 24; // px between neighbours, centre to centre: the smallest fair target for a finger
export const MERGE_PX = 26;
/** More events than this at one point are not spread; a click on them opens a list. */
const MAX_FAN = 300;
const MAX_PUSHED = 400;
/** Up to so many events in view are drawn as separate, spread marks. */
export const FEW = 3000;
/** More events in view than this are drawn small and plain. */
export const CROWD = 20_000;
const GOLDEN = Math.PI * (3 - Math.sqrt(5));
/** In a spiral r = c * sqrt(k) the closest neighbours are 1.6 c apart. */
const STEP = SPACING / 1.6;
export const EDGE = 11; // from a dot's centre to the rim of its fan

export interface Fan {
  /** True point of the largest anchor, in units of the payload. */
  x: number;
  y: number;
  /** How far the fan was pushed away from that point, px. */
  dx: number;
  dy: number;
  radius: number; // px, rim included
  /** Rows in time order. */
  rows: number[];
  anchors: { x: number; y: number }[];
  spread: boolean;
}

export interface Layout {
  fans: Fan[];
  /** Size of marks and spacing; 1 at the zooms of a city. */
  size: number;
  /** Fan of each row, -1 when it is not on the map. */
  fanOf: Int32Array;
  /** Offset of each row from its fan's true point, px. */
  dx: Float32Array;
  dy: Float32Array;
}

interface Anchor {
  x: number;
  y: number;
  rows: number[];
}

export class FanLayout {
  private anchors: Anchor[] | null = null;
  private readonly layouts = new Map<number, Layout>();

  /**
   * `only`: 1 where a row may be shown at all; slots are dealt to these alone. `scale`: smaller marks where there is
   * little room.
   */
  constructor(
    private readonly columns: Columns,
    private readonly only: Uint8Array | null = null,
    private readonly scale = 1,
  ) {}

  /** So few events that they are spread in every view; names and first looks may then count on the fans. */
  get always(): boolean {
    return this.columns.n <= FEW;
  }

  /** The layout for a zoom; between two whole zooms (pinch) the nearer one's. */
  at(zoom: number): Layout {
    const whole = Math.round(zoom);
    let layout = this.layouts.get(whole);
    if (!layout) {
      layout = this.lay(whole);
      this.layouts.set(whole, layout);
    }
    return layout;
  }

  private lay(zoom: number): Layout {
    this.anchors ??= anchorsOf(this.columns, this.only);
    const size = sizeAt(zoom) * this.scale;
    const fans = merge(this.anchors, pixelsPerUnit(zoom), size);
    push(fans, pixelsPerUnit(zoom));
    const { n } = this.columns;
    const layout: Layout = { fans, size, fanOf: new Int32Array(n).fill(-1), dx: new Float32Array(n), dy: new Float32Array(n) };
    fans.forEach((fan, index) => {
      const alone = fan.rows.length === 1;
      fan.rows.forEach((row, k) => {
        const reach = alone || !fan.spread ? 0 : size * STEP * Math.sqrt(k + 1);
        layout.fanOf[row] = index;
        layout.dx[row] = fan.dx + reach * Math.cos((k + 1) * GOLDEN);
        layout.dy[row] = fan.dy + reach * Math.sin((k + 1) * GOLDEN);
      });
    });
    return layout;
  }
}

const sizeAt = (zoom: number): number => Math.max(0.4, Math.min(1, 1 - (10 - zoom) * 0.13));

/** Events at exactly one point, largest group first. */
function anchorsOf({ n, x, y }: Columns, only: Uint8Array | null): Anchor[] {
  const found = new Map<number, Map<number, Anchor>>(); // sorting a hundred thousand rows instead would be felt
  const anchors: Anchor[] = [];
  for (let row = 0; row < n; row++) {
    if (!onMap(x[row]) || (only && !only[row])) continue;
    let column = found.get(x[row]);
    if (!column) found.set(x[row], (column = new Map()));
    const anchor = column.get(y[row]);
    if (anchor) anchor.rows.push(row);
    else {
      const made = { x: x[row], y: y[row], rows: [row] };
      column.set(y[row], made);
      anchors.push(made);
    }
  }
  return anchors.sort((a, b) => b.rows.length - a.rows.length || a.rows[0] - b.rows[0]);
}

/** Each anchor, largest first, takes in the smaller ones within MERGE_PX. */
function merge(anchors: Anchor[], scale: number, size: number): Fan[] {
  const grid = new Map<string, Fan[]>();
  const fans: Fan[] = [];
  for (const anchor of anchors) {
    const column = Math.floor((anchor.x * scale) / MERGE_PX);
    const line = Math.floor((anchor.y * scale) / MERGE_PX);
    const host = near(grid, column, line, anchor, scale);
    if (host) {
      for (const row of anchor.rows) host.rows.push(row);
      host.anchors.push({ x: anchor.x, y: anchor.y });
      continue;
    }
    const fan: Fan = { x: anchor.x, y: anchor.y, dx: 0, dy: 0, radius: EDGE * size, rows: [...anchor.rows], anchors: [{ x: anchor.x, y: anchor.y }], spread: true };
    fans.push(fan);
    const key = `${column} ${line}`;
    grid.set(key, [...(grid.get(key) ?? []), fan]);
  }
  for (const fan of fans) {
    fan.rows.sort((a, b) => a - b);
    fan.spread = fan.rows.length <= MAX_FAN;
    if (fan.spread && fan.rows.length > 1) fan.radius = size * (STEP * Math.sqrt(fan.rows.length) + EDGE);
  }
  return fans;
}

function near(grid: Map<string, Fan[]>, column: number, line: number, anchor: Anchor, scale: number): Fan | undefined {
  for (let c = column - 1; c <= column + 1; c++) {
    for (let l = line - 1; l <= line + 1; l++) {
      for (const fan of grid.get(`${c} ${l}`) ?? []) {
        if (Math.hypot(fan.x - anchor.x, fan.y - anchor.y) * scale < MERGE_PX) return fan;
      }
    }
  }
  return undefined;
}

/** Push overlapping fans apart, the one with fewer events further. A fixed number of rounds, so the result is always the same. */
function push(fans: Fan[], scale: number): void {
  if (fans.length > MAX_PUSHED) return;
  for (let round = 0; round < 60; round++) {
    let moved = false;
    for (let i = 0; i < fans.length; i++) {
      for (let j = i + 1; j < fans.length; j++) moved = separate(fans[i], fans[j], scale) || moved;
    }
    if (!moved) return;
  }
}

function separate(a: Fan, b: Fan, scale: number): boolean {
  const wanted = a.radius + b.radius;
  let dx = (b.x - a.x) * scale + b.dx - a.dx;
  let dy = (b.y - a.y) * scale + b.dy - a.dy;
  const apart = Math.hypot(dx, dy);
  if (apart >= wanted) return false;
  if (apart < 1e-6) [dx, dy] = [0, 1];
  else [dx, dy] = [dx / apart, dy / apart];
  const share = a.rows.length / (a.rows.length + b.rows.length);
  const gap = wanted - apart + 0.5;
  a.dx -= dx * gap * (1 - share);
  a.dy -= dy * gap * (1 - share);
  b.dx += dx * gap * share;
  b.dy += dy * gap * share;
  return true;
}
