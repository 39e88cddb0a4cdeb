// The app's icons, drawn from the look's own icon primitives (two gables under one ridge: neighbours) on the green
// of a savings book. Coverage by distance to the strokes, two samples a pixel edge; written as PNG with zlib.
import { crc32 } from "./crc32.mjs";
import { deflateSync } from "node:zlib";

const GREEN = [0x1a, 0x56, 0x47], PAPER = [0xff, 0xff, 0xff];
const GRID = 24, STROKE = 1.7;

// "Mx y Lx y … Z" (lines only) as segments on the 24 grid.
function segments(paths) {
  const all = [];
  for (const path of paths) {
    const points = [...path.matchAll(/[ML]\s*(-?[\d.]+)[\s,]+(-?[\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)]);
    if (path.includes("Z")) points.push(points[0]);
    for (let i = 1; i < points.length; i++) all.push([...points[i - 1], ...points[i]]);
  }
  if (all.length === 0) throw new Error("icon.json holds no line that can be read: the icons would be blank");
  return all;
}

// The drawing in the middle of the grid, whatever it stood on.
function centred(all) {
  const shift = [0, 1].map((axis) => {
    const at = all.flatMap((segment) => [segment[axis], segment[axis + 2]]);
    return GRID / 2 - (Math.min(...at) + Math.max(...at)) / 2;
  });
  return all.map(([ax, ay, bx, by]) => [ax + shift[0], ay + shift[1], bx + shift[0], by + shift[1]]);
}

function distance(x, y, [ax, ay, bx, by]) {
  const dx = bx - ax, dy = by - ay, length = dx * dx + dy * dy;
  const t = length === 0 ? 0 : Math.min(Math.max(((x - ax) * dx + (y - ay) * dy) / length, 0), 1);
  return Math.hypot(x - ax - t * dx, y - ay - t * dy);
}

function chunk(name, data) {
  const body = Buffer.concat([Buffer.from(name), data]), out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
}

// maskable: the ground fills the square and the drawing keeps inside the safe circle.
export function icon(paths, size, { maskable = false } = {}) {
  const strokes = centred(segments(paths)), samples = 2, scale = maskable ? 0.5 : 0.62, radius = maskable ? 0 : 0.22;
  const row = size / 2 + 1, rows = Buffer.alloc(size * row);   // a filter byte, then for each pixel four bits: its colour
  const palette = new Map();                                   // "ink, ground" of its samples → number; with four samples at most 15
  for (let py = 0; py < size; py++) {
    for (let px = 0; px < size; px++) {
      let ground = 0, ink = 0;
      for (let s = 0; s < samples * samples; s++) {
        const x = (px + ((s % samples) + 0.5) / samples) / size, y = (py + (Math.floor(s / samples) + 0.5) / samples) / size;
        const cx = Math.max(Math.abs(x - 0.5) - (0.5 - radius), 0), cy = Math.max(Math.abs(y - 0.5) - (0.5 - radius), 0);
        if (Math.hypot(cx, cy) > radius && radius > 0) continue;
        ground++;
        const gx = ((x - 0.5) / scale + 0.5) * GRID, gy = ((y - 0.5) / scale + 0.5) * GRID;
        if (strokes.some((stroke) => distance(gx, gy, stroke) <= STROKE / 2)) ink++;
      }
      const key = `${ink} ${ground}`;
      if (!palette.has(key)) palette.set(key, palette.size);
      rows[py * row + 1 + (px >> 1)] |= palette.get(key) << (px % 2 ? 0 : 4);
    }
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(size, 0);
  head.writeUInt32BE(size, 4);
  head.set([4, 3, 0, 0, 0], 8);
  const colours = [...palette.keys()].map((key) => key.split(" ").map(Number));
  const mixed = colours.flatMap(([ink, ground]) => GREEN.map((green, c) => Math.round(green + (PAPER[c] - green) * (ground === 0 ? 0 : ink / ground))));
  const opaque = colours.map(([, ground]) => Math.round((255 * ground) / (samples * samples)));
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), chunk("IHDR", head), chunk("PLTE", Buffer.from(mixed)), chunk("tRNS", Buffer.from(opaque)), chunk("IDAT", deflateSync(rows, { level: 9 })), chunk("IEND", Buffer.alloc(0))]);
}
