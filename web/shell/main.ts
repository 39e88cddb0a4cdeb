// Entry of the page: a thin shell around the worker. It owns the DOM; the program owns everything else.

import { CONTEXT_TEST_MS, GlRenderer, survive } from "./gl_renderer";
import type { DrawFrame } from "./draw_frame";
import { Camera } from "./camera";
import * as event from "./event_wire";
import { takeFromOutside } from "./files";
import { FONT_FAMILIES } from "./font_families";
import { ScreenHistory } from "./history";
import { Keys } from "./keys";
import type { FromWorker, ToWorker, Trouble } from "./messages";
import { Mirror } from "./mirror";
import { readMirrorDiff } from "./mirror_wire";
import { carryOut, tellStorage, type PageParts } from "./page_effects";
import { Pointer } from "./pointer";
import { Sounds } from "./sounds";
import { Surroundings, type CanvasSize } from "./surroundings";
import { TabLock } from "./tab_lock";
import { TextFields } from "./text_fields";
import { showTrouble } from "./trouble";
import { trustedScript } from "./trusted_urls";
import { Versions } from "./versions";

const CLOSE_MS = 2500; // shorter than the other tab's patience

const PALETTES = ["light", "dark", "contrast"]; // ui::Palette; a focused field wears the same colours as the canvas
const LANGUAGES = ["zh-CN", "en"]; // ui::Language
const machineLanguage = (): string => (navigator.languages.some((one) => /^(zh|cmn)/.test(one)) ? "zh-CN" : "en");

const element = <T extends HTMLElement>(id: string): T => document.getElementById(id) as T;

// Counters for tests and benchmarks; nothing reads them otherwise.
interface Counters {
  frames: number; frame: number; firstFrameMs: number; nodes(): number; loseContext(): void;
  settled(): Promise<void>; // everything sent so far is worked off and on the screen, and no frame is planned
  cpuMs: number[]; // worker time of each frame to its submission, the last thousand
  mirrorMs: number[]; // page time of each change of the mirror, the last thousand
  shownMs: number[]; // when the page learnt of each frame, the last thousand
  wasmBytes: number; // memory of the program, at the last settled()
}
const KEPT = 1000;
function keep(list: number[], value: number): void {
  list.push(value);
  if (list.length > KEPT) list.shift();
}

class Shell {
  private worker: Worker | undefined;
  private canvas = element<HTMLCanvasElement>("canvas");
  private pageRenderer: GlRenderer | undefined; // draws when the worker has no WebGL
  private canvasSize: CanvasSize = { width: 0, height: 0, pixelRatio: 1 };
  private presented = 0;
  private failed = false;
  private syncs = new Map<number, () => void>();
  private lastSync = 0;
  private closed: (() => void) | undefined;
  private readonly version = document.documentElement.dataset["version"] ?? "";
  private readonly send = (bytes: Uint8Array): void => this.tell({ kind: "event", bytes });
  private readonly mirror = new Mirror(element("base"), element("overlay"), (pane) => this.send(event.scroll(pane.facts.id, pane.scrollTop)));
  private readonly path = ScreenHistory.path();
  private readonly history = new ScreenHistory(this.send);
  private readonly surroundings = new Surroundings(() => this.canvas, element("insets"), this.send, (size) => this.resizeCanvas(size));
  private readonly versions = new Versions(this.version, this.send);
  private readonly camera = new Camera(this.send);
  private readonly sound = new Sounds(this.send, () => this.fail("part-missing"));
  private readonly lock = new TabLock(() => this.handOver());
  private readonly parts: PageParts = {
    history: this.history, mirror: this.mirror, send: this.send, restart: () => void this.restart(), missing: () => this.fail("part-missing"),
    preference: (key, value) => this.preference(key, value), sound: this.sound,
  };
  readonly counters: Counters = {
    frames: 0, frame: 0, firstFrameMs: 0, nodes: () => this.mirror.size,
    loseContext: () => (this.pageRenderer ? this.pageRenderer.loseContext(CONTEXT_TEST_MS) : this.tell({ kind: "loseContext" })),
    cpuMs: [], mirrorMs: [], shownMs: [], wasmBytes: 0,
    settled: () => new Promise((resolve) => this.whenSettled(resolve)),
  };

  constructor() {
    const settled = (then: () => void): void => this.whenSettled(then);
    new Pointer(this.mirror, () => this.presented, this.send, settled, () => this.fail("part-missing"));
    new TextFields(this.mirror, this.send, settled);
    new Keys(this.mirror, this.send);
    document.documentElement.style.setProperty("--fonts", FONT_FAMILIES);
    document.addEventListener("visibilitychange", () => this.tellVisible());
    document.documentElement.lang = machineLanguage();
  }

  async start(): Promise<void> {
    const compiled = WebAssembly.compileStreaming(fetch(APP_WASM));
    compiled.catch(() => undefined); // reported below; the lock may take longer
    const worker = new Worker(trustedScript(WORKER_SCRIPT));
    worker.onerror = (e) => this.fail("failed", e.message);
    worker.onmessage = (e: MessageEvent<FromWorker>) => this.receive(e.data);
    if (!(await this.lock.acquire())) {
      worker.terminate();
      return this.fail("storage-busy");
    }
    const onPage = new URLSearchParams(location.search).get("draw") === "main";
    const module = await compiled;
    const canvas = onPage ? undefined : this.canvas.transferControlToOffscreen();
    this.worker = worker;
    if (onPage) this.drawOnPage();
    this.tell({ kind: "start", canvas, module, version: this.version, path: this.path, languages: navigator.languages.join(",") } as ToWorker, canvas ? [canvas] : []);
    this.tellVisible(); // a tab opened behind another gets no animation frames from the start
    this.surroundings.tellAll();
  }

  private tellVisible(): void {
    this.tell({ kind: "visible", visible: document.visibilityState === "visible" });
  }

  private tell(message: ToWorker, transfer: Transferable[] = []): void {
    this.worker?.postMessage(message, transfer);
  }

  private receive(message: FromWorker): void {
    switch (message.kind) {
      case "ready": for (const [key, value] of Object.entries(message.preferences)) this.preference(key, value); break;
      case "frame": this.frame(message); break;
      case "effect": carryOut(message.effect, this.parts); break;
      case "synced":
        this.counters.wasmBytes = message.wasmBytes;
        this.syncs.get(message.id)?.();
        this.syncs.delete(message.id);
        break;
      case "needCanvas": this.replaceCanvas(); break;
      case "trouble": this.fail(message.trouble, message.detail); break;
      case "closed": this.closed?.(); break;
    }
  }

  private frame(message: FromWorker & { kind: "frame" }): void {
    if (message.draw) this.drawHere(message.draw);
    if (message.mirror) {
      const started = performance.now();
      this.mirror.apply(readMirrorDiff(message.mirror));
      this.camera.follow(this.mirror.camera);
      this.sound.follow(this.mirror.recorder);
      keep(this.counters.mirrorMs, performance.now() - started);
    }
    if (message.frame === 0) return; // a late mirror, no new picture
    this.presented = this.counters.frame = message.frame;
    keep(this.counters.cpuMs, message.cpuMs);
    keep(this.counters.shownMs, performance.now());
    if (this.counters.frames++ === 0) this.firstFrame();
  }

  private firstFrame(): void {
    this.counters.firstFrameMs = performance.now();
    element("opening").hidden = true;
    void this.versions.start();
    void tellStorage(this.parts);
    void takeFromOutside(this.send);
  }

  whenSettled(then: () => void): void {
    this.syncs.set(++this.lastSync, then);
    this.tell({ kind: "sync", id: this.lastSync });
  }

  // ---- drawing on the page, when the worker cannot ------------------------------------------------------
  private replaceCanvas(): void {
    const fresh = document.createElement("canvas"); // a transferred canvas never comes back
    fresh.id = "canvas";
    fresh.setAttribute("aria-hidden", "true");
    this.canvas.replaceWith(fresh);
    this.canvas = fresh;
    this.drawOnPage();
    this.surroundings.tellAll();
  }

  private drawOnPage(): void {
    const renderer = GlRenderer.create(this.canvas);
    if (!renderer) return this.fail("no-graphics");
    this.pageRenderer = renderer;
    survive(this.canvas, renderer, () => this.tell({ kind: "contextBack" }));
  }

  private resizeCanvas(size: CanvasSize): void {
    this.canvasSize = size;
    this.tell({ kind: "canvas", ...size });
  }

  private drawHere(frame: DrawFrame): void {
    if (!this.pageRenderer) return;
    const { width, height, pixelRatio } = this.canvasSize;
    if (this.canvas.width !== width || this.canvas.height !== height) Object.assign(this.canvas, { width, height });
    this.pageRenderer.draw(frame, pixelRatio);
  }

  // ---- ends --------------------------------------------------------------------------------------------
  // Writes everything and lets go of the files; a worker that does not answer is ended.
  private async close(): Promise<void> {
    if (!this.worker) return;
    const answered = new Promise<void>((resolve) => (this.closed = resolve));
    this.tell({ kind: "close" });
    await Promise.race([answered, new Promise((resolve) => setTimeout(resolve, CLOSE_MS))]);
    this.worker.terminate();
    this.worker = undefined;
  }

  private async handOver(): Promise<void> {
    await this.close();
    this.fail("other-tab");
  }

  private async restart(): Promise<void> {
    await this.close();
    this.lock.give();
    location.reload();
  }

  private preference(key: string, value: string): void {
    const root = document.documentElement;
    if (key === "palette") root.dataset["palette"] = PALETTES[value === "" ? NaN : Number(value)] ?? "machine";
    if (key === "language") root.lang = LANGUAGES[value === "" ? NaN : Number(value)] ?? machineLanguage();
  }

  // The first trouble is the cause; what follows from it says less.
  fail(trouble: Trouble, detail = ""): void {
    if (this.failed) return;
    this.failed = true;
    this.worker?.terminate();
    this.worker = undefined;
    if (trouble !== "other-tab") this.lock.give();
    this.mirror.clear();
    this.camera.follow(undefined);
    this.sound.follow(undefined);
    this.sound.hush();
    this.canvas.hidden = true;
    showTrouble(element("opening"), trouble, detail);
  }
}

function missing(): Trouble | undefined {
  if (!("WebAssembly" in globalThis) || !("Worker" in globalThis) || !("OffscreenCanvas" in globalThis)) return "old-browser";
  if (!("transferControlToOffscreen" in HTMLCanvasElement.prototype) || !("BroadcastChannel" in globalThis)) return "old-browser";
  if (!navigator.locks || !navigator.storage?.getDirectory || !("indexedDB" in globalThis)) return "old-browser";
  return undefined;
}

const absent = missing();
if (absent) {
  showTrouble(element("opening"), absent);
} else {
  const shell = new Shell();
  (globalThis as unknown as { huzhu: Counters }).huzhu = shell.counters;
  shell.start().catch((error: unknown) => shell.fail("failed", String(error)));
}
