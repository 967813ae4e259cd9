/** Draws one look of the events: fans of crisp marks when few, stamped pixels when many, and the picked event on top. */
import type { Columns } from "../types";
import type { Layout } from "./fan";
import { type Look, place } from "./look";
import { metresToPixels, onMap } from "./mercator";
import { type MarkStyle, sprite } from "./shapes";
import { StampPainter } from "./stamp";
import type { Theme } from "./theme";

const PICKED_SCALE = 1.4;

export class Painter {
  /** Style of each layer index; null while that layer is not on the map. */
  styles: (MarkStyle | null)[] = [];
  private sprites: (HTMLCanvasElement | null)[] = [];
  private spriteKey = "";
  private readonly stamps = new StampPainter();

  constructor(
    private readonly columns: Columns,
    private readonly theme: Theme,
  ) {}

  /** Colours may have changed with the theme. */
  reset(): void {
    this.spriteKey = "";
    this.stamps.reset();
  }

  paint(pen: CanvasRenderingContext2D, rows: Uint32Array, count: number, look: Look, layout: Layout | null, step: number, picked: number): void {
    const paper = this.theme.tone("paper");
    const styles = this.coloured();
    if (layout) {
      pen.setTransform(1, 0, 0, 1, 0, 0);
      pen.clearRect(0, 0, pen.canvas.width, pen.canvas.height);
      this.prepare(styles, paper, look.density, layout.size);
      this.doubt(pen, look, picked, styles);
      this.leaders(pen, rows, count, look, layout);
      this.marks(pen, rows, count, look, layout);
    } else {
      this.stamps.paint(pen, this.columns, rows, count, look, step, styles, paper);
      this.doubt(pen, look, picked, styles);
    }
    this.pickedMark(pen, look, layout, picked, styles, paper);
  }

  private coloured(): (MarkStyle | null)[] {
    return this.styles.map((style) => style && { ...style, colour: this.theme.layer(style.layer, style.colour) });
  }

  private prepare(styles: (MarkStyle | null)[], paper: string, density: number, size: number): void {
    const key = JSON.stringify([styles, paper, density, size]);
    if (key === this.spriteKey) return;
    this.spriteKey = key;
    this.sprites = styles.map((style) => style && sprite(style.shape, style.colour, paper, density, size));
  }

  private marks(pen: CanvasRenderingContext2D, rows: Uint32Array, count: number, look: Look, layout: Layout): void {
    const c = this.columns;
    for (let k = 0; k < count; k++) {
      const image = this.sprites[c.layer[rows[k]]];
      if (!image) continue;
      const { x, y } = place(c, rows[k], look, layout);
      // Whole device pixels: a mark that is copied between pixels would blur.
      pen.drawImage(image, Math.round(x * look.density) - image.width / 2, Math.round(y * look.density) - image.height / 2);
    }
  }

  /** A speck at each true point that has a fan, and a hair line to it when the fan stands elsewhere. */
  private leaders(pen: CanvasRenderingContext2D, rows: Uint32Array, count: number, look: Look, layout: Layout): void {
    const seen = new Set<number>();
    for (let k = 0; k < count; k++) seen.add(layout.fanOf[rows[k]]);
    pen.setTransform(look.density, 0, 0, look.density, 0, 0);
    pen.strokeStyle = pen.fillStyle = this.theme.tone("ink");
    pen.globalAlpha = 0.55;
    pen.lineWidth = 0.75;
    pen.beginPath();
    const specks = new Path2D();
    for (const index of seen) {
      const fan = layout.fans[index];
      if (!fan || (fan.rows.length === 1 && !fan.dx && !fan.dy)) continue;
      const x = fan.x * look.scale - look.left + fan.dx;
      const y = fan.y * look.scale - look.top + fan.dy;
      for (const [k, anchor] of fan.anchors.entries()) {
        const ax = anchor.x * look.scale - look.left;
        const ay = anchor.y * look.scale - look.top;
        // Of points that have run together on the screen, one is enough.
        if (k && Math.hypot(anchor.x - fan.x, anchor.y - fan.y) * look.scale < 6) continue;
        specks.moveTo(ax + 1.6, ay);
        specks.arc(ax, ay, 1.6, 0, 2 * Math.PI);
        if (Math.hypot(ax - x, ay - y) < 2) continue;
        pen.moveTo(x, y);
        pen.lineTo(ax, ay);
      }
    }
    pen.stroke();
    pen.fill(specks);
    pen.globalAlpha = 1;
    pen.setTransform(1, 0, 0, 1, 0, 0);
  }

  /** Somewhere in here it happened: the radius of the picked event's place. */
  private doubt(pen: CanvasRenderingContext2D, look: Look, row: number, styles: (MarkStyle | null)[]): void {
    const c = this.columns;
    const style = row >= 0 && styles[c.layer[row]];
    if (!style || !onMap(c.x[row]) || !c.radius[row]) return;
    const { x, y } = place(c, row, look, null);
    const radius = metresToPixels(c.radius[row], c.y[row], look.zoom);
    pen.setTransform(look.density, 0, 0, look.density, 0, 0);
    pen.beginPath();
    pen.arc(x, y, radius, 0, 2 * Math.PI);
    pen.fillStyle = pen.strokeStyle = style.colour;
    pen.globalAlpha = 0.13;
    pen.fill();
    pen.globalAlpha = 0.6;
    pen.lineWidth = 1;
    pen.stroke();
    pen.globalAlpha = 1;
    pen.setTransform(1, 0, 0, 1, 0, 0);
  }

  private pickedMark(
    pen: CanvasRenderingContext2D,
    look: Look,
    layout: Layout | null,
    row: number,
    styles: (MarkStyle | null)[],
    paper: string,
  ): void {
    const c = this.columns;
    const style = row >= 0 && styles[c.layer[row]];
    if (!style || !onMap(c.x[row])) return;
    const { x, y } = place(c, row, look, layout);
    const truth = place(c, row, look, null);
    pen.setTransform(look.density, 0, 0, look.density, 0, 0);
    if (Math.hypot(truth.x - x, truth.y - y) > 2) {
      pen.strokeStyle = style.colour;
      pen.lineWidth = 1.25;
      pen.beginPath();
      pen.moveTo(truth.x, truth.y);
      pen.lineTo(x, y);
      pen.stroke();
    }
    for (const [colour, width] of [[paper, 5.5], [this.theme.tone("ink"), 2]] as const) {
      pen.strokeStyle = colour;
      pen.lineWidth = width;
      pen.beginPath();
      pen.arc(x, y, 15, 0, 2 * Math.PI);
      pen.stroke();
    }
    pen.fillStyle = paper;
    pen.beginPath();
    pen.arc(x, y, 14, 0, 2 * Math.PI);
    pen.fill();
    pen.setTransform(1, 0, 0, 1, 0, 0);
    const image = sprite(style.shape, style.colour, paper, look.density, PICKED_SCALE);
    pen.drawImage(image, Math.round(x * look.density) - image.width / 2, Math.round(y * look.density) - image.height / 2);
  }
}
