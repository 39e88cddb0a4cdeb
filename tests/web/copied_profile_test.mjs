// A copied profile folder: it opens nothing without the PIN; with it, what it writes apart from the first is found as a fork,
// told, and kept for a lead's eyes; the key that two devices use writes no more, and everybody else goes on.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { launch } from "./support/browsers.mjs";
import { openSync } from "./support/carry.mjs";
import { nativeProgram, startHub } from "./support/hub.mjs";
import { open } from "./support/open.mjs";
import { PIN, enrol, go, openElder, register, search, settled, typePin, unlock, waitForRegister, write } from "./support/person.mjs";

const known = "马玉莲", ofFirst = "祁生福", ofCopy = "逯占彪";
const folder = mkdtempSync(join(tmpdir(), "huzhu-copied-"));
let hub, first, copy, other;

async function start(profile, address = "") {
  const browser = await launch({ profile: profile && join(folder, profile) });
  const app = await open(browser.context, `${hub.url}${address}`);
  app.page.setDefaultTimeout(20_000);
  return { ...app, close: browser.close };
}
before(async () => {
  hub = await startHub({ elders: 60 });
  first = await start("first");
});
after(async () => {
  for (const one of [first, copy, other]) await one?.close();
  await hub?.remove();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

const syncNow = async (page) => {
  await openSync(page);
  await page.getByRole("button", { name: "再试" }).click();
  // "All received" may stand there from the time before: first the round that was just begun comes to its end.
  await settled(page);
  await page.getByText(/^正在(找中心|发|收|对账)/).first().waitFor({ state: "hidden", timeout: 60_000 });
  await page.getByText("都收讫了，没有等着发的。").waitFor({ timeout: 60_000 });
};
const isThere = async (page, name) => {
  await go(page, "老人");
  await search(page, name);
  await page.getByRole("button", { name: new RegExp(`^${name}`) }).first().waitFor();
};
const isNotThere = async (page, name) => {
  await go(page, "老人");
  await search(page, name);
  await page.getByText("没有找到").first().waitFor({ state: "attached" });
};
const held = (page) => page.getByRole("listitem", { name: new RegExp(`${ofCopy}，陈桂香，`) });
// A form says it under its fields, a button in a notice.
const isRefused = (page) => page.getByText(/^这台设备或这个人停用了，新记的不作数/).first().waitFor();

test("the copy asks for the PIN and shows no elder without, wherever it is opened", async () => {
  await enrol(first.page, hub.codes.village);
  await register(first.page, { name: known });
  await syncNow(first.page);
  await openElder(first.page, known);
  const address = new URL(first.page.url()).hash;
  await first.close();
  cpSync(join(folder, "first"), join(folder, "copy"), { recursive: true });
  first = await start("first");
  copy = await start("copy", address);
  const { page } = copy;
  const pad = page.getByRole("button", { name: "1", exact: true });
  await page.getByRole("heading", { name: `桂香，输 ${PIN.length} 位密码` }).waitFor();
  await typePin(page, "00000000");
  await page.getByText(/^密码不对/).first().waitFor();
  assert.equal(await page.getByText(known).count(), 0);
  assert.equal(await page.getByRole("navigation").count(), 0);
  await pad.and(page.locator(":not([aria-disabled=true])")).waitFor();
});

test("each writes on from the same place, with no network", async () => {
  await hub.stop();
  await unlock(first.page);
  await typePin(copy.page); // it opens where the address says
  await copy.page.getByText(new RegExp(`^${known}，`)).first().waitFor();
  await register(first.page, { name: ofFirst });
  await register(copy.page, { name: ofCopy });
  await isThere(copy.page, ofCopy);
  // Locked, it sends nothing: so the first is the first at the hub.
  await go(copy.page, "更多");
  await copy.page.getByRole("button", { name: /^换人/ }).click();
  await hub.start();
});

test("what comes second is found as a fork, told on the tablet that wrote it, and kept by the hub", async () => {
  await syncNow(first.page);
  await unlock(copy.page);
  await openSync(copy.page);
  await copy.page.getByRole("group", { name: /^有一台平板像是被复制过，告诉站长/ }).first().waitFor({ timeout: 60_000 });
  await syncNow(copy.page);
  await hub.stop();
  const { stdout } = await promisify(execFile)(nativeProgram, ["hub", "verify", "--data", hub.data]);
  assert.match(stdout, /forks [1-9]/);
  await hub.start();
});

test("the first branch stands on both, and the other counts nowhere", async () => {
  for (const { page } of [first, copy]) {
    await syncNow(page);
    await isThere(page, known);
    await isThere(page, ofFirst);
    await isNotThere(page, ofCopy);
  }
});

test("the other is shown to the lead where it was written; the key writes no more on either, and nothing goes", async () => {
  await go(copy.page, "更多");
  await copy.page.getByRole("button", { name: /^人和设备/ }).click();
  await copy.page.getByRole("button", { name: /^要核对的，.*1 笔/ }).click();
  await held(copy.page).waitFor();
  await copy.page.getByRole("button", { name: /^认下来/ }).click();
  await isRefused(copy.page);
  await copy.page.reload();
  await copy.page.getByRole("heading", { name: new RegExp(`输 ${PIN.length} 位密码`) }).waitFor();
  await typePin(copy.page); // it opens where it was
  await held(copy.page).waitFor();
  const { page } = first;
  await write(page, "登记老人");
  await page.getByRole("textbox", { name: "姓名" }).fill("再记一个");
  await page.getByRole("textbox", { name: "出生日期" }).fill("1947-06-03");
  await page.getByRole("button", { name: "女", exact: true }).or(page.getByRole("checkbox", { name: "女", exact: true })).click();
  await page.getByRole("checkbox", { name: /同意登记/ }).click();
  await page.getByRole("button", { name: "保存", exact: true }).click();
  await isRefused(page);
  assert.equal(await page.getByRole("textbox", { name: "姓名" }).inputValue(), "再记一个");
});

test("everybody else goes on, and both still hear of it", async () => {
  other = await start();
  await enrol(other.page, await hub.newCode(hub.villageArea), "周育才");
  await waitForRegister(other.page);
  await isThere(other.page, ofFirst);
  await isNotThere(other.page, ofCopy);
  await register(other.page, { name: "宓采薇" });
  await syncNow(other.page);
  for (const { page } of [first, copy]) {
    await syncNow(page);
    await isThere(page, "宓采薇");
    await isNotThere(page, ofCopy);
  }
  for (const app of [first, copy, other]) assert.deepEqual(await app.violations(), []);
});
