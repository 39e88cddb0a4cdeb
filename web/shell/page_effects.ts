// Effects that need the page: history, links, voice, clipboard, storage, versions.

import type { Effect } from "./effect_wire";
import * as event from "./event_wire";
import { saveFile } from "./files";
import type { ScreenHistory } from "./history";
import { lateScript } from "./late_script";
import type { Mirror } from "./mirror";
import type { Sounds } from "./sounds";
import { speak } from "./speech";

const LINKS = /^(tel|sms|mailto):/;

export interface PageParts {
  history: ScreenHistory;
  mirror: Mirror;
  send(bytes: Uint8Array): void;
  restart(): void; // close everything, load the page again
  missing(): void; // a part of the program that was never fetched, and there is no network
  preference(key: string, value: string): void;
  sound: Sounds;
}

export function carryOut(effect: Effect, page: PageParts): void {
  switch (effect.kind) {
    case "historyPush": page.history.push(effect.path); break;
    case "historyBack": page.history.back(); break;
    case "openLink": openLink(effect.href); break;
    case "speak": speak(effect.text, effect.language); break;
    case "copy": void navigator.clipboard?.writeText(effect.text).catch(() => undefined); break;
    case "setPreference": page.preference(effect.key, effect.value); break;
    case "releaseInputs":
      page.mirror.releaseInputs();
      document.getElementById("paper")?.remove();
      page.sound.hush();
      break;
    case "switchVersion": page.restart(); break;
    case "askPersist": void askPersist(page); break;
    case "saveFile": saveFile(effect.name, effect.data); break;
    case "print": void printOnPaper(effect.document, page); break;
    case "playSound": page.sound.play(effect); break;
    case "http": case "deriveKey": case "saveKeyring": case "deflate": case "inflate": case "decodePicture": break; // done in the worker
  }
}

function openLink(href: string): void {
  if (!LINKS.test(href)) return;
  const link = document.createElement("a");
  link.href = href;
  link.click();
}

async function printOnPaper(document: Uint8Array, page: PageParts): Promise<void> {
  const late = await lateScript<typeof import("./print")>(PRINT_SCRIPT, page.missing);
  late?.printDocument(document);
}

async function askPersist(page: PageParts): Promise<void> {
  await navigator.storage.persist?.().catch(() => false);
  await tellStorage(page);
}

export async function tellStorage(page: Pick<PageParts, "send">): Promise<void> {
  const [estimate, persisted] = await Promise.all([navigator.storage.estimate(), navigator.storage.persisted?.() ?? false]);
  page.send(event.storageState(estimate.usage ?? 0, estimate.quota ?? 0, persisted));
}
