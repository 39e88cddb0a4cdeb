// Photo: what a person took or chose, made small: nothing of it goes on but the picture itself.
//
// A camera's file holds where and when it was taken, and five megabytes. Drawn anew it holds neither.

import * as event from "./event_wire";

const SIDE_MAX = 800; // pixels: a face on a tablet's whole width
const BYTES_MAX = 60 * 1024; // below limits::photo_bytes_max
const QUALITIES = [0.82, 0.7, 0.55, 0.4];

// A camera's file is made smaller while it is decoded: twelve million pixels are too much for a cheap tablet's memory.
const CAMERA_BYTES = 1024 * 1024;
function decode(file: Blob): Promise<ImageBitmap> {
  const smaller: ImageBitmapOptions = file.size > CAMERA_BYTES ? { resizeWidth: 2 * SIDE_MAX, resizeQuality: "high" } : {};
  return createImageBitmap(file, { imageOrientation: "from-image", ...smaller });
}

async function smaller(picture: ImageBitmap): Promise<Uint8Array> {
  const canvas = document.createElement("canvas");
  for (let side = SIDE_MAX; side >= SIDE_MAX / 4; side /= 2) {
    const scale = Math.min(1, side / Math.max(picture.width, picture.height));
    canvas.width = Math.max(1, Math.round(picture.width * scale));
    canvas.height = Math.max(1, Math.round(picture.height * scale));
    canvas.getContext("2d")!.drawImage(picture, 0, 0, canvas.width, canvas.height);
    for (const quality of QUALITIES) {
      const made = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/jpeg", quality));
      if (made && made.type === "image/jpeg" && made.size <= BYTES_MAX) return new Uint8Array(await made.arrayBuffer());
    }
  }
  return new Uint8Array();
}

async function shrink(file: Blob): Promise<Uint8Array> {
  const picture = await decode(file);
  try {
    return await smaller(picture);
  } finally {
    picture.close(); // tens of megabytes that would wait for the collector
  }
}

export async function sendPhoto(file: File, node: number, send: (bytes: Uint8Array) => void): Promise<void> {
  send(event.photoChosen(node, await shrink(file).catch(() => new Uint8Array())));
}
