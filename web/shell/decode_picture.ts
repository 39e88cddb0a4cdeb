// Pictures of records, as pixels for the program to draw. In the worker: nothing of them reaches the page or a cache.

import type { DecodePictureEffect } from "./effect_wire";
import * as event from "./event_wire";

// Ours are 800. A few kilobytes may claim to be pixels beyond any tablet's memory.
const SIDE_MAX = 4096;

// Width and height as the JPEG's frame header says (ITU-T T.81, B.2.2), before anything is decoded.
function sizeOf(jpeg: Uint8Array): { width: number; height: number } | undefined {
  const view = new DataView(jpeg.buffer, jpeg.byteOffset, jpeg.byteLength);
  for (let at = 2; at + 9 < jpeg.length && view.getUint8(at) === 0xff; ) {
    const marker = view.getUint8(at + 1);
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame) return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    at += marker === 0xff ? 1 : 2 + view.getUint16(at + 2);
  }
  return undefined;
}

export async function decodePicture(effect: DecodePictureEffect): Promise<Uint8Array> {
  try {
    const size = sizeOf(effect.jpeg);
    if (size === undefined || Math.max(size.width, size.height) > SIDE_MAX) throw new RangeError("not a picture of ours");
    const picture = await createImageBitmap(new Blob([effect.jpeg as Uint8Array<ArrayBuffer>], { type: "image/jpeg" }));
    const scale = Math.min(1, effect.sideMax / Math.max(picture.width, picture.height));
    const width = Math.max(1, Math.round(picture.width * scale)), height = Math.max(1, Math.round(picture.height * scale));
    const context = new OffscreenCanvas(width, height).getContext("2d")!;
    context.drawImage(picture, 0, 0, width, height);
    picture.close();
    const { data } = context.getImageData(0, 0, width, height);
    return event.pictureDecoded(effect.request, width, height, new Uint8Array(data.buffer));
  } catch {
    return event.pictureDecoded(effect.request, 0, 0, new Uint8Array());
  }
}
