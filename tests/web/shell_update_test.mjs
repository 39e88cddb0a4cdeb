// A new version is fetched whole, waits, and comes into use at the next start; a broken one is never used,
// and from one that does not run a person goes back to the one before.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launch } from "./support/browsers.mjs";
import { serveDist } from "./support/dist_server.mjs";
import { open } from "./support/open.mjs";
import { publishAs } from "./support/publish.mjs";

let server, browser, app, built;
const folders = [];
let gate;  // while set, the list of files is answered only when it resolves, with what it said when it was asked for
let listAsked = 0;
const routes = {
  "GET /files.json": async () => {
    const body = readFileSync(join(server.folder, "files.json"));
    ++listAsked;
    await gate;
    return { headers: { "content-type": "application/json" }, body };
  },
};

function publish(version, options) {
  const folder = mkdtempSync(join(tmpdir(), "huzhu-dist-"));
  folders.push(folder);
  publishAs(version, folder, options);
  server.folder = folder;
}

const running = () => app.page.locator("html").getAttribute("data-version");
const ready = () => app.page.getByRole("textbox", { name: "8 位号码" }).waitFor();
const look = () => app.page.evaluate(async () => (await navigator.serviceWorker.ready).active.postMessage({ kind: "look" }));
const caches = () => app.page.evaluate(() => globalThis.caches.keys());
const installed = (wanted) => app.until(async (want) => {
  const kept = await (await globalThis.caches.open("huzhu-state")).match("/state");
  const state = kept ? await kept.json() : {};
  return Object.entries(want).every(([key, value]) => state[key] === value);
}, wanted);
const askedSince = async (before) => {
  while (listAsked <= before) await app.page.waitForTimeout(20);
};
// From now on the list of files is held back; the function returned lets it go.
function hold() {
  let open;
  gate = new Promise((resolve) => (open = resolve));
  return () => {
    gate = undefined;
    open();
  };
}
// A page that starts looks for a newer version by itself.
async function restart() {
  const before = listAsked;
  await app.page.reload();
  await ready();
  await askedSince(before);
}

before(async () => {
  server = await serveDist({ routes });
  browser = await launch();
  app = await open(browser.context, server.url);
  await ready();
  built = await running();
  await app.page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await installed({ current: built });
  await askedSince(1);  // the installation's look and the page's own
});
after(async () => {
  await browser?.close();
  await server?.stop();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

test("a version that does not match its own list is not taken", async () => {
  publish("bad000000bad", { broken: true });
  const before = listAsked;
  await look();
  await askedSince(before);
  const answer = hold();
  await look();
  await askedSince(before + 1);  // this one began when the one before it was over, and waits for its list
  assert.ok(!(await caches()).includes("huzhu-bad000000bad"));
  answer();
  await restart();
  assert.equal(await running(), built);
});

test("a good one waits until the next start, and the one before stays", async () => {
  publish("abc000000001");
  await look();
  await installed({ waiting: "abc000000001" });
  assert.equal(await running(), built);
  await restart();
  assert.equal(await running(), "abc000000001");
  assert.deepEqual((await caches()).filter((name) => /^huzhu-[0-9a-f]+$/.test(name)).sort(), ["huzhu-abc000000001", `huzhu-${built}`].sort());
});

test("the third drops the first", async () => {
  publish("abc000000002");
  await look();
  await installed({ waiting: "abc000000002" });
  await restart();
  assert.deepEqual((await caches()).filter((name) => /^huzhu-[0-9a-f]+$/.test(name)).sort(), ["huzhu-abc000000001", "huzhu-abc000000002"]);
});

test("a look asked for while another is under way sees what that one could not", async () => {
  const answer = hold();
  const before = listAsked;
  await look();
  await askedSince(before);
  publish("abc000000003");
  await look();
  await look();
  answer();
  await installed({ waiting: "abc000000003" });
  assert.equal(listAsked, before + 2, "one more look for all who asked meanwhile");
});

test("from a version that does not run a press leads back, and it is not taken again", async () => {
  await installed({ waiting: "abc000000003" });
  await restart();
  assert.equal(await running(), "abc000000003");
  publish("dead00000001", { dead: true });
  await look();
  await installed({ waiting: "dead00000001" });
  await app.page.reload();
  await app.page.getByRole("heading", { name: "互助没能打开" }).waitFor({ timeout: 30_000 });
  assert.equal(await running(), "dead00000001");
  await app.page.getByRole("button", { name: "用回上一个版本" }).click();
  await ready();
  assert.equal(await running(), "abc000000003");
  const before = listAsked;
  await look();
  await askedSince(before);
  const answer = hold();
  await look();
  await askedSince(before + 1);
  answer();
  await restart();
  assert.equal(await running(), "abc000000003", "the one that does not run");
  publish("abc000000004");
  await look();
  await installed({ waiting: "abc000000004" });
  await restart();
  assert.equal(await running(), "abc000000004");
});
