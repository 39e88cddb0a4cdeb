// Effects the program asks for, read from bytes (layout: web/effect_wire.h; members as in ui/port.h).

import { Reader } from "./wire";

export type Effect =
  | { kind: "historyPush"; path: string }
  | { kind: "historyBack" }
  | HttpEffect
  | DeriveKeyEffect
  | { kind: "saveKeyring"; keyring: Uint8Array }
  | { kind: "openLink"; href: string }
  | { kind: "speak"; text: string; language: number }
  | { kind: "copy"; text: string }
  | { kind: "setPreference"; key: string; value: string }
  | { kind: "releaseInputs" }
  | { kind: "switchVersion" }
  | { kind: "askPersist" }
  | ConvertEffect
  | { kind: "saveFile"; name: string; data: Uint8Array }
  | { kind: "print"; document: Uint8Array }
  | DecodePictureEffect
  | PlaySoundEffect;

export interface PlaySoundEffect { kind: "playSound"; request: number; mediaType: string; sound: Uint8Array }

export interface DecodePictureEffect { kind: "decodePicture"; request: number; jpeg: Uint8Array; sideMax: number }

// Deflate and inflate; the longest result matters to the latter alone.
export interface ConvertEffect { kind: "deflate" | "inflate"; request: number; data: Uint8Array; bytesMax: number }

export interface HttpEffect {
  kind: "http"; request: number; method: string; path: string; headers: [string, string][]; body: Uint8Array; timeoutMs: number;
}
export interface DeriveKeyEffect {
  kind: "deriveKey"; request: number; pin: Uint8Array; salt: Uint8Array; memoryKib: number; passes: number;
}

function http(r: Reader): HttpEffect {
  const request = r.u32(), method = r.str(), path = r.str();
  const headers: [string, string][] = [];
  for (let left = r.u32(); left > 0; left--) headers.push([r.str(), r.str()]);
  const body = r.block();
  return { kind: "http", request, method, path, headers, body, timeoutMs: r.i32() };
}

// In the order of the alternatives of ui::Effect.
const readers: ((r: Reader) => Effect)[] = [
  (r) => ({ kind: "historyPush", path: r.str() }),
  () => ({ kind: "historyBack" }),
  http,
  (r) => ({ kind: "deriveKey", request: r.u32(), pin: r.block(), salt: r.block(), memoryKib: r.u32(), passes: r.u32() }),
  (r) => ({ kind: "saveKeyring", keyring: r.block() }),
  (r) => ({ kind: "openLink", href: r.str() }),
  (r) => ({ kind: "speak", text: r.str(), language: r.u8() }),
  (r) => ({ kind: "copy", text: r.str() }),
  (r) => ({ kind: "setPreference", key: r.str(), value: r.str() }),
  () => ({ kind: "releaseInputs" }),
  () => ({ kind: "switchVersion" }),
  () => ({ kind: "askPersist" }),
  (r) => ({ kind: "deflate", request: r.u32(), data: r.block(), bytesMax: Infinity }),
  (r) => ({ kind: "inflate", request: r.u32(), data: r.block(), bytesMax: r.u32() }),
  (r) => ({ kind: "saveFile", name: r.str(), data: r.block() }),
  (r) => ({ kind: "print", document: r.block() }),
  (r) => ({ kind: "decodePicture", request: r.u32(), jpeg: r.block(), sideMax: r.u32() }),
  (r) => ({ kind: "playSound", request: r.u32(), mediaType: r.str(), sound: r.block() }),
];

export function readEffects(bytes: Uint8Array): Effect[] {
  const r = new Reader(bytes);
  const effects: Effect[] = [];
  for (let left = r.u32(); left > 0; left--) {
    const read = readers[r.u8()];
    if (!read) throw new Error("unknown effect");
    effects.push(read(r));
  }
  return effects;
}
