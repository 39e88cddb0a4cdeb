// Two tablets change one phone number while offline: both are told, one settles it, it is gone on both.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { launch } from "./support/browsers.mjs";
import { startHub } from "./support/hub.mjs";
import { open } from "./support/open.mjs";
import { enrol, go, openElder, register, waitForRegister } from "./support/person.mjs";

const name = "俞秀英";
let hub, one, two, a, b;

before(async () => {
  hub = await startHub({ elders: 300 });
  one = await launch();
  two = await launch();
  a = await open(one.context, hub.url);
  b = await open(two.context, hub.url);
  for (const { page } of [a, b]) page.setDefaultTimeout(15_000);
});
after(async () => {
  await one?.close();
  await two?.close();
  await hub?.remove();
});

const syncNow = async (page) => {
  await go(page, "更多");
  await page.getByRole("button", { name: /^同步/ }).click();
  await page.getByRole("button", { name: "再试" }).click();
  await page.getByText(/都收讫了|都收讫/).first().waitFor({ timeout: 60_000 });
  await page.getByRole("button", { name: "返回" }).click();
};

const changePhone = async (page, phone) => {
  await openElder(page, name);
  await page.getByRole("button", { name: "改档案" }).click();
  const field = page.getByRole("textbox", { name: "电话", exact: true });
  await field.fill(phone);
  await page.getByRole("button", { name: "保存" }).click();
  await page.getByRole("heading", { name: "老人档案" }).waitFor();
};

test("both tablets know the elder", async () => {
  await enrol(a.page, hub.codes.village, "陈桂香");
  await register(a.page, { name, phone: "13900013345" });
  await syncNow(a.page);
  await enrol(b.page, await hub.newCode(hub.villageArea), "周育才");
  await waitForRegister(b.page);
  await openElder(b.page, name);
});

test("changed on both without a network", async () => {
  await hub.stop();
  await changePhone(a.page, "13900015621");
  await changePhone(b.page, "13900017708");
  await hub.start();
});

test("both are shown both values", async () => {
  await syncNow(a.page);
  await syncNow(b.page);
  await syncNow(a.page);
  for (const page of [a.page, b.page]) {
    await go(page, "更多");
    await page.getByRole("button", { name: /^待处理/ }).click();
    await page.getByText("尾号 5621").first().waitFor({ timeout: 30_000 });
    await page.getByText("尾号 7708").first().waitFor();
    await page.getByText("原来是 尾号 3345").first().waitFor();
  }
});

test("settled on one, gone on both; the other value can be brought back", async () => {
  await a.page.getByRole("button", { name: /用.*5621|用这个/ }).first().click();
  await a.page.getByText("没有要定的").waitFor();
  await a.page.getByText("刚定好的").waitFor();
  await syncNow(a.page);
  await syncNow(b.page);
  await go(b.page, "更多");
  await b.page.getByRole("button", { name: /^待处理/ }).click();
  await b.page.getByText("没有要定的").waitFor({ timeout: 30_000 });
  assert.deepEqual(await a.violations(), []);
});
