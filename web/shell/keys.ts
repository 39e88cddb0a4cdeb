// Keys that no field takes go to the program; arrows move within groups of tabs, options and rows of a table.

import * as event from "./event_wire";
import type { Mirror } from "./mirror";
import { isTextField } from "./mirror_element";
import { Role } from "./mirror_wire";

const MODIFIERS = new Set(["Shift", "Control", "Alt", "Meta", "CapsLock", "Process", "Unidentified", "Dead"]);

// Members of a group, of which one is a stop of the Tab key: their role, and what holds them.
const GROUPS: Record<string, string> = { tab: '[role="tablist"]', option: '[role="listbox"]', row: '[role="table"]' };

export class Keys {
  constructor(private readonly mirror: Mirror, private readonly send: (bytes: Uint8Array) => void) {
    document.addEventListener("keydown", (e) => this.pressed(e));
    document.addEventListener("focusin", (e) => this.rove(e.target));
  }

  private pressed(e: KeyboardEvent): void {
    if (e.key === "Tab") return this.stops();
    if (e.isComposing || MODIFIERS.has(e.key)) return;
    const node = this.mirror.nodeOf(e.target);
    const role = node?.facts.role ?? Role.none;
    if (isTextField(role)) {
      if (e.key === "ArrowDown" && this.enterList(e, node!.element)) return;
      // A field takes everything else but the two keys that mean "on" and "away".
      if (e.key !== "Escape" && !(e.key === "Enter" && role !== Role.textarea)) return;
    } else if (node && (e.key === "Enter" || e.key === " " || (e.key === "ArrowDown" && role === Role.combobox))) {
      if (role !== Role.row && role !== Role.combobox) return; // becomes a click of the element
      e.preventDefault();
      this.send(event.activate(node.facts.id));
      return;
    }
    if (node && this.moveInGroup(e, node.element)) return;
    if (e.key === "/" && !isTextField(role)) e.preventDefault(); // the browser's own search would open
    this.send(event.key(e.key, e.ctrlKey || e.metaKey, e.shiftKey, e.altKey));
  }

  private members(around: Element, role: string): HTMLElement[] {
    return [...around.querySelectorAll<HTMLElement>(`[role="${role}"][tabindex]`)];
  }
  private group(element: Element): HTMLElement[] {
    const role = element.getAttribute("role") ?? "", holders = GROUPS[role], around = holders ? element.closest(holders) : null;
    return around ? this.members(around, role) : [];
  }

  private moveInGroup(e: KeyboardEvent, element: HTMLElement): boolean {
    const group = this.group(element), at = group.indexOf(element), last = group.length - 1;
    if (at < 0) return false;
    const tab = element.getAttribute("role") === "tab";
    const steps: Record<string, number> = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: last };
    let next = steps[e.key];
    if (next === undefined) return false;
    // Tabs go round; of a long list only what is near is here, so its ends are not the list's.
    next = tab ? (next + group.length) % group.length : Math.min(Math.max(next, 0), last);
    e.preventDefault();
    const target = group[next]!;
    if (next === at && e.key === "ArrowUp" && this.leaveList(element)) return true;
    target.focus({ preventScroll: tab }); // rows and options lie in a pane that may have to follow
    const node = tab && target !== element ? this.mirror.nodeOf(target) : undefined;
    if (node) this.send(event.activate(node.facts.id)); // the view follows the arrow
    return true;
  }

  // From the search field of a list into the list, and back from its first line.
  private enterList(e: KeyboardEvent, field: HTMLElement): boolean {
    const list = field.closest('[role="dialog"]')?.querySelector('[role="listbox"]');
    const options = list ? this.members(list, "option") : [];
    const first = options.find((option) => option.ariaSelected === "true") ?? options[0];
    if (!first) return false;
    e.preventDefault();
    first.focus();
    return true;
  }
  private leaveList(option: HTMLElement): boolean {
    const field = option.closest('[role="listbox"]') && option.closest('[role="dialog"]')?.querySelector<HTMLElement>("input");
    field?.focus();
    return !!field;
  }

  // Before Tab moves: one stop in each group, the one that is chosen, or else the first.
  private stops(): void {
    for (const [role, around] of Object.entries(GROUPS))
      for (const box of document.querySelectorAll(around)) {
        const group = this.members(box, role), stops = group.filter((member) => member.tabIndex === 0);
        if (stops.length !== 1 && group[0]) this.stopAt(group, stops[0] ?? group[0]);
      }
  }
  private stopAt(group: HTMLElement[], stop: HTMLElement): void {
    for (const member of group) member.tabIndex = member === stop ? 0 : -1;
  }

  // The element last focused keeps the stop.
  private rove(target: EventTarget | null): void {
    if (target instanceof HTMLElement) this.stopAt(this.group(target), target);
  }
}
