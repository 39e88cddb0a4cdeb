// A small file that is replaced as a whole and survives a kill at any point.
//
// Two files take turns. Each starts with a counter and the SHA-256 of counter and content; the one with the higher
// counter whose sum holds is the file. A write goes to the other one and is flushed, so the last good content is
// never touched.
//
// Layout: u32 "HZ01" · u32 counter · u32 size · 32 bytes SHA-256(counter ‖ size ‖ content) · content.

import type { Slots } from "./storage";

const MAGIC = 0x31305a48;
const HEADER_BYTES = 4 + 4 + 4 + 32;
const CONTENT_MAX_BYTES = 1 << 20;
const RESERVED_BYTES = 16 * 1024; // a keyring of a dozen people takes about 4 KB

export const slotNames = (name: string): string[] => [`${name}-0`, `${name}-1`];

async function sum(counter: number, content: Uint8Array): Promise<Uint8Array> {
  const bytes = new Uint8Array(8 + content.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, counter, true);
  view.setUint32(4, content.length, true);
  bytes.set(content, 8);
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
}

export class SlotFile {
  private counter = 0;
  private current = 1; // so that the first write goes to file 0
  private last: Promise<void> = Promise.resolve();

  constructor(private readonly slots: Slots, private readonly name: string) {}

  // The last whole content; empty when there is none. Throws when there is no room for the files at all.
  async read(): Promise<Uint8Array> {
    this.reserve();
    let best = new Uint8Array(0);
    for (let which = 0; which < 2; which++) {
      const found = await this.readSlot(which);
      if (!found || found.counter <= this.counter) continue;
      this.counter = found.counter;
      this.current = which;
      best = found.content;
    }
    return best;
  }

  private reserve(): void {
    for (const name of slotNames(this.name)) {
      const handle = this.slots.handle(name), missing = RESERVED_BYTES - handle.getSize();
      if (missing <= 0) continue;
      if (handle.write(new Uint8Array(missing), { at: RESERVED_BYTES - missing }) !== missing) throw new DOMException("full", "QuotaExceededError");
      handle.flush();
    }
  }

  private async readSlot(which: number): Promise<{ counter: number; content: Uint8Array<ArrayBuffer> } | undefined> {
    const handle = this.slots.handle(slotNames(this.name)[which]!);
    const bytes = new Uint8Array(Math.min(handle.getSize(), HEADER_BYTES + CONTENT_MAX_BYTES));
    if (bytes.length < HEADER_BYTES || handle.read(bytes, { at: 0 }) !== bytes.length) return undefined;
    const view = new DataView(bytes.buffer);
    const counter = view.getUint32(4, true), size = view.getUint32(8, true);
    if (view.getUint32(0, true) !== MAGIC || size > bytes.length - HEADER_BYTES) return undefined;
    const content = bytes.slice(HEADER_BYTES, HEADER_BYTES + size);
    const expected = await sum(counter, content);
    return expected.every((byte, i) => byte === bytes[12 + i]) ? { counter, content } : undefined;
  }

  // Writes happen one after the other, in the order of the calls; done when flushed.
  write(content: Uint8Array): Promise<void> {
    this.last = this.last.catch(() => undefined).then(() => this.writeNow(content));
    return this.last;
  }

  private async writeNow(content: Uint8Array): Promise<void> {
    const counter = this.counter + 1, which = 1 - this.current;
    const bytes = new Uint8Array(HEADER_BYTES + content.length);
    const view = new DataView(bytes.buffer);
    view.setUint32(0, MAGIC, true);
    view.setUint32(4, counter, true);
    view.setUint32(8, content.length, true);
    bytes.set(await sum(counter, content), 12);
    bytes.set(content, HEADER_BYTES);
    const handle = this.slots.handle(slotNames(this.name)[which]!);
    if (handle.write(bytes, { at: 0 }) !== bytes.length) throw new Error("short write");
    handle.truncate(Math.max(bytes.length, RESERVED_BYTES));
    handle.flush();
    this.counter = counter;
    this.current = which;
  }

  // Resolves when no write is under way.
  settled(): Promise<void> { return this.last.catch(() => undefined); }
}
