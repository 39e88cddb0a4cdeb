// Screens as entries of the browser's history: back closes the top one. Addresses carry opaque ids only and stand
// behind #, so that any of them is served by the one page.

import * as event from "./event_wire";

interface Entry { depth: number }

export class ScreenHistory {
  private depth = 0;
  private silent = 0; // moves of our own, whose popstate says nothing to the program
  private readonly waiting: (() => void)[] = [];

  constructor(private readonly send: (bytes: Uint8Array) => void) {
    addEventListener("popstate", (e) => this.moved((e.state as Entry | null)?.depth ?? 0));
    const left = (history.state as Entry | null)?.depth ?? 0;
    if (left > 0) {
      // Loaded again in the middle: the program starts at its first screen, so its history does too.
      this.silent++;
      history.go(-left);
    } else {
      history.replaceState({ depth: 0 } satisfies Entry, "");
    }
  }

  // Where the page was opened; to be read before a ScreenHistory is made.
  // "?gallery" stands alone: it is no screen of the program. Taken as it is, for the program to know or not: paths are plain
  // letters, and decoding throws at a lone "%".
  static path(): string { return new URLSearchParams(location.search).has("gallery") ? "?gallery" : location.hash.slice(1); }

  push(path: string): void {
    this.inTurn(() => {
      // Below lies a page of the navigation: a link's address is that of the page it opens.
      if (this.depth++ === 0) history.replaceState({ depth: 0 } satisfies Entry, "", `/${location.search}`);
      history.pushState({ depth: this.depth } satisfies Entry, "", `#${path}`);
    });
  }

  // The program closed a screen by itself.
  back(): void {
    this.inTurn(() => {
      if (this.depth === 0) return;
      this.silent++;
      history.back();
    });
  }

  // Going back takes the browser a moment; what follows waits, or the new entry would be the one that is left.
  private inTurn(act: () => void): void {
    if (this.silent > 0) this.waiting.push(act);
    else act();
  }

  private moved(depth: number): void {
    const closed = this.depth - depth;
    this.depth = depth;
    if (this.silent > 0) {
      this.silent--;
      while (this.silent === 0 && this.waiting.length > 0) this.waiting.shift()!();
      return;
    }
    if (closed < 0) {
      // Forward to a screen that is closed: there is nothing to show again.
      this.silent++;
      history.go(closed);
      return;
    }
    for (let i = 0; i < closed; i++) this.send(event.back());
  }
}
