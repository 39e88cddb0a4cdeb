// Keys that no field takes go to the program; arrows move within groups of tabs, options and rows of a table.

import * as event from "./event_wire";
import type { Mirror } from "./mirror";
import { isTextField } from "./mirror_element";
import { Role } from "./mirror_wire";

const MODIFIERS = new Set(["Shift", "Control", "Alt", "Meta", "CapsLock", "Process", "Unidentified", "Dead"]);

export class Keys {
  constructor(private readonly mirror: Mirror, private readonly send: (bytes: Uint8Array) => void) {
    document.addEventListener("keydown", (e) => this.pressed(e));
    document.addEventListener("focusin", (e) => this.rove(e.target));
  }

  private pressed(e: KeyboardEvent): void {
    if (e.isComposing || MODIFIERS.has(e.key) || e.key === "Tab") return;
    const node = this.mirror.nodeOf(e.target);
    const role = node?.facts.role ?? Role.none;
    if (isTextField(role)) {
      // A field takes everything but the two keys that mean "on" and "away".
      if (e.key !== "Escape" && !(e.key === "Enter" && role !== Role.textarea)) return;
    } else if (node && (e.key === "Enter" || e.key === " ")) {
      if (role !== Role.row) return; // becomes a click of the element
      e.preventDefault();
      this.send(event.activate(node.facts.id));
      return;
    }
    if (node && this.moveInGroup(e, node.element)) return;
    if (e.key === "/" && !isTextField(role)) e.preventDefault(); // the browser's own search would open
    this.send(event.key(e.key, e.ctrlKey || e.metaKey, e.shiftKey, e.altKey));
  }

  private group(element: Element): HTMLElement[] {
    const around = element.closest('[role="tablist"],[role="listbox"],[role="list"],[role="table"]');
    const role = element.getAttribute("role");
    if (!around || (role !== "tab" && role !== "option" && role !== "row")) return [];
    return [...around.querySelectorAll<HTMLElement>(`[role="${role}"]`)];
  }

  private moveInGroup(e: KeyboardEvent, element: HTMLElement): boolean {
    const step = e.key === "ArrowRight" || e.key === "ArrowDown" ? 1 : e.key === "ArrowLeft" || e.key === "ArrowUp" ? -1 : 0;
    const group = this.group(element);
    if (step === 0 || group.length === 0) return false;
    const next = group[(group.indexOf(element) + step + group.length) % group.length]!;
    next.focus({ preventScroll: next.getAttribute("role") !== "row" }); // rows lie in a pane that may have to follow
    e.preventDefault();
    return true;
  }

  // One stop of the Tab key for each group: the element last focused.
  private rove(target: EventTarget | null): void {
    if (!(target instanceof HTMLElement)) return;
    for (const member of this.group(target)) member.tabIndex = member === target ? 0 : -1;
  }
}
