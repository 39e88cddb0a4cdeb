// Entry of the worker that runs the program: opens the files, starts the wasm, then turns messages into events and
// ticks. Everything that needs no DOM stays here.

import createApp from "huzhu:app";
import { convert } from "./convert";
import { readEffects, type Effect } from "./effect_wire";
import { keyringLost } from "./event_wire";
import { answer } from "./http";
import { decodePicture } from "./decode_picture";
import { deriveKey } from "./key_derivation";
import { LatePart } from "./late_part";
import type { FromWorker, StartMessage, ToWorker, Trouble } from "./messages";
import { give, spanned, type Program } from "./program";
import { SavedSettings, SETTINGS_FILES } from "./saved_settings";
import { DATABASE_FILES, openFiles, StorageBusy, type Slots } from "./storage";
import { Ticker } from "./ticker";
import { Host } from "./worker_host";
import { Writer } from "./wire";

const post = (message: FromWorker, transfer: Transferable[] = []): void => self.postMessage(message, { transfer });

class Running {
  constructor(readonly program: Program, readonly slots: Slots, readonly saved: SavedSettings, readonly ticker: Ticker) {}

  event(bytes: Uint8Array, atOnce = false): void {
    this.ticker.noteEvent(bytes);
    if (this.program._huzhu_event(give(this.program, bytes)) === 0) console.error("event not understood", bytes[0]);
    this.takeEffects();
    this.ticker.wake(atOnce);
  }

  takeEffects(): void {
    const bytes = spanned(this.program, this.program._huzhu_effects());
    if (bytes.length > 0) for (const effect of readEffects(bytes)) this.carryOut(effect);
  }

  private carryOut(effect: Effect): void {
    switch (effect.kind) {
      // Keys first: what is sent may spend a code, or carry what only a saved key can be continued from.
      case "http": void this.saved.settled().then(() => answer(effect)).then((bytes) => this.event(bytes, true)); break;
      case "deriveKey": void deriveKey(effect).then((bytes) => this.event(bytes)); break;
      case "deflate": case "inflate": void convert(effect).then((bytes) => this.event(bytes)); break;
      case "decodePicture": void decodePicture(effect).then((bytes) => this.event(bytes)); break;
      case "saveKeyring": this.saved.saveKeyring(effect.keyring); break;
      case "setPreference":
        this.saved.setPreference(effect.key, effect.value);
        post({ kind: "effect", effect });
        break;
      default: post({ kind: "effect", effect });
    }
  }

  async close(): Promise<void> {
    this.ticker.stop();
    this.program._huzhu_close();
    this.takeEffects();
    await this.saved.settled();
    this.slots.close();
    post({ kind: "closed" });
    self.close();
  }
}

async function loadProgram(module: WebAssembly.Module, slots: Slots, late: LatePart): Promise<Program> {
  let program: Program | undefined; // the host is called only once it runs
  program = await createApp({
    host: new Host(() => program!, slots),
    instantiateWasm(imports, done) {
      imports["placeholder"] = late.standIns(module);
      void WebAssembly.instantiate(module, imports).then((instance) => {
        late.belongsTo(instance, imports);
        done(instance);
      });
      return {};
    },
  });
  return program;
}

function startBytes(start: StartMessage, saved: SavedSettings): Uint8Array {
  const preferences = Object.entries({ ...saved.preferences, languages: start.languages, address: self.location.origin });
  const out = new Writer().block(saved.keyring).u32(preferences.length);
  for (const [key, value] of preferences) out.str(key).str(value);
  return out.str(start.version).str(start.path).result();
}

async function start(message: StartMessage): Promise<Running> {
  const slots = await openFiles([...DATABASE_FILES, ...SETTINGS_FILES]);
  const late = new LatePart(() => post({ kind: "trouble", trouble: "part-missing", detail: "" }));
  const [program, saved] = await Promise.all([loadProgram(message.module, slots, late), SavedSettings.open(slots)]);
  const ticker = new Ticker(program, post, message.canvas);
  const running = new Running(program, slots, saved, ticker);
  saved.onLost = () => running.event(keyringLost());
  let first = true;
  ticker.afterFrame = () => {
    if (first) late.fetch().catch((error: unknown) => console.warn("the late part waits until it is wanted", error));
    first = false;
    running.takeEffects();
  };
  if (program._huzhu_start(give(program, startBytes(message, saved))) === 0) throw new Error("start not understood");
  post({ kind: "ready", preferences: saved.preferences });
  running.takeEffects();
  return running;
}

function troubleOf(error: unknown): Trouble {
  if (error instanceof StorageBusy) return "storage-busy";
  const refused = ["SecurityError", "NotAllowedError", "UnknownError", "QuotaExceededError"];
  return error instanceof DOMException && refused.includes(error.name) ? "no-storage" : "failed";
}

let running: Running | undefined;
const early: ToWorker[] = []; // what comes while the program starts

function handle(message: ToWorker): void {
  if (!running) {
    early.push(message);
    return;
  }
  switch (message.kind) {
    case "event": running.event(message.bytes); break;
    case "canvas": running.ticker.resize(message.width, message.height, message.pixelRatio); break;
    case "visible": running.ticker.setVisible(message.visible); break;
    case "sync": running.ticker.whenSettled(() => post({ kind: "synced", id: message.id, wasmBytes: running!.program.HEAPU8.length })); break;
    case "loseContext": running.ticker.loseContext(); break;
    case "contextBack": running.ticker.drawAnew(); break;
    case "close": void running.close(); break;
    case "start": break;
  }
}

self.onmessage = (event: MessageEvent<ToWorker>) => {
  if (event.data.kind !== "start") return handle(event.data);
  start(event.data).then(
    (started) => {
      running = started;
      for (const message of early.splice(0)) handle(message);
    },
    (error: unknown) => post({ kind: "trouble", trouble: troubleOf(error), detail: String(error) }),
  );
};
