// Surroundings: size, safe areas, preferences, network and visibility of the page, told to the program as they change.
//
// Device pixels are capped at 2 per dp: beyond that nobody sees a difference and every frame costs more. While the
// soft keyboard is open the canvas keeps its size (no new buffers); only the program's window becomes lower.

import * as event from "./event_wire";
import type { Insets } from "./event_wire";
import { hasVoice, onVoicesChanged } from "./speech";

const PIXEL_RATIO_MAX = 2;
const KEYBOARD_MIN_DP = 120; // a smaller loss of height is a browser bar

export interface CanvasSize { width: number; height: number; pixelRatio: number } // device pixels

const media = (query: string): MediaQueryList => matchMedia(query);

export class Surroundings {
  private readonly dark = media("(prefers-color-scheme: dark)");
  private readonly contrast = media("(prefers-contrast: more), (forced-colors: active)");
  private readonly motion = media("(prefers-reduced-motion: reduce)");
  private readonly fine = media("(any-pointer: fine)");
  private canvasWidth = 0; // dp
  private canvasHeight = 0;
  private pixelRatio = 0;

  constructor(private readonly canvas: () => HTMLCanvasElement, private readonly probe: HTMLElement, private readonly send: (bytes: Uint8Array) => void,
              private readonly resizeCanvas: (size: CanvasSize) => void) {
    addEventListener("resize", () => this.tellSize());
    for (const query of [this.dark, this.contrast, this.motion]) query.addEventListener("change", () => this.tellPreferences());
    this.fine.addEventListener("change", () => this.tellSize());
    addEventListener("online", () => send(event.network(true)));
    addEventListener("offline", () => send(event.network(false)));
    document.addEventListener("visibilitychange", () => send(event.visibility(document.visibilityState === "visible")));
    onVoicesChanged(() => this.tellPreferences());
  }

  tellAll(): void {
    this.pixelRatio = 0; // the canvas may be another one
    this.tellSize();
    this.tellPreferences();
    this.send(event.network(navigator.onLine));
  }

  private keyboardOpen(width: number, height: number): boolean {
    const typing = document.activeElement?.matches("input.field, textarea.field") ?? false;
    return typing && width === this.canvasWidth && this.canvasHeight - height > KEYBOARD_MIN_DP;
  }

  tellSize(): void {
    const width = innerWidth, height = innerHeight, pixelRatio = Math.min(devicePixelRatio || 1, PIXEL_RATIO_MAX);
    if (!this.keyboardOpen(width, height) && (width !== this.canvasWidth || height !== this.canvasHeight || pixelRatio !== this.pixelRatio)) {
      this.canvasWidth = width;
      this.canvasHeight = height;
      this.pixelRatio = pixelRatio;
      Object.assign(this.canvas().style, { width: `${width}px`, height: `${height}px` });
      this.resizeCanvas({ width: Math.round(width * pixelRatio), height: Math.round(height * pixelRatio), pixelRatio });
    }
    this.send(event.resize(width, height, this.pixelRatio, this.insets(), this.fine.matches));
  }

  private insets(): Insets {
    const style = getComputedStyle(this.probe); // its paddings are env(safe-area-inset-…)
    return {
      top: parseFloat(style.paddingTop), right: parseFloat(style.paddingRight), bottom: parseFloat(style.paddingBottom),
      left: parseFloat(style.paddingLeft),
    };
  }

  // The size of text the person chose in the browser: a root without a font size of its own has it.
  private textScale(): number {
    return parseFloat(getComputedStyle(document.documentElement).fontSize) / 16 || 1;
  }

  private tellPreferences(): void {
    this.send(event.preferences({
      dark: this.dark.matches, moreContrast: this.contrast.matches, reducedMotion: this.motion.matches, textScale: this.textScale(),
      voiceZh: hasVoice(0), voiceEn: hasVoice(1),
    }));
  }
}
