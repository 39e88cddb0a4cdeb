// Messages between the page and its worker. The worker owns the program; the page owns the DOM.

import type { DrawFrame } from "./draw_frame";
import type { Effect } from "./effect_wire";

export type ToWorker =
  | StartMessage
  | { kind: "event"; bytes: Uint8Array }
  | { kind: "canvas"; width: number; height: number; pixelRatio: number } // device pixels
  | { kind: "visible"; visible: boolean }
  | { kind: "sync"; id: number } // answered by "synced" once all before it is on the screen
  | { kind: "close" } // write everything, let go of the files, answer "closed"
  | { kind: "contextBack" } // the page drew, lost its graphics context and has another
  | { kind: "loseContext" }; // tests

export interface StartMessage {
  kind: "start";
  canvas?: OffscreenCanvas; // absent: the page draws
  module: WebAssembly.Module;
  version: string;
  path: string;
  languages: string; // the page's preferred ones, "zh-CN,en": a worker may be told others
}

// Why the program cannot run here; the page says what to do (trouble.ts).
export type Trouble = "old-browser" | "no-storage" | "storage-busy" | "no-graphics" | "part-missing" | "failed" | "other-tab";

export type FromWorker =
  | { kind: "ready"; preferences: Record<string, string> }
  | { kind: "frame"; frame: number; cpuMs: number; mirror?: Uint8Array; draw?: DrawFrame }
  | { kind: "effect"; effect: Effect }
  | { kind: "synced"; id: number; wasmBytes: number }
  | { kind: "needCanvas" } // no WebGL in the worker: the page draws from now on
  | { kind: "trouble"; trouble: Trouble; detail: string }
  | { kind: "closed" };
