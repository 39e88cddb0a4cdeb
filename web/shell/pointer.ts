// Pointer: every press and move goes to the program with the frame the person saw, except on elements the browser
// itself must handle (text fields, file choosers). Assistive presses become Activate.

import * as event from "./event_wire";
import { Press } from "./event_wire";
import { lateScript } from "./late_script";
import type { Mirror } from "./mirror";
import { Flag, Role } from "./mirror_wire";
import { sendFile } from "./files";
import { isTextField, isToggle } from "./mirror_element";

// A click without a press of its own comes from a screen reader or the keyboard; one that follows a real press within
// this time is that press's own click, already forwarded.
const OWN_CLICK_MS = 500;

export class Pointer {
  private lastPressAt = -Infinity;
  private lastKeyAt = -Infinity;
  private move: PointerEvent | undefined;
  private down = new Set<number>();

  constructor(private readonly mirror: Mirror, private readonly presented: () => number, private readonly send: (bytes: Uint8Array) => void,
              private readonly settled: (then: () => void) => void, private readonly missing: () => void) {
    const listen = (name: keyof DocumentEventMap, handler: (e: PointerEvent) => void): void =>
      document.addEventListener(name, handler as EventListener, { capture: true, passive: true });
    listen("pointerdown", (e) => this.press(e));
    listen("pointerup", (e) => this.release(e, Press.up));
    listen("pointercancel", (e) => this.release(e, Press.cancel));
    listen("pointermove", (e) => this.moved(e));
    document.documentElement.addEventListener("pointerleave", (e) => this.forward(e, Press.leave), { passive: true });
    document.addEventListener("keydown", () => (this.lastKeyAt = performance.now()), true);
    document.addEventListener("click", (e) => this.click(e), true);
    document.addEventListener("change", (e) => this.changed(e), true);
  }

  // Fields keep their presses: the person's own tap must focus the real element (keyboard, handwriting, voice).
  private staysInDom(target: EventTarget | null): boolean {
    const node = this.mirror.nodeOf(target);
    return node !== undefined && (isTextField(node.facts.role) || (node.facts.flags & Flag.wantsFile) !== 0);
  }

  private press(e: PointerEvent): void {
    if (e.isTrusted) this.lastPressAt = performance.now();
    if (e.button !== 0 || this.staysInDom(e.target)) return;
    this.flushMove();
    this.down.add(e.pointerId);
    this.forward(e, Press.down);
  }

  private release(e: PointerEvent, press: Press): void {
    if (e.isTrusted) this.lastPressAt = performance.now();
    if (!this.down.delete(e.pointerId)) return;
    this.flushMove();
    this.forward(e, press);
  }

  // At most one move a frame; a finger moves only while it is down.
  private moved(e: PointerEvent): void {
    if (e.pointerType !== "mouse" && !this.down.has(e.pointerId)) return;
    if (!this.move) requestAnimationFrame(() => this.flushMove());
    this.move = e;
  }

  private flushMove(): void {
    const move = this.move;
    this.move = undefined;
    if (move) this.forward(move, Press.move);
  }

  private forward(e: PointerEvent, press: Press): void {
    const pane = this.mirror.paneOf(e.target);
    this.send(event.pointer({
      press, x: e.clientX, y: e.clientY, frame: this.presented(), pane: pane?.facts.id ?? 0, scrollTop: pane?.scrollTop ?? 0,
      touch: e.pointerType !== "mouse",
    }));
  }

  private click(e: MouseEvent): void {
    const node = this.mirror.nodeOf(e.target);
    if (!node || isTextField(node.facts.role) || node.facts.flags & Flag.wantsFile) return;
    if (node.facts.role === Role.link && node.facts.flags & Flag.href) return; // the browser follows it
    const own = performance.now() - this.lastPressAt < OWN_CLICK_MS && this.lastPressAt > this.lastKeyAt;
    if (e.detail === 0 && !own) this.send(event.activate(node.facts.id));
  }

  private changed(e: Event): void {
    const node = this.mirror.nodeOf(e.target);
    if (!node) return;
    if (isToggle(node.facts.role)) this.settled(() => this.mirror.resync(node));
    else if (node.facts.flags & Flag.wantsFile) void this.chosen(node.element as HTMLInputElement, node.facts.id, (node.facts.flags & Flag.picture) !== 0);
  }

  private async sendPhoto(file: File, id: number): Promise<void> {
    const late = await lateScript<typeof import("./photo")>(PHOTO_SCRIPT, this.missing);
    await late?.sendPhoto(file, id, this.send);
  }

  private async chosen(input: HTMLInputElement, id: number, picture: boolean): Promise<void> {
    const file = input.files?.[0];
    if (!file) return;
    if (picture) await this.sendPhoto(file, id);
    else await sendFile(file, id, this.send);
    input.value = ""; // the same file may be chosen again
  }
}
