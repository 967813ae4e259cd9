/** Many events: marks are stamped as pixels into one image. A hundred thousand take a few milliseconds. */
import type { Columns } from "../types";
import { CROWD } from "./fan";
import type { Look } from "./look";
import { offsets, type MarkStyle } from "./shapes";
import { rgb } from "./theme";

interface Stamp {
  halo: Int32Array;
  body: Int32Array;
  colour: number;
  margin: number;
}

export class StampPainter {
  private image: ImageData | null = null;
  private pixels = new Uint32Array(0);
  private stamps: Stamp[] = [];
  private key = "";

  /** Forget the prepared marks: colours or styles changed. */
  reset(): void {
    this.key = "";
  }

  /** Paint every `step`-th of the first `count` rows. */
  paint(
    pen: CanvasRenderingContext2D,
    c: Columns,
    rows: Uint32Array,
    count: number,
    look: Look,
    step: number,
    styles: (MarkStyle | null)[],
    paper: string,
  ): void {
    const { width, height } = pen.canvas;
    if (!this.image || this.image.width !== width || this.image.height !== height) {
      this.image = pen.createImageData(width, height);
      this.pixels = new Uint32Array(this.image.data.buffer);
      this.key = "";
    }
    const pixels = this.pixels;
    const crowd = count > CROWD;
    const radius = (count > 10 * CROWD ? 1 : count > 2 * CROWD ? 1.8 : crowd ? 2 : 3) * look.density;
    this.prepare(styles, radius, width, crowd ? 0 : look.density, paper);
    pixels.fill(0);
    const halo = pack(paper);
    const scale = look.scale * look.density;
    const left = look.left * look.density;
    const top = look.top * look.density;
    const { x, y, layer } = c;
    for (let k = 0; k < count; k += step) {
      const i = rows[k];
      const stamp = this.stamps[layer[i]];
      if (!stamp) continue;
      const { margin, body, colour } = stamp;
      const px = (x[i] * scale - left) | 0;
      const py = (y[i] * scale - top) | 0;
      if (px < margin || py < margin || px >= width - margin || py >= height - margin) continue;
      const at = py * width + px;
      for (let j = 0; j < stamp.halo.length; j++) pixels[at + stamp.halo[j]] = halo;
      for (let j = 0; j < body.length; j++) pixels[at + body[j]] = colour;
    }
    pen.putImageData(this.image, 0, 0);
  }

  private prepare(styles: (MarkStyle | null)[], radius: number, stride: number, rim: number, paper: string): void {
    const key = JSON.stringify([styles, radius, stride, rim, paper]);
    if (key === this.key) return;
    this.key = key;
    this.stamps = styles.map((style) => {
      if (!style) return null!;
      const body = offsets(style.shape, radius, 0, stride);
      const ring = rim ? offsets(style.shape, radius, rim, stride) : new Int32Array(0);
      return { body, halo: ring, colour: pack(style.colour), margin: Math.ceil(1.3 * (radius + rim)) + 2 };
    });
  }
}

/** A colour as the little-endian word that ImageData keeps. */
const packed = new Map<string, number>();
function pack(colour: string): number {
  let word = packed.get(colour);
  if (word === undefined) {
    const [red, green, blue] = rgb(colour);
    word = ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0;
    packed.set(colour, word);
  }
  return word;
}
