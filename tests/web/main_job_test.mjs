// The main job: a volunteer registers an elder, records a visit and logs an hour with no network; the browser is
// killed in between; later everything is received by the hub and the county's PC shows it.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launch } from "./support/browsers.mjs";
import { startHub } from "./support/hub.mjs";
import { open } from "./support/open.mjs";
import { enrol, go, openElder, register, unlock, write } from "./support/person.mjs";

const name = "魏桂莲";
let hub, profile, tablet, app;

const openTablet = async () => {
  tablet = await launch({ profile });
  app = await open(tablet.context, hub.url);
  app.page.setDefaultTimeout(15_000);
};

before(async () => {
  hub = await startHub({ elders: 800 });
  profile = mkdtempSync(join(tmpdir(), "huzhu-tablet-"));
  await openTablet();
});
after(async () => {
  await tablet?.close();
  await hub?.remove();
  rmSync(profile, { recursive: true, force: true });
});

test("a new tablet joins with a code and receives its village's register", async () => {
  await enrol(app.page, hub.codes.village);
  await go(app.page, "老人");
  await app.page.getByRole("heading", { name: /找到/ }).waitFor();
  await app.page.getByRole("list", { name: "老人名册" }).waitFor({ timeout: 30_000 });
});

test("offline: the browser restarts without the hub and opens with the PIN", async () => {
  await app.page.waitForFunction(() => navigator.serviceWorker?.controller !== null);
  await hub.stop();
  await tablet.close();
  await openTablet();
  await unlock(app.page);
});

test("offline: registers an elder; a wrong ID is said at once", async () => {
  const { page } = app;
  await write(page, "登记老人");
  const id = page.getByRole("textbox", { name: "身份证号" });
  await id.fill("9999991947060300");
  await page.getByText("少了 2 位，再看看").waitFor({ state: "attached" });
  await id.fill("");
  await page.getByRole("button", { name: "返回" }).click();
  await register(page, { name, phone: "13900015621" });
  await page.getByRole("status").filter({ hasText: "在名册上了" }).waitFor();
});

test("offline: records a visit in three taps and logs an hour", async () => {
  const { page } = app;
  await page.getByRole("button", { name: "记录探访" }).click();
  await page.getByRole("button", { name: /四样都好，记平安/ }).click();
  await page.getByRole("status").filter({ hasText: `记好了，${name}平安` }).waitFor();
  await write(page, "记时长");
  await page.getByRole("button", { name: new RegExp(name) }).or(page.getByRole("radio", { name: new RegExp(name) })).first().click();
  for (const choice of ["打扫", "1 小时半"]) await page.getByRole("radio", { name: choice }).or(page.getByRole("button", { name: choice, exact: true })).first().click();
  await page.getByRole("button", { name: "存 1 小时 30 分" }).click();
  await page.getByRole("status").filter({ hasText: "存好了" }).waitFor();
});

test("offline: everything is there after a kill, marked as on this tablet", async () => {
  await tablet.kill();
  await openTablet();
  await unlock(app.page);
  await openElder(app.page, name);
  await app.page.getByText("帮着打扫 1 小时 30 分").first().waitFor();
  await app.page.getByText("平安").first().waitFor();
  for (const words of [/平安.*在本机/, /帮着打扫.*在本机/]) await app.page.getByRole("listitem", { name: words }).or(app.page.getByText(words)).first().waitFor();
});

test("when the hub is back everything is received", async () => {
  await hub.start();
  const { page } = app;
  // It may have found the hub by itself already.
  await page.getByRole("button", { name: /待发|收讫/ }).first().click();
  await page.getByText("都收讫了，没有等着发的。").waitFor({ timeout: 60_000 });
  await page.getByRole("button", { name: "返回" }).click();
  await page.getByText("收讫").first().waitFor();
  await page.getByText("在本机").first().waitFor({ state: "hidden" });
});

test("the county's PC sees the new elder", async () => {
  const pc = await launch({ context: { viewport: { width: 1366, height: 768 } } });
  try {
    const desk = await open(pc.context, hub.url);
    await enrol(desk.page, hub.codes.county, "周育才");
    await go(desk.page, /^老人/);
    await desk.page.getByRole("searchbox").fill(name);
    await desk.page.getByRole("row", { name: new RegExp(name) }).or(desk.page.getByRole("button", { name: new RegExp(`^${name}`) })).first().waitFor({ timeout: 60_000 });
    assert.deepEqual(desk.complaints, []);
    assert.deepEqual(await desk.violations(), []);
  } finally {
    await pc.close();
  }
});

test("nothing broke the page's own rules", async () => {
  assert.deepEqual(await app.violations(), []);
});
