// Files: what a person chooses, opens or shares comes in as event::FileChosen; what the program saves goes to the downloads.

import * as event from "./event_wire";
import { SHARED_CACHE } from "./version_messages";

// One byte more than any bundle has (core/base/limits.h), so that the program can say that it is too much; a whole video
// would only fill its memory, which never shrinks.
const READ_BYTES_MAX = 4 * 1024 * 1024 + 1;
const FROM_OUTSIDE = 0; // node

export async function sendFile(file: File, node: number, send: (bytes: Uint8Array) => void): Promise<void> {
  const data = new Uint8Array(await file.slice(0, READ_BYTES_MAX).arrayBuffer());
  send(event.fileChosen(node, file.name, data));
}

export function saveFile(name: string, data: Uint8Array): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([data as Uint8Array<ArrayBuffer>], { type: "application/octet-stream" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000); // a slow disk may still be reading
}

interface LaunchQueue { setConsumer(consumer: (launch: { files: FileSystemFileHandle[] }) => void): void }

// Bundles opened from the file manager, and those another app shared.
export async function takeFromOutside(send: (bytes: Uint8Array) => void): Promise<void> {
  const { launchQueue } = globalThis as { launchQueue?: LaunchQueue };
  launchQueue?.setConsumer((launch) => {
    for (const handle of launch.files) void handle.getFile().then((file) => sendFile(file, FROM_OUTSIDE, send));
  });
  const cache = await caches.open(SHARED_CACHE);
  for (const request of await cache.keys()) {
    const shared = await cache.match(request);
    await cache.delete(request);
    if (shared) await sendFile(new File([await shared.blob()], "shared"), FROM_OUTSIDE, send);
  }
}
