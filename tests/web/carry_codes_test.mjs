// Records by codes: one tablet shows them, another reads them with its camera, with no network on either side.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launch } from "./support/browsers.mjs";
import { openSync } from "./support/carry.mjs";
import { cameraOf, codeLabel, filmOf, picturesOf } from "./support/film.mjs";
import { startHub } from "./support/hub.mjs";
import { startLink } from "./support/link.mjs";
import { open } from "./support/open.mjs";
import { enrol, openElder, register, toMain } from "./support/person.mjs";

const name = "韩桂英";
const folder = mkdtempSync(join(tmpdir(), "huzhu-codes-"));
const film = join(folder, "codes.mjpeg");
let hub, a, b;

async function tablet(code, person, options = {}) {
  const link = await startLink(() => hub.port);
  const browser = await launch(options);
  const app = await open(browser.context, link.url);
  app.page.setDefaultTimeout(20_000);
  link.cutAfter = "/v1/redeem";
  await enrol(app.page, code, person);
  return { ...app, close: async () => { await browser.close(); await link.stop(); } };
}

before(async () => {
  hub = await startHub({ elders: 20 });
  b = await tablet(hub.codes.village, "周育才", { args: cameraOf(film) });
  a = await tablet(await hub.newCode(hub.villageArea), "陈桂香");
});
after(async () => {
  await a?.close();
  await b?.close();
  await hub?.remove();
  rmSync(folder, { recursive: true, force: true });
});

test("a day's records for the centre fit four codes", async () => {
  await register(a.page, { name, phone: "13900013345" });
  await openSync(a.page);
  await a.page.getByRole("button", { name: /^扫码传/ }).click();
  const words = await codeLabel(a.page).textContent();
  const pieces = Number(/一共 (\d+) 张/.exec(words)[1]);
  assert.ok(pieces >= 1 && pieces <= 4, words);
});

test("another tablet reads the codes with its camera and has the records", async () => {
  await a.page.getByRole("radio", { name: /1 号/ }).click();
  await a.page.getByText(/^装着村里的记录/).first().waitFor();
  await a.page.getByRole("button", { name: "显示二维码" }).click();
  const pieces = Number(/一共 (\d+) 张/.exec(await codeLabel(a.page).textContent())?.[1] ?? 4);
  // Some more than there are pieces, from wherever in the stream: the fountain needs no particular ones.
  const pictures = await picturesOf(a.page, pieces <= 4 ? pieces : Math.min(pieces + 12, 48));
  writeFileSync(film, await filmOf(b.context ?? b.page.context(), pictures));
  await openSync(b.page);
  await b.page.getByRole("button", { name: /^扫别人的码/ }).click();
  await b.page.getByRole("img", { name: "摄像头的画面" }).waitFor();
  await b.page.getByText("收好了").first().waitFor({ state: "attached", timeout: 90_000 });
  await b.page.getByText(/新收进来 \d+ 条/).first().waitFor({ state: "attached" });
  assert.equal(await b.page.getByRole("img", { name: "摄像头的画面" }).count(), 0, "the camera is off again");
  await openElder(b.page, name);
});

test("a tablet without a camera says so", async () => {
  await openSync(a.page);
  await a.page.getByRole("button", { name: /^扫别人的码/ }).click();
  await a.page.getByText(/没找到摄像头|没让用摄像头/).first().waitFor({ state: "attached" });
  await toMain(a.page);
});

test("the content security policy held", async () => {
  for (const app of [a, b]) assert.deepEqual(await app.violations(), []);
});
