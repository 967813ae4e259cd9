/** The three marks. Their shapes tell the layers apart without colour: triangle, circle, square. */

export type Shape = "triangle" | "circle" | "square";

export interface MarkStyle {
  layer: string;
  colour: string;
  shape: Shape;
}

/** Half the width of a mark, px; the three are matched by eye for equal weight. */
const REACH: Record<Shape, number> = { circle: 6.2, triangle: 8.4, square: 5.6 };
const HALO = 1.6;

export function trace(pen: CanvasRenderingContext2D | Path2D, shape: Shape, x: number, y: number, scale = 1): void {
  const r = REACH[shape] * scale;
  if (shape === "circle") {
    pen.moveTo(x + r, y);
    pen.arc(x, y, r, 0, 2 * Math.PI);
  } else if (shape === "square") {
    pen.rect(x - r, y - r, 2 * r, 2 * r);
  } else {
    const half = (r * Math.sqrt(3)) / 2;
    pen.moveTo(x, y - r);
    pen.lineTo(x + half, y + r / 2);
    pen.lineTo(x - half, y + r / 2);
    pen.closePath();
  }
}

/** A mark drawn once, to be copied for each event. The side is a whole number of device pixels. */
export function sprite(shape: Shape, colour: string, paper: string, density: number, scale = 1): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  const side = 2 * Math.ceil((REACH[shape] * scale + HALO + 1) * density);
  canvas.width = canvas.height = side;
  const pen = canvas.getContext("2d")!;
  pen.setTransform(density, 0, 0, density, side / 2, side / 2);
  pen.lineJoin = "round";
  pen.beginPath();
  // The centre of gravity of a triangle lies below the middle of its height.
  trace(pen, shape, 0, shape === "triangle" ? 0.8 : 0, scale);
  pen.strokeStyle = paper;
  pen.lineWidth = 2 * HALO;
  pen.stroke();
  pen.fillStyle = colour;
  pen.fill();
  return canvas;
}

/** Offsets (device pixels from the centre) that a small mark covers; `grow` widens it for the halo. */
export function offsets(shape: Shape, radius: number, grow: number, stride: number): Int32Array {
  const found: number[] = [];
  const reach = Math.ceil(radius + grow) + 1;
  for (let dy = -reach; dy <= reach; dy++) {
    for (let dx = -reach; dx <= reach; dx++) if (covers(shape, dx, dy, radius + grow)) found.push(dy * stride + dx);
  }
  return Int32Array.from(found);
}

function covers(shape: Shape, dx: number, dy: number, r: number): boolean {
  if (shape === "circle") return dx * dx + dy * dy <= r * r + r * 0.8;
  if (shape === "square") return Math.max(Math.abs(dx), Math.abs(dy)) <= Math.round(r * 0.9 - 0.3);
  const height = dy + Math.round(r * 1.25); // 0 at the tip
  return height >= 0 && dy <= Math.round(r * 0.8) && Math.abs(dx) <= Math.round(height * 0.6);
}
