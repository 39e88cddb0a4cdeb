// Between the page and its service worker.

export type ToServiceWorker =
  | { kind: "look" } // is there a newer version?
  | { kind: "back" } // the version in use does not run here: the one before it, and not this one again
  | { kind: "codes" }; // this browser cannot read codes itself: keep the files for that
export type FromServiceWorker =
  | { kind: "waiting"; version: string } // one is installed and used from the next start
  | { kind: "wentBack" }; // from the next start

// What the service worker knows, as it keeps it.
export const STATE_CACHE = "huzhu-state", STATE_KEY = "/state";
export interface State { current?: string; previous?: string; waiting?: string; refused?: string }

// Where what another app shared with this one waits for the page.
export const SHARED_CACHE = "shared-bundles";

// files.json: every file of one version. Paths start with "/". 今日 works without the late ones; the asked ones are kept
// where somebody asks for them.
export interface ListedFile { path: string; sha256: string; bytes: number; when: "first" | "late" | "asked" }
export interface FileList { version: string; files: ListedFile[] }
