// Pane: one scroller box with a spacer of the content's true height, in which the pane's nodes stand.
//
// The browser scrolls it (finger, wheel, keys, screen reader); the program is told where it stands, at most once a
// frame, and draws there.

import type { PaneFacts } from "./mirror_wire";

export class Pane {
  readonly box: HTMLElement;
  readonly content: HTMLElement;
  private planned = false;
  private stands = 0; // where it was scrolled to, as last heard or said

  constructor(public facts: PaneFacts, onScroll: (pane: Pane) => void) {
    this.box = document.createElement("div");
    this.box.className = "pane";
    this.content = document.createElement("div");
    this.content.className = "content";
    this.box.append(this.content);
    this.box.addEventListener("scroll", () => {
      this.stands = this.box.scrollTop;
      if (this.planned) return;
      this.planned = true;
      requestAnimationFrame(() => {
        this.planned = false;
        onScroll(this);
      });
    }, { passive: true });
  }

  get scrollTop(): number { return this.box.scrollTop; }

  // Window place, relative to the element it stands in.
  place(offsetX: number, offsetY: number): void {
    const { x, y, w, h } = this.facts;
    Object.assign(this.box.style, { left: `${x - offsetX}px`, top: `${y - offsetY}px`, width: `${w}px`, height: `${h}px` });
  }

  // Takes what the program says of this frame; true when the box stands elsewhere now.
  follow(facts: PaneFacts): boolean {
    const old = this.facts;
    this.facts = facts;
    const height = `${Math.max(facts.contentHeight, 0)}px`;
    if (this.content.style.height !== height) this.content.style.height = height;
    return old.x !== facts.x || old.y !== facts.y || old.w !== facts.w || old.h !== facts.h;
  }

  // A scroll request is said once. To write it where it stands already would make the browser lay the page out now.
  scroll(facts: PaneFacts): void {
    if (facts.scrollRequest < 0 || Math.abs(facts.scrollRequest - this.stands) < 0.5) return;
    this.box.scrollTop = facts.scrollRequest;
    this.stands = this.box.scrollTop; // not further than there is
  }
}
