// Screens as entries of the browser's history: back closes the top one. Addresses carry opaque ids only and stand
// behind #, so that any of them is served by the one page.

import * as event from "./event_wire";

interface Entry { depth: number }

export class ScreenHistory {
  private depth = 0;
  private silent = 0; // moves of our own, whose popstate says nothing to the program

  constructor(private readonly send: (bytes: Uint8Array) => void) {
    const depth = (history.state as Entry | null)?.depth;
    // A reload in the middle keeps the entries behind it: back still leads through them, out of the page last.
    this.depth = depth ?? 0;
    if (depth === undefined) history.replaceState({ depth: 0 } satisfies Entry, "");
    addEventListener("popstate", (e) => this.moved((e.state as Entry | null)?.depth ?? 0));
  }

  static path(): string { return decodeURIComponent(location.hash.slice(1)); }

  push(path: string): void {
    this.depth++;
    history.pushState({ depth: this.depth } satisfies Entry, "", `#${encodeURI(path)}`);
  }

  // The program closed a screen by itself.
  back(): void {
    if (this.depth === 0) return;
    this.silent++;
    history.back();
  }

  private moved(depth: number): void {
    const closed = this.depth - depth;
    this.depth = depth;
    if (this.silent > 0) {
      this.silent--;
      return;
    }
    if (closed < 0) {
      // Forward to a screen that is closed: there is nothing to show again.
      this.silent++;
      this.depth -= closed;
      history.go(closed);
      this.depth += closed;
      return;
    }
    for (let i = 0; i < closed; i++) this.send(event.back());
  }
}
