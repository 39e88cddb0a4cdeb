// A newer version on a tablet in use: said on 今日, used at a press, everything recorded and begun still there afterwards.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { distFolder } from "./support/dist.mjs";
import { launch } from "./support/browsers.mjs";
import { startHub } from "./support/hub.mjs";
import { open } from "./support/open.mjs";
import { enrol, go, openElder, register, settled, unlock, waitForRegister, write } from "./support/person.mjs";
import { publishAs } from "./support/publish.mjs";

const NEWER = "abc000000009";
let folder, hub, browser, app;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), "huzhu-dist-"));
  cpSync(distFolder(), folder, { recursive: true });
  hub = await startHub({ elders: 40, app: folder });
  browser = await launch();
  app = await open(browser.context, hub.url);
  await enrol(app.page, hub.codes.village);
  await waitForRegister(app.page);
});
after(async () => {
  await browser?.close();
  await hub?.remove();
  rmSync(folder, { recursive: true, force: true });
});

const running = () => app.page.locator("html").getAttribute("data-version");
const use = () => app.page.getByRole("button", { name: "换上", exact: true });

test("it is fetched while somebody works, said on 今日, and changes nothing by itself", async () => {
  const { page } = app;
  await page.waitForFunction(() => navigator.serviceWorker?.controller !== null);
  await app.until(async () => (await (await globalThis.caches.open("huzhu-state")).match("/state")) !== undefined, undefined, 60_000);
  const before = await running();
  await register(page, { name: "马玉莲" });
  await write(page, "登记老人");
  await page.getByRole("textbox", { name: "姓名" }).fill("祁生福");
  await settled(page);
  await hub.stop();
  publishAs(NEWER, folder);
  await hub.start();
  await page.evaluate(async () => (await navigator.serviceWorker.ready).active.postMessage({ kind: "look" }));
  await app.until(async (want) => {
    const kept = await (await globalThis.caches.open("huzhu-state")).match("/state");
    return (kept ? await kept.json() : {}).waiting === want;
  }, NEWER, 60_000);
  await settled(page);
  assert.equal(await page.getByRole("textbox", { name: "姓名" }).inputValue(), "祁生福");
  assert.equal(await use().count(), 0, "nothing is said in the middle of a form");
  await go(page, "今日");
  await use().waitFor();
  assert.equal(await running(), before);
});

test("a press uses it; what was recorded and what was begun are there", async () => {
  const { page } = app;
  await page.waitForTimeout(1000); // a click so soon after a press counts as its own
  await use().click();
  await page.waitForFunction((version) => document.documentElement.dataset.version === version, NEWER, { timeout: 60_000 });
  await unlock(page);
  await openElder(page, "马玉莲");
  await write(page, "登记老人");
  assert.equal(await page.getByRole("textbox", { name: "姓名" }).inputValue(), "祁生福");
  await go(page, "今日");
  assert.equal(await use().count(), 0);
  assert.deepEqual(await app.violations(), []);
});
