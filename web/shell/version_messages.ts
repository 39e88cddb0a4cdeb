// Between the page and its service worker.

export type ToServiceWorker = { kind: "look" }; // is there a newer version?
export type FromServiceWorker = { kind: "waiting"; version: string }; // one is installed and used from the next start

// files.json: every file of one version. Paths start with "/". `late`: 今日 works without it.
export interface ListedFile { path: string; sha256: string; bytes: number; late: boolean }
export interface FileList { version: string; files: ListedFile[] }
