// Glyphs from the browser's text engine, for web/glyph_loader.cpp.
//
// Two canvases with willReadFrequently (they stay in main memory, so reading back costs nothing): one that only
// measures and one as large as the largest batch. Setting a font parses it: it is set only when it changes.

import { FONT_FAMILIES } from "./font_families";
import type { Program } from "./program";

type Context = OffscreenCanvasRenderingContext2D;

const ORDER_WORDS = 7; // GlyphOrder of web/glyph_loader.cpp

function context(width: number, height: number): Context {
  const c = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true }) as Context;
  c.fillStyle = "#fff";
  c.textBaseline = "alphabetic";
  return c;
}

export class GlyphCanvas {
  private readonly measuring = context(1, 1);
  private drawing: Context | undefined;
  private fonts = new WeakMap<Context, string>();

  constructor(private readonly program: () => Program) {}

  private setFont(c: Context, sizePx: number, bold: boolean): void {
    const font = `${bold ? 700 : 400} ${sizePx}px ${FONT_FAMILIES}`;
    if (this.fonts.get(c) === font) return;
    c.font = font;
    this.fonts.set(c, font);
  }

  metrics(sizePx: number, bold: boolean, out: number): void {
    this.setFont(this.measuring, sizePx, bold);
    const m = this.measuring.measureText("国g");
    this.program().HEAPF32.set([m.fontBoundingBoxAscent, m.fontBoundingBoxDescent], out >> 2);
  }

  measure(codePoint: number, sizePx: number, bold: boolean, out: number): void {
    this.setFont(this.measuring, sizePx, bold);
    const m = this.measuring.measureText(String.fromCodePoint(codePoint));
    this.program().HEAPF32.set(
      [m.width, m.actualBoundingBoxLeft, m.actualBoundingBoxRight, m.actualBoundingBoxAscent, m.actualBoundingBoxDescent], out >> 2);
  }

  draw(orders: number, count: number, width: number, height: number, out: number): void {
    const { HEAP32, HEAPU8 } = this.program();
    if (!this.drawing || this.drawing.canvas.width < width || this.drawing.canvas.height < height) {
      this.drawing = context(Math.max(width, 256), Math.max(height, 64));
    } else {
      this.drawing.clearRect(0, 0, width, height);
    }
    const c = this.drawing;
    for (let i = 0, o = orders >> 2; i < count; i++, o += ORDER_WORDS) {
      this.setFont(c, HEAP32[o + 1]!, HEAP32[o + 2] === 1);
      c.fillText(String.fromCodePoint(HEAP32[o]!), HEAP32[o + 5]! + HEAP32[o + 3]!, HEAP32[o + 6]! + HEAP32[o + 4]!);
    }
    HEAPU8.set(c.getImageData(0, 0, width, height).data, out);
  }
}
