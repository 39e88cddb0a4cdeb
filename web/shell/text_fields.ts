// Text fields: what a person types goes to the program when it is whole, never half a composition.

import * as event from "./event_wire";
import type { Mirror, MirrorNode } from "./mirror";
import { isTextField } from "./mirror_element";

type Field = HTMLInputElement | HTMLTextAreaElement;

export class TextFields {
  private taken = 0;

  constructor(private readonly mirror: Mirror, private readonly send: (bytes: Uint8Array) => void, private readonly settled: (then: () => void) => void) {
    document.addEventListener("input", (e) => {
      if (!(e as InputEvent).isComposing) this.take(e.target);
    }, true);
    document.addEventListener("compositionend", (e) => this.take(e.target), true);
    document.addEventListener("focusin", (e) => this.entered(e.target));
    document.addEventListener("focusout", (e) => this.left(e));
  }

  private field(target: EventTarget | null): MirrorNode | undefined {
    const node = this.mirror.nodeOf(target);
    return node && isTextField(node.facts.role) ? node : undefined;
  }

  private take(target: EventTarget | null): void {
    const node = this.field(target);
    if (!node) return;
    // The end of a composition may repeat the last input: the same words twice change nothing, while words that seem old
    // to the page may be new to the program, which empties fields too.
    this.send(event.text(node.facts.id, (node.element as Field).value));
    node.typed = ++this.taken;
    // Browsers may end a composition only after the field was left.
    if (node.element !== document.activeElement) this.release(node);
  }

  // The program may have corrected what was typed (upper case, masked): shown once it had the last word.
  private release(node: MirrorNode): void {
    const { typed } = node;
    this.settled(() => {
      if (node.typed !== typed) return; // something came since, and has its own turn
      node.typed = 0;
      this.mirror.resync(node);
    });
  }

  private entered(target: EventTarget | null): void {
    const node = this.mirror.nodeOf(target);
    if (!node) return;
    this.send(event.focus(node.facts.id));
  }

  private left(e: FocusEvent): void {
    const node = this.mirror.nodeOf(e.target);
    if (!node) return;
    if (!this.mirror.nodeOf(e.relatedTarget)) this.send(event.focus(0));
    if (isTextField(node.facts.role)) this.release(node);
  }
}
