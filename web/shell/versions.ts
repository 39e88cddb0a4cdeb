// The service worker, seen from the page: it keeps the program for offline use and looks for a newer one.
//
// A new version is installed beside the old one and waits; it is used at the next start, or when the person taps.

import * as event from "./event_wire";
import type { FromServiceWorker, ToServiceWorker } from "./version_messages";
import { trustedScript } from "./trusted_urls";

const LOOK_AGAIN_MS = 60 * 60 * 1000;
const CODES_MS = 60 * 1000; // by then the first sync has the link behind it

export class Versions {
  private lookedAt = -Infinity;

  constructor(private readonly running: string, private readonly send: (bytes: Uint8Array) => void) {}

  // After the first frame, so that it does not compete with it.
  async start(): Promise<void> {
    if (!("serviceWorker" in navigator)) return;
    navigator.serviceWorker.addEventListener("message", (e: MessageEvent<FromServiceWorker>) => this.told(e.data));
    try {
      await navigator.serviceWorker.register(trustedScript("/sw.js"), { updateViaCache: "none" });
    } catch (error) {
      console.warn("no service worker", error);
      return;
    }
    await this.look();
    // Without a reader of its own, this browser needs ours for codes, and there of all places there is no network.
    if (!("BarcodeDetector" in globalThis)) setTimeout(() => void this.say({ kind: "codes" }), CODES_MS);
    addEventListener("online", () => void this.look());
    setInterval(() => void this.look(), LOOK_AGAIN_MS); // a station's PC stays open for weeks
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") void this.look();
    });
  }

  private async look(): Promise<void> {
    if (!navigator.onLine || performance.now() - this.lookedAt < LOOK_AGAIN_MS) return;
    this.lookedAt = performance.now();
    await this.say({ kind: "look" });
  }

  private async say(message: ToServiceWorker): Promise<void> {
    const registration = await navigator.serviceWorker.ready;
    registration.active?.postMessage(message);
  }

  private told(message: FromServiceWorker): void {
    if (message.kind === "waiting" && message.version !== this.running) this.send(event.versionReady(message.version));
  }
}
