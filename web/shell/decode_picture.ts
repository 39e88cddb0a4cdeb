// Pictures of records, as pixels for the program to draw. In the worker: nothing of them reaches the page or a cache.

import type { DecodePictureEffect } from "./effect_wire";
import * as event from "./event_wire";

export async function decodePicture(effect: DecodePictureEffect): Promise<Uint8Array> {
  try {
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
