// One frame to draw: the tables of web/draw_frame.h as typed views.
//
// In the worker they look straight into wasm memory; for drawing on the main thread they are copied first.

import type { Program } from "./program";

export interface TextureChange {
  act: number; // 0 create, 1 update, 2 destroy
  texture: number; x: number; y: number; width: number; height: number;
  bytesPerPixel: number;
  rowPixels: number;
  pixels: Uint8Array; // from the rectangle's first pixel to its last
}

export interface DrawFrame {
  width: number; // dp
  height: number;
  calls: Uint32Array; // eight words a call; the first four are floats
  callFloats: Float32Array;
  vertices: Uint8Array;
  indices: Uint8Array;
  textures: TextureChange[];
}

export const WORDS_PER_CALL = 8;
const WORDS_PER_TEXTURE = 9;

export function readDrawFrame(program: Program, table: number): DrawFrame {
  const u8 = program.HEAPU8, u32 = program.HEAPU32, f32 = program.HEAPF32, t = table >> 2;
  const calls = u32[t + 3]! >> 2, callWords = u32[t + 4]! * WORDS_PER_CALL;
  const bytes = (at: number): Uint8Array => u8.subarray(u32[at]!, u32[at]! + u32[at + 1]!);
  return {
    width: f32[t + 1]!, height: f32[t + 2]!,
    calls: u32.subarray(calls, calls + callWords), callFloats: f32.subarray(calls, calls + callWords),
    vertices: bytes(t + 5), indices: bytes(t + 7),
    textures: readTextures(u8, u32, u32[t + 9]! >> 2, u32[t + 10]!),
  };
}

function readTextures(u8: Uint8Array, u32: Uint32Array, first: number, count: number): TextureChange[] {
  const changes: TextureChange[] = [];
  for (let i = 0; i < count; i++) {
    const [act, texture, x, y, width, height, bytesPerPixel, pixels, rowPixels] =
      u32.subarray(first + i * WORDS_PER_TEXTURE, first + (i + 1) * WORDS_PER_TEXTURE) as unknown as number[];
    const size = height! > 0 ? ((height! - 1) * rowPixels! + width!) * bytesPerPixel! : 0;
    changes.push({
      act: act!, texture: texture!, x: x!, y: y!, width: width!, height: height!, bytesPerPixel: bytesPerPixel!,
      rowPixels: rowPixels!, pixels: u8.subarray(pixels!, pixels! + size),
    });
  }
  return changes;
}

// A copy that outlives the next call and can be posted.
export function copyOf(frame: DrawFrame): DrawFrame {
  const calls = frame.calls.slice();
  return {
    ...frame, calls, callFloats: new Float32Array(calls.buffer), vertices: frame.vertices.slice(), indices: frame.indices.slice(),
    textures: frame.textures.map((t) => ({ ...t, pixels: t.pixels.slice() })),
  };
}
