// Ticker: when the program runs a frame, and what becomes of it.
//
// Nothing moves by itself: a frame follows an event, a deadline the program asked for, or its wish for another
// frame. Between them there is no timer but that one deadline. While a list scrolls, the mirror follows at most ten
// times a second (the compositor moves it meanwhile); the canvas follows every frame.

import { copyOf, readDrawFrame } from "./draw_frame";
import * as event from "./event_wire";
import { CONTEXT_TEST_MS, GlRenderer, survive } from "./gl_renderer";
import type { FromWorker } from "./messages";
import { give, spanned, type Program } from "./program";

const DREW = 1, WANTS_FRAME = 2, WANTS_WORK = 4;
const MIRROR_INTERVAL_MS = 100;
const SCROLL_TAG = 2; // first byte of event::Scroll
const UNSEEN_MS = 250; // a page that is called visible and yet shows no frames: a view nobody attached, a stalled compositor

export class Ticker {
  afterFrame: () => void = () => undefined;
  private renderer: GlRenderer | undefined;
  private pixelRatio = 1;
  private canvasSize: { width: number; height: number } | undefined; // set right before drawing: setting clears the canvas
  private planned = false;
  private atOnce = false; // the plan does not wait for the page to be painted
  private animation = 0; // what is planned: an animation frame, if the page is seen,
  private timer = 0; // and a timer, because animation frames may not come
  private visible = true;
  private stopped = false;
  private scrolling = false;
  private mirrorAt = -Infinity;
  private mirrorTimer = 0;
  private deadlineAt = -1;
  private deadlineTimer = 0;
  private waiting: (() => void)[] = [];

  constructor(private readonly program: Program, private readonly post: (message: FromWorker, transfer?: Transferable[]) => void,
              private readonly canvas: OffscreenCanvas | undefined) {
    if (!canvas) return;
    this.renderer = GlRenderer.create(canvas);
    if (this.renderer) survive(canvas, this.renderer, () => this.drawAnew());
    else post({ kind: "needCanvas" });
  }

  // The graphics context is another one, here or on the page: all textures are sent again.
  drawAnew(): void {
    this.program._huzhu_context_lost();
    this.wake();
  }

  resize(width: number, height: number, pixelRatio: number): void {
    this.canvasSize = { width, height };
    this.pixelRatio = pixelRatio;
    this.wake();
  }

  setVisible(visible: boolean): void {
    this.visible = visible;
    if (visible) return this.wake();
    if (!this.planned) return;
    this.unplan(); // an animation frame would come only when the page is seen again
    this.wake();
  }

  noteEvent(bytes: Uint8Array): void {
    this.scrolling = bytes[0] === SCROLL_TAG;
  }

  // Runs a frame soon, with the page's next painting; work that shows nothing does not wait for that. What came in is
  // worked off whether or not the browser draws the page.
  wake(atOnce = false): void {
    if (this.stopped || (this.planned && (!atOnce || this.atOnce))) return;
    this.unplan();
    this.planned = true;
    this.atOnce = atOnce || !this.visible;
    if (!this.atOnce) this.animation = requestAnimationFrame(() => this.tick());
    this.timer = setTimeout(() => this.tick(), this.atOnce ? 0 : UNSEEN_MS);
  }

  private unplan(): void {
    this.planned = false;
    cancelAnimationFrame(this.animation);
    clearTimeout(this.timer);
  }

  // Calls back when nothing is planned any more and the page has the mirror.
  whenSettled(then: () => void): void {
    this.waiting.push(then);
    this.wake();
  }

  private tick(): void {
    this.unplan();
    if (this.stopped) return;
    const started = performance.now();
    const result = this.program._huzhu_frame(started);
    if (result & DREW) this.present(started);
    this.afterFrame();
    if (result & WANTS_WORK) this.wake(true);
    else if (result & WANTS_FRAME) this.wake();
    this.planDeadline();
    if (!this.planned && !this.mirrorTimer) for (const then of this.waiting.splice(0)) then();
  }

  private present(started: number): void {
    const table = this.program._huzhu_drawn();
    const frame = this.program.HEAPU32[table >> 2]!;
    const drawing = readDrawFrame(this.program, table);
    const message: FromWorker & { kind: "frame" } = { kind: "frame", frame, cpuMs: 0 };
    if (this.renderer && this.canvas) {
      if (this.canvasSize) Object.assign(this.canvas, this.canvasSize);
      this.canvasSize = undefined;
      this.renderer.draw(drawing, this.pixelRatio);
    } else {
      message.draw = copyOf(drawing);
    }
    const now = performance.now();
    message.cpuMs = now - started; // to the submitted frame
    const wait = this.scrolling ? this.mirrorAt + MIRROR_INTERVAL_MS - now : 0;
    if (wait <= 0) this.addMirror(message, now);
    else if (!this.mirrorTimer) this.mirrorTimer = setTimeout(() => this.sendMirror(), wait);
    this.post(message);
  }

  private addMirror(message: FromWorker & { kind: "frame" }, now: number): void {
    clearTimeout(this.mirrorTimer);
    this.mirrorTimer = 0;
    this.mirrorAt = now;
    const bytes = spanned(this.program, this.program._huzhu_mirror());
    if (bytes.length > 0) message.mirror = bytes.slice();
  }

  // The mirror of a scroll that has ended or goes on: says again which frame it belongs to.
  private sendMirror(): void {
    this.mirrorTimer = 0;
    if (this.stopped) return;
    const message: FromWorker & { kind: "frame" } = { kind: "frame", frame: 0, cpuMs: 0 };
    this.addMirror(message, performance.now());
    this.post(message);
    if (!this.planned) for (const then of this.waiting.splice(0)) then();
  }

  private planDeadline(): void {
    const at = this.program._huzhu_deadline();
    if (at === this.deadlineAt) return;
    this.deadlineAt = at;
    clearTimeout(this.deadlineTimer);
    if (at < 0) return;
    this.deadlineTimer = setTimeout(() => {
      this.deadlineAt = -1;
      this.program._huzhu_event(give(this.program, event.deadline()));
      this.afterFrame();
      this.wake();
    }, Math.max(0, at - performance.now()));
  }

  loseContext(): void {
    this.renderer?.loseContext(CONTEXT_TEST_MS);
  }

  stop(): void {
    this.stopped = true;
    this.unplan();
    clearTimeout(this.deadlineTimer);
    clearTimeout(this.mirrorTimer);
  }
}
