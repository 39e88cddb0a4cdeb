// Mirror: the screen as real elements, at their true places, kept equal to the program's semantic tree.
//
// Two layers (base, overlay); in each the bars' nodes and one scroller box a pane. A pane's nodes stand in its
// spacer, in content coordinates, so the compositor moves them when the pane scrolls. The focused element is never
// made anew, moved in the document or written to.

import { createElement, describe, isContainer, isTextField, isToggle } from "./mirror_element";
import { Flag, Role, type MirrorDiff, type NodeFacts, type OrderFacts } from "./mirror_wire";
import { arrange } from "./arrange";
import { describeBy } from "./hints";
import { Pane } from "./pane";

export interface MirrorNode {
  facts: NodeFacts;
  element: HTMLElement; // what is focused, pressed and read
  outer: HTMLElement; // what is placed: the element, or the list item around it
  hints: HTMLElement[]; // error and description, siblings that follow it
  at: string; // where it was placed last
  typed: number; // of a field: counts what was typed into it; 0 once the program is known to hold it
}

const BASE = 0, OVERLAY = 1;

export class Mirror {
  frame = 0;
  camera: MirrorNode | undefined; // the node that the camera's picture goes into
  recorder: MirrorNode | undefined; // while it is there, what is said is recorded
  private readonly nodes = new Map<number, MirrorNode>();
  private readonly byElement = new WeakMap<Element, MirrorNode>();
  private readonly panes = new Map<number, Pane>();
  private readonly paneOrder: number[][] = [[], []];
  private readonly orders = new Map<string, OrderFacts>();
  private readonly layers: HTMLElement[];
  private title: string | undefined; // said, not yet shown

  constructor(base: HTMLElement, overlay: HTMLElement, private readonly onScroll: (pane: Pane) => void) {
    this.layers = [base, overlay];
  }

  node(id: number): MirrorNode | undefined { return this.nodes.get(id); }
  get size(): number { return this.nodes.size; }

  // The node an event target belongs to.
  nodeOf(target: EventTarget | null): MirrorNode | undefined {
    return target instanceof Element ? this.byElement.get(target) : undefined;
  }
  paneOf(target: EventTarget | null): Pane | undefined {
    const box = target instanceof Element ? target.closest(".pane") : null;
    return box ? [...this.panes.values()].find((pane) => pane.box === box) : undefined;
  }
  paneAt(x: number, y: number): Pane | undefined {
    return this.paneOf(document.elementFromPoint(x, y));
  }

  apply(diff: MirrorDiff): void {
    if (diff.whole) this.clear();
    this.frame = diff.frame;
    if (diff.title !== undefined) this.entitle(diff.title);
    let restructured = this.applyPanes(diff) || diff.orders.length > 0;
    for (const id of diff.removed) this.remove(id);
    for (const facts of diff.changed) restructured = this.applyNode(facts) || restructured;
    for (const order of diff.orders) this.orders.set(`${order.layer}/${order.pane}/${order.place}`, order);
    if (restructured) this.arrangeLayers();
    for (const facts of diff.changed) this.place(facts);
    this.placeChildren(diff.changed);
    for (const facts of diff.panes) if (this.panes.get(facts.id)!.follow(facts)) this.placePane(this.panes.get(facts.id)!);
    this.setOverlay(diff.overlayOpen);
    // What makes the browser lay the page out comes last, and finds nothing to lay out twice.
    for (const facts of diff.panes) this.panes.get(facts.id)!.scroll(facts);
    for (const facts of diff.changed) if (facts.flags & Flag.focus) this.focus(facts.id);
  }

  // A title costs the browser as much as a hundred elements, and nobody reads it before the picture.
  private entitle(title: string): void {
    const waiting = this.title !== undefined;
    this.title = title;
    if (!waiting) setTimeout(() => { document.title = this.title ?? ""; this.title = undefined; });
  }

  clear(): void {
    for (const id of [...this.nodes.keys()]) this.remove(id);
    for (const pane of this.panes.values()) pane.box.remove();
    this.panes.clear();
    this.orders.clear();
  }

  // ---- panes -----------------------------------------------------------------------------------------
  private applyPanes(diff: MirrorDiff): boolean {
    const present = new Set(diff.panes.map((pane) => pane.id));
    let changed = false;
    for (const [id, pane] of this.panes) {
      if (present.has(id)) continue;
      pane.box.remove();
      this.panes.delete(id);
      changed = true;
    }
    for (const facts of diff.panes) {
      if (this.panes.has(facts.id)) continue;
      this.panes.set(facts.id, new Pane(facts, this.onScroll));
      changed = true;
    }
    for (const layer of [BASE, OVERLAY]) this.paneOrder[layer] = diff.panes.filter((p) => p.layer === layer).map((p) => p.id);
    return changed;
  }

  // ---- nodes -----------------------------------------------------------------------------------------
  private remove(id: number): void {
    const node = this.nodes.get(id);
    if (!node) return;
    this.nodes.delete(id);
    if (this.camera === node) this.camera = undefined;
    if (this.recorder === node) this.recorder = undefined;
    // What went with its pane or its group needs no leave of its own.
    for (const element of [node.outer, ...node.hints]) if (element.isConnected) element.remove();
  }

  // True when the node is new or stands elsewhere in the tree.
  private applyNode(facts: NodeFacts): boolean {
    const known = this.nodes.get(facts.id);
    const node = known ?? this.create(facts);
    const moved = !known || known.facts.parent !== facts.parent || known.facts.pane !== facts.pane || known.facts.layer !== facts.layer;
    node.facts = facts;
    describe(node.element, facts, this.nodes.get(facts.parent)?.facts.role ?? Role.none);
    const hinted = describeBy(node);
    this.writeValue(node);
    if (node.outer !== node.element && facts.position > 0) {
      node.outer.setAttribute("aria-setsize", String(facts.setSize));
      node.outer.setAttribute("aria-posinset", String(facts.position));
    }
    return moved || hinted;
  }

  private create(facts: NodeFacts): MirrorNode {
    const element = createElement(facts);
    let outer = element;
    const around = this.roleAround(facts);
    if (around) {
      outer = document.createElement("div");
      outer.setAttribute("role", around);
      outer.append(element);
      element.classList.add("fill");
    }
    const node: MirrorNode = { facts, element, outer, hints: [], at: "", typed: 0 };
    this.nodes.set(facts.id, node);
    if (facts.flags & Flag.camera) this.camera = node;
    if (facts.flags & Flag.recorder) this.recorder = node;
    this.byElement.set(element, node);
    return node;
  }

  // A pressable row of a list is a button that stands in a list item; the head of a table that scrolls under it is a
  // table of its own.
  private roleAround(facts: NodeFacts): string | undefined {
    const parent = this.roleOf(facts.parent);
    if (facts.position > 0 && facts.role === Role.button && parent === Role.list) return "listitem";
    return facts.role === Role.row && parent !== Role.table ? "table" : undefined;
  }

  private roleOf(id: number): Role { return this.nodes.get(id)?.facts.role ?? Role.none; }

  // While focused the field owns its text, caret and composition; it takes the program's word when it is left, and not one
  // that the program said before it was told the last of the person's.
  writeValue(node: MirrorNode): void {
    const e = node.element;
    if (!isTextField(node.facts.role) || e === document.activeElement || node.typed) return;
    const field = e as HTMLInputElement | HTMLTextAreaElement;
    if (field.value !== node.facts.value) field.value = node.facts.value;
  }

  // A native toggle flips by itself; the program may have decided otherwise.
  resync(node: MirrorNode): void {
    if (this.nodes.get(node.facts.id) !== node) return;
    if (isToggle(node.facts.role)) (node.element as HTMLInputElement).checked = (node.facts.flags & Flag.checked) !== 0;
    this.writeValue(node);
  }

  // ---- places ----------------------------------------------------------------------------------------
  private domParent(facts: NodeFacts): HTMLElement {
    const parent = this.nodes.get(facts.parent);
    if (parent && isContainer(parent.facts.role) && parent.facts.pane === facts.pane && parent.facts.layer === facts.layer) return parent.element;
    return this.panes.get(facts.pane)?.content ?? this.layers[facts.layer]!;
  }

  private place(facts: NodeFacts): void {
    const node = this.nodes.get(facts.id)!;
    const within = this.nodes.get(facts.parent);
    const inside = within !== undefined && node.outer.parentElement === within.element; // else its pane or its layer
    const left = facts.x - (inside ? within.facts.x : 0), top = facts.y - (inside ? within.facts.y : 0);
    const at = `left:${left}px;top:${top}px;width:${facts.w}px;height:${facts.h}px`;
    if (node.at !== at) {
      node.at = at;
      // A field has a look of its own (describeField); the others have nothing but a place, which is written at once.
      if (isTextField(facts.role)) Object.assign(node.outer.style, { left: `${left}px`, top: `${top}px`, width: `${facts.w}px`, height: `${facts.h}px` });
      else node.outer.style.cssText = at;
    }
    // Where the kit writes them: below the control.
    for (const hint of node.hints) hint.style.cssText = `left:${left}px;top:${top + facts.h + 6}px;width:${facts.w}px`;
  }

  // Children stand relative to their container: when it moved and they did not, their offset changed.
  private placeChildren(changed: NodeFacts[]): void {
    const moved = new Set(changed.filter((facts) => isContainer(facts.role)).map((facts) => facts.id));
    if (moved.size === 0) return;
    const placed = new Set(changed.map((facts) => facts.id));
    for (const node of this.nodes.values()) if (moved.has(node.facts.parent) && !placed.has(node.facts.id)) this.place(node.facts);
    for (const pane of this.panes.values()) this.placePane(pane);
  }

  private placePane(pane: Pane): void {
    const dialog = pane.box.parentElement && this.byElement.get(pane.box.parentElement);
    pane.place(dialog?.facts.x ?? 0, dialog?.facts.y ?? 0);
  }

  private arrangeLayers(): void {
    const wanted = new Map<HTMLElement, HTMLElement[]>();
    const push = (parent: HTMLElement, child: HTMLElement): void => {
      const children = wanted.get(parent);
      if (children) children.push(child);
      else wanted.set(parent, [child]);
    };
    for (const layer of [BASE, OVERLAY]) {
      const pushOrder = (pane: number, place: number): void => {
        for (const id of this.orders.get(`${layer}/${pane}/${place}`)?.ids ?? []) {
          const node = this.nodes.get(id);
          if (!node) continue;
          for (const element of [node.outer, ...node.hints]) push(this.domParent(node.facts), element);
        }
      };
      pushOrder(0, 0);
      for (const id of this.paneOrder[layer]!) {
        push(this.dialogOf(layer) ?? this.layers[layer]!, this.panes.get(id)!.box);
        pushOrder(id, 0);
        pushOrder(id, 1);
      }
      pushOrder(0, 1);
    }
    for (const [parent, children] of wanted) arrange(parent, children);
    for (const pane of this.panes.values()) this.placePane(pane);
  }

  // The open sheet or dialog holds its own scroller.
  private dialogOf(layer: number): HTMLElement | undefined {
    if (layer !== OVERLAY) return undefined;
    for (const node of this.nodes.values()) if (node.facts.role === Role.dialog && node.facts.layer === OVERLAY) return node.element;
    return undefined;
  }

  private setOverlay(open: boolean): void {
    const [base, overlay] = this.layers as [HTMLElement, HTMLElement];
    base.inert = open;
    if (open) base.setAttribute("aria-hidden", "true");
    else base.removeAttribute("aria-hidden");
    overlay.hidden = !open;
  }

  private focus(id: number): void {
    const element = this.nodes.get(id)?.element;
    if (!element) return;
    if (element.tabIndex < 0) element.tabIndex = -1;
    element.focus({ preventScroll: true });
  }

  // Locking: what was typed must not stay in a field, its undo history or its element.
  releaseInputs(): void {
    for (const node of this.nodes.values()) {
      if (!isTextField(node.facts.role)) continue;
      const old = node.element as HTMLInputElement;
      old.blur();
      old.value = "";
      node.facts = { ...node.facts, value: "" };
      node.typed = 0;
      const fresh = createElement(node.facts);
      describe(fresh, node.facts, Role.none);
      fresh.style.cssText = old.style.cssText;
      old.replaceWith(fresh);
      if (node.outer === old) node.outer = fresh;
      node.element = fresh;
      this.byElement.set(fresh, node);
    }
  }
}
