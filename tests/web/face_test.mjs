// A new device joins with no network: its screen to the lead's camera, and back by the camera or by a file.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launch } from "./support/browsers.mjs";
import { download } from "./support/carry.mjs";
import { cameraOf, filmOf, picturesOf, piecesOf } from "./support/film.mjs";
import { startHub } from "./support/hub.mjs";
import { startLink } from "./support/link.mjs";
import { open } from "./support/open.mjs";
import { enrol, go, home, skipTour, typePin } from "./support/person.mjs";

const folder = mkdtempSync(join(tmpdir(), "huzhu-face-"));
const MOST_CODES = 60; // of a film; more goes by the file
let hub, lead, fresh;

async function device(name) {
  const link = await startLink(() => hub.port);
  const film = join(folder, `${name}.mjpeg`);
  const browser = await launch({ args: cameraOf(film) });
  const app = await open(browser.context, link.url);
  app.page.setDefaultTimeout(30_000);
  return { ...app, film, link, context: browser.context, close: async () => { await browser.close(); await link.stop(); } };
}
const press = (app, name) => app.page.getByRole("button", { name, exact: typeof name === "string" }).first().click();

before(async () => {
  hub = await startHub({ elders: 20 });
  lead = await device("lead");
  await enrol(lead.page, hub.codes.village, "陈桂香");
  await lead.page.getByText(/中心收讫|收讫/).first().waitFor({ state: "attached", timeout: 60_000 });
  fresh = await device("fresh");
  lead.link.cut = fresh.link.cut = true;
});
after(async () => {
  await fresh?.close();
  await lead?.close();
  await hub?.remove();
  rmSync(folder, { recursive: true, force: true });
});

test("the lead's camera reads the new device", async () => {
  await press(fresh, "没有网，当面登记");
  await fresh.page.getByRole("heading", { name: "请站长扫这个码" }).waitFor();
  writeFileSync(lead.film, await filmOf(fresh.context, [await fresh.page.getByRole("img", { name: "二维码" }).screenshot()]));
  await go(lead.page, "更多");
  await press(lead, /^登记新设备/);
  await lead.page.getByRole("radio", { name: /^志愿者/ }).click();
  await lead.page.getByRole("textbox", { name: "姓名" }).fill("魏长顺");
  await press(lead, "当面登记");
  await lead.page.getByRole("heading", { name: "两块屏上的词一样吗" }).waitFor({ timeout: 60_000 });
  await press(lead, "一样，登记");
  await lead.page.getByRole("heading", { name: "让魏长顺扫这里" }).waitFor();
});

test("the answer comes back, and the person goes on with no network", async () => {
  const pieces = await piecesOf(lead.page);
  console.log(`the answer of a small county: ${pieces} codes`);
  const file = await download(lead.page, "存成文件");
  if (pieces <= MOST_CODES) writeFileSync(fresh.film, await filmOf(lead.context, await picturesOf(lead.page, pieces + 12)));  // of these any set spans all pieces but one time in 4,096
  await press(fresh, "扫站长的码");
  const known = fresh.page.getByRole("heading", { name: "魏长顺，对吗" });
  if (pieces > MOST_CODES) await fresh.page.getByLabel(/^打开站长给的文件/).setInputFiles({ name: "a.huzhu", mimeType: "application/octet-stream", buffer: file.bytes });
  await known.waitFor({ timeout: 120_000 });
  await press(fresh, "接着设密码");
  await typePin(fresh.page, "135790");
  await fresh.page.getByRole("heading", { name: "再输一遍" }).waitFor();
  await typePin(fresh.page, "135790");
  await skipTour(fresh.page);
});

test("with a network both know of each other", async () => {
  lead.link.cut = fresh.link.cut = false;
  await press(lead, "他扫好了");
  await lead.page.getByText("先能用三十天").first().waitFor({ state: "attached" });
  await press(lead, "好了");
  await fresh.page.reload();
  await fresh.page.getByRole("radio", { name: /^长顺/ }).waitFor();
  await typePin(fresh.page, "135790");
  await home(fresh.page).waitFor({ timeout: 60_000 });
  await fresh.page.getByText(/收讫/).first().waitFor({ state: "attached", timeout: 90_000 });
});

test("the content security policy held", async () => {
  for (const app of [fresh, lead]) assert.deepEqual(await app.violations(), []);
});
