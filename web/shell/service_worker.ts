// sw.js: keeps whole versions of the program for offline use. Small and stable; it knows no file names.
//
// files.json names every file of the newest version with its hash. A version is fetched whole, checked and only then
// counted as installed: all or nothing; only the very first counts without its late files, which the page's next look
// brings. It comes into use at the next start of the page (navigation); the version before it is kept, and used
// again when a person says that the new one does not run (trouble.ts).
// Answers of the hub (/v1/) are never touched.

import { SHARED_CACHE, STATE_CACHE, STATE_KEY, type FileList, type FromServiceWorker, type ListedFile, type State, type ToServiceWorker } from "./version_messages";

declare const self: ServiceWorkerGlobalScope;

const SHARE_PATH = "/share"; // manifest.json "share_target"; files.ts takes it from there
const cacheName = (version: string): string => `huzhu-${version}`;

async function readState(): Promise<State> {
  const kept = await (await caches.open(STATE_CACHE)).match(STATE_KEY);
  return kept ? ((await kept.json()) as State) : {};
}
// Changes happen one after the other, each on what the one before left.
let lastChange: Promise<unknown> = Promise.resolve();
function changeState(change: (state: State) => State): Promise<State> {
  const done = lastChange.then(async () => {
    const state = change(await readState());
    await (await caches.open(STATE_CACHE)).put(STATE_KEY, new Response(JSON.stringify(state)));
    return state;
  });
  lastChange = done.catch(() => undefined);
  return done;
}

async function hash(bytes: ArrayBuffer): Promise<string> {
  const sum = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...sum].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

// The file if its bytes are those of the list; the headers stay (they carry the content security policy).
async function checked(response: Response | undefined, sha256: string): Promise<Response | undefined> {
  if (!response?.ok) return undefined;
  const bytes = await response.arrayBuffer();
  if ((await hash(bytes)) !== sha256) return undefined;
  const headers = new Headers(response.headers);
  headers.delete("content-encoding"); // the bytes are unpacked
  headers.delete("content-length");
  return new Response(bytes, { status: 200, headers });
}

// From a version that is here when the file did not change, then from the browser's cache, then from the hub.
async function fetchFile(path: string, sha256: string): Promise<Response> {
  const get = (cache: RequestCache): Promise<Response> => fetch(path, { cache, credentials: "omit" });
  const file = (await checked(await caches.match(path), sha256)) ?? (await checked(await get("default"), sha256)) ??
    (await checked(await get("reload"), sha256));
  if (!file) throw new Error(`not the file of this version: ${path}`);
  return file;
}

// Those that are not there yet.
async function put(name: string, files: ListedFile[]): Promise<void> {
  const cache = await caches.open(name);
  for (const file of files) if (!(await cache.match(file.path))) await cache.put(file.path, await fetchFile(file.path, file.sha256));
}

// Returns the version that waits for the next start, if any.
async function installNewest(): Promise<string | undefined> {
  const answer = await fetch("/files.json", { cache: "no-store", credentials: "omit" });
  if (!answer.ok) throw new Error("no file list");
  const list = (await answer.json()) as FileList;
  const before = await readState();
  if (list.version === before.waiting || list.version === before.refused) return before.waiting;
  const name = cacheName(list.version), program = list.files.filter((file) => file.when !== "asked");
  if (list.version === before.current) {
    await put(name, program);
    return before.waiting;
  }
  try {
    await put(name, before.current ? program : program.filter((file) => file.when === "first"));
  } catch (error) {
    await caches.delete(name);
    throw error;
  }
  return (await changeState((now) => (now.current ? { ...now, waiting: list.version } : { current: list.version }))).waiting;
}

// The list once more: what is kept must be of the version in use.
async function keepCodes(): Promise<void> {
  const { current, waiting } = await readState();
  const list = (await (await fetch("/files.json", { cache: "no-store", credentials: "omit" })).json()) as FileList;
  if (list.version === current || list.version === waiting) await put(cacheName(list.version), list.files.filter((file) => file.when === "asked"));
}

// A file that another app shared with this one: left for the page, which opens now.
async function takeShared(request: Request): Promise<Response> {
  const file = (await request.formData()).get("bundle");
  if (file instanceof File) await (await caches.open(SHARED_CACHE)).put(`${SHARE_PATH}/${Date.now()}`, new Response(file));
  return Response.redirect("/", 303);
}

// One look at a time. Who asks while one is under way may know of what it no longer sees: a second look follows it, one
// for all who asked meanwhile.
let looking: Promise<string | undefined> | undefined, next: Promise<string | undefined> | undefined;
function look(): Promise<string | undefined> {
  if (!looking) return (looking = installNewest().finally(() => (looking = undefined)));
  const again = (): Promise<string | undefined> => {
    next = undefined;
    return look();
  };
  return (next ??= looking.then(again, again));
}

const refusedBy = (state: State): State => (state.refused ? { refused: state.refused } : {});

// To the version before, from the next start. The one that did not run is not taken again; a newer one is.
const goBack = (): Promise<State> =>
  changeState((now) => (now.previous ? { current: now.previous, ...(now.current ? { refused: now.current } : {}), ...(now.waiting ? { waiting: now.waiting } : {}) } : now));

// Called at each start of the page: a waiting version comes into use, older ones than the previous go.
async function versionForStart(): Promise<string | undefined> {
  const before = await readState();
  if (!before.waiting) return before.current;
  const state = await changeState((now) => (now.waiting ? { current: now.waiting, ...(now.current ? { previous: now.current } : {}), ...refusedBy(now) } : now));
  const keep = new Set([STATE_CACHE, cacheName(state.current ?? ""), cacheName(state.previous ?? "")]);
  for (const name of await caches.keys()) if (name.startsWith("huzhu-") && !keep.has(name)) await caches.delete(name);
  return state.current;
}

async function page(request: Request): Promise<Response> {
  const version = await versionForStart();
  const kept = version && (await (await caches.open(cacheName(version))).match("/index.html"));
  return kept || fetch(request);
}

async function asset(request: Request): Promise<Response> {
  return (await caches.match(request, { ignoreSearch: true })) ?? fetch(request);
}

self.addEventListener("install", (e) => {
  e.waitUntil(look().then(() => self.skipWaiting()));
});
self.addEventListener("activate", (e) => e.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (e) => {
  const url = new URL(e.request.url);
  if (e.request.method === "POST" && url.origin === self.location.origin && url.pathname === SHARE_PATH) return e.respondWith(takeShared(e.request));
  const ours = e.request.method === "GET" && url.origin === self.location.origin;
  if (!ours || url.pathname.startsWith("/v1/") || url.pathname.startsWith("/about/") || url.pathname === "/files.json" || url.pathname === "/sw.js") return;
  e.respondWith(e.request.mode === "navigate" ? page(e.request) : asset(e.request));
});

self.addEventListener("message", (e) => {
  const asked = (e.data as ToServiceWorker).kind;
  if (asked === "back") {
    const teller = e.source as Client | null;
    return e.waitUntil(goBack().then(() => teller?.postMessage({ kind: "wentBack" } satisfies FromServiceWorker)));
  }
  if (asked === "codes") return e.waitUntil(keepCodes().catch(() => undefined)); // asked again at the next start
  const client = e.source as Client | null;
  e.waitUntil(
    look().then(
      (version) => {
        const message: FromServiceWorker | undefined = version ? { kind: "waiting", version } : undefined;
        if (message) client?.postMessage(message);
      },
      () => undefined, // no network, or a half-published version: the one we have goes on
    ),
  );
});
