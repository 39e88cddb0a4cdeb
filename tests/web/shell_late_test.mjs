// The part of the program that comes after the first frame: fetched after it, waited for when it is wanted sooner, said
// when it cannot come, and kept for offline use like the rest.
import { afterEach, beforeEach, test } from "node:test";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { distFolder } from "./support/dist.mjs";
import { launch } from "./support/browsers.mjs";
import { serveDist } from "./support/dist_server.mjs";
import { startHub } from "./support/hub.mjs";
import { open } from "./support/open.mjs";
import { enrol, unlock, waitForRegister } from "./support/person.mjs";

const list = JSON.parse(readFileSync(join(distFolder(), "files.json"), "utf8"));
const late = list.files.find((file) => file.when === "late" && file.path.endsWith(".wasm")).path;
const asked = () => server.requests.filter((one) => one === `GET ${late}`).length;
const firstScreen = (page) => page.getByRole("textbox", { name: "8 位号码" }).waitFor();
const installed = (app) => app.until(async (version) => {
  const kept = await (await caches.open("huzhu-state")).match("/state");
  return kept !== undefined && (await kept.json()).current === version;
}, list.version);
const cached = (app, path) => app.until(async ([name, file]) => (await (await caches.open(name)).match(file)) !== undefined, [`huzhu-${list.version}`, path]);

let server, browser, routes;
beforeEach(async () => {
  routes = {};
  server = await serveDist({ routes });
  browser = await launch();
});
afterEach(async () => {
  await browser?.close();
  await server?.stop();
});
const refuse = () => { routes[`GET ${late}`] = () => ({ status: 503 }); };
const allow = () => { delete routes[`GET ${late}`]; };

test("the first screen does not wait for it", async () => {
  let let_go;
  const held = new Promise((resolve) => (let_go = resolve));
  routes[`GET ${late}`] = async () => {
    await held;
    return { headers: { "content-type": "application/wasm" }, body: readFileSync(join(distFolder(), late)) };
  };
  const app = await open(browser.context, server.url);
  await firstScreen(app.page);
  let_go();
});

// With a register, and without anything that could have kept it: no service worker, no cache of the browser (a route sees to that).
test("unlocking and 今日 do without it", async () => {
  const hub = await startHub({ elders: 100 });
  const bare = await launch({ context: { serviceWorkers: "block" } });
  try {
    const app = await open(bare.context, hub.url);
    await enrol(app.page, hub.codes.village);
    await waitForRegister(app.page);
    await bare.context.route(`**${late}`, (route) => route.abort());
    await app.page.goto(hub.url);
    await unlock(app.page);
    await app.page.getByRole("list", { name: "还要看的" }).or(app.page.getByText("今天没有要看的")).first().waitFor();
    await app.settled();
    const missing = app.page.getByRole("heading", { name: "互助还没下载完" });
    assert.equal(await missing.count(), 0);
    await app.page.getByRole("navigation").getByRole("button", { name: "老人" }).click(); // it really is not there
    await missing.waitFor();
  } finally {
    await bare.close();
    await hub.remove();
  }
});

// Its sentences are there with it: a page of late words, drawn by late functions.
test("a call that comes before it waits for it", async () => {
  const app = await open(browser.context, `${server.url}?gallery`);
  await app.page.getByRole("heading", { name: "部件与状态" }).first().waitFor();
  assert.deepEqual(app.complaints, []);
  assert.deepEqual(await app.violations(), []);
});

test("what cannot be fetched is said in a sentence", async () => {
  refuse();
  const app = await open(browser.context, `${server.url}?gallery`, { ready: false });
  await app.page.getByRole("heading", { name: "互助还没下载完" }).waitFor();
  allow();
  await app.page.getByRole("button", { name: "再打开" }).click();
  await app.page.getByRole("heading", { name: "互助还没下载完" }).waitFor({ state: "detached" });
});

test("another's page in its place is said in the same sentence", async () => {
  routes[`GET ${late}`] = () => ({ headers: { "content-type": "text/html" }, body: "<p>请先登录" });
  const app = await open(browser.context, `${server.url}?gallery`, { ready: false });
  await app.page.getByRole("heading", { name: "互助还没下载完" }).waitFor();
  await app.page.waitForTimeout(300); // what the worker throws after it changes nothing
  assert.equal(await app.page.getByRole("heading", { name: "互助没能打开" }).count(), 0);
});

test("a first load cut off before it works offline, and fetches it when there is a network again", async () => {
  refuse();
  const app = await open(browser.context, server.url);
  await firstScreen(app.page);
  await installed(app);
  await server.stop();
  await app.page.reload();
  await firstScreen(app.page);
  allow();
  await server.start();
  await app.page.reload();
  await cached(app, late);
  const before = asked();
  await server.stop();
  await app.page.goto(`${server.url}?gallery`);
  await app.page.getByRole("heading").first().waitFor();
  assert.equal(asked(), before);
});
