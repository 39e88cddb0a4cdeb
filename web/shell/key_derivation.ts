// effect::DeriveKey in a worker of its own, which ends after the answer: wasm memory never shrinks, and 64 MiB
// are too much to keep on a tablet of 2 GB.

import type { DeriveKeyEffect } from "./effect_wire";
import * as event from "./event_wire";
import type { KeyAnswer, KeyOrder } from "./key_worker";
import { trustedScript } from "./trusted_urls";

// An empty key means that it could not be derived (no memory).
export function deriveKey(effect: DeriveKeyEffect): Promise<Uint8Array> {
  return new Promise((resolve) => {
    const worker = new Worker(trustedScript(KEY_WORKER_SCRIPT));
    const done = (key: Uint8Array): void => {
      worker.terminate();
      resolve(event.keyDerived(effect.request, key));
    };
    worker.onmessage = (message: MessageEvent<KeyAnswer>) => done(message.data.key);
    worker.onerror = () => done(new Uint8Array(0));
    const order: KeyOrder = { pin: effect.pin, salt: effect.salt, memoryKib: effect.memoryKib, passes: effect.passes };
    worker.postMessage(order, [order.pin.buffer as ArrayBuffer]);
  });
}
