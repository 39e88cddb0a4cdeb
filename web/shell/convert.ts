// effect::Deflate and effect::Inflate with the browser's own streams, which cost no bytes of ours.

import type { ConvertEffect } from "./effect_wire";
import * as event from "./event_wire";

// All of a stream, or nothing when it is longer than allowed: what is inflated may be a bomb.
async function collect(stream: ReadableStream<Uint8Array>, bytesMax: number): Promise<Uint8Array | undefined> {
  const reader = stream.getReader(), chunks: Uint8Array[] = [];
  let size = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    size += part.value.length;
    if (size > bytesMax) {
      await reader.cancel();
      return undefined;
    }
    chunks.push(part.value);
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

function pass(data: Uint8Array, through: GenericTransformStream, bytesMax: number): Promise<Uint8Array | undefined> {
  const source = new Blob([data as Uint8Array<ArrayBuffer>]).stream();
  return collect(source.pipeThrough(through as ReadableWritablePair<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>), bytesMax).catch(() => undefined);
}

export const deflateRaw = (data: Uint8Array): Promise<Uint8Array | undefined> => pass(data, new CompressionStream("deflate-raw"), Infinity);
export const inflateRaw = (data: Uint8Array, bytesMax: number): Promise<Uint8Array | undefined> => pass(data, new DecompressionStream("deflate-raw"), bytesMax);

export async function convert(effect: ConvertEffect): Promise<Uint8Array> {
  const made = await (effect.kind === "deflate" ? deflateRaw(effect.data) : inflateRaw(effect.data, effect.bytesMax));
  return event.converted(effect.request, made !== undefined, made ?? new Uint8Array(0));
}
