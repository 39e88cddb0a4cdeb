// The C++ program as the worker sees it: exports of web/program.cpp, and calls that carry bytes in and out.

import type { Host } from "./worker_host";

export interface ProgramOptions {
  host: Host;
  instantiateWasm(imports: WebAssembly.Imports, done: (instance: WebAssembly.Instance) => void): object;
}

export interface Program {
  HEAPU8: Uint8Array;
  HEAPU32: Uint32Array;
  HEAPF32: Float32Array;
  HEAP32: Int32Array;
  _huzhu_buffer(size: number): number;
  _huzhu_start(size: number): number;
  _huzhu_event(size: number): number;
  _huzhu_frame(nowMs: number): number;
  _huzhu_deadline(): number;
  _huzhu_drawn(): number;
  _huzhu_mirror(): number;
  _huzhu_effects(): number;
  _huzhu_context_lost(): void;
  _huzhu_close(): void;
}

// Copies bytes into the program's input buffer; the next call reads them.
export function give(program: Program, bytes: Uint8Array): number {
  const at = program._huzhu_buffer(bytes.length);
  program.HEAPU8.set(bytes, at);
  return bytes.length;
}

// The bytes behind an [address, size] pair; a view into wasm memory, valid until the next call.
export function spanned(program: Program, span: number): Uint8Array {
  const at = program.HEAPU32[span >> 2]!, size = program.HEAPU32[(span >> 2) + 1]!;
  return program.HEAPU8.subarray(at, at + size);
}
