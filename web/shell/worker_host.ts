// Host: what the C++ program may call in the worker (web/host.h), as one object passed to createApp.

import { GlyphCanvas } from "./glyph_canvas";
import type { Program } from "./program";
import type { Slots } from "./storage";

const RANDOM_MAX_BYTES = 65536; // the most getRandomValues gives at once

export class Host {
  private readonly glyphs: GlyphCanvas;

  constructor(private readonly program: () => Program, private readonly slots: Slots) {
    this.glyphs = new GlyphCanvas(program);
  }

  random(out: number, size: number): void {
    for (let at = 0; at < size; at += RANDOM_MAX_BYTES) {
      const part = crypto.getRandomValues(new Uint8Array(Math.min(RANDOM_MAX_BYTES, size - at)));
      this.program().HEAPU8.set(part, out + at);
    }
  }

  fontMetrics(sizePx: number, bold: number, out: number): void { this.glyphs.metrics(sizePx, bold === 1, out); }
  glyphMeasure(codePoint: number, sizePx: number, bold: number, out: number): void { this.glyphs.measure(codePoint, sizePx, bold === 1, out); }
  glyphDraw(orders: number, count: number, width: number, height: number, out: number): void { this.glyphs.draw(orders, count, width, height, out); }

  fileSlot(name: string): number { return this.slots.index(name); }
  fileRead(slot: number, out: number, size: number, at: number): number {
    return this.slots.read(slot, this.program().HEAPU8.subarray(out, out + size), at);
  }
  fileWrite(slot: number, data: number, size: number, at: number): number {
    return this.slots.write(slot, this.program().HEAPU8.subarray(data, data + size), at);
  }
  fileTruncate(slot: number, size: number): number { return this.slots.truncate(slot, size); }
  fileFlush(slot: number): number { return this.slots.flush(slot); }
  fileSize(slot: number): number { return this.slots.size(slot); }

  log(text: string): void { console.info(text); }
}
