// A disk that is really full: the sentence says so, what was typed stays, nothing that was saved is lost, and with room
// again the same press saves.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launch } from "./support/browsers.mjs";
import { startHub } from "./support/hub.mjs";
import { beforeWorker, open } from "./support/open.mjs";
import { enrol, openElder, register, settled, toMain, unlock, waitForRegister, write } from "./support/person.mjs";

let hub, profile, tablet, app;
const openTablet = async () => {
  tablet = await launch({ profile });
  await beforeWorker(tablet.context, FULL_DISK);
  app = await open(tablet.context, hub.url);
  app.page.setDefaultTimeout(15_000);
};

before(async () => {
  hub = await startHub({ elders: 100 });
  profile = mkdtempSync(join(tmpdir(), "huzhu-full-"));
  await openTablet();
  await enrol(app.page, hub.codes.village);
  await waitForRegister(app.page);
  await register(app.page, { name: "魏桂莲" });
});
after(async () => {
  await tablet?.close();
  await hub?.remove();
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
});

// Every write of the worker fails as one on a full disk does, while `full`: the browser's quota cannot be aimed at one save,
// because its files have room in hand.
const FULL_DISK = `{
  let full = false;
  const channel = new BroadcastChannel("disk"), write = FileSystemSyncAccessHandle.prototype.write;
  channel.onmessage = (e) => { full = e.data; channel.postMessage("done"); };
  FileSystemSyncAccessHandle.prototype.write = function (bytes, options) {
    if (full) throw new DOMException("full", "QuotaExceededError");
    return write.call(this, bytes, options);
  };
}
`;
const disk = (full) => app.page.evaluate((value) => new Promise((resolve) => {
  const channel = new BroadcastChannel("disk");
  channel.onmessage = () => resolve(channel.close());
  channel.postMessage(value);
}), full);
const sentence = /这台快存满了，先腾点地方再记/;

async function fillForm(page) {
  await write(page, "登记老人");
  await page.getByRole("textbox", { name: "姓名" }).fill("俞秀英");
  await page.getByRole("textbox", { name: "出生日期" }).fill("1946-02-11");
  await page.getByRole("button", { name: "女", exact: true }).or(page.getByRole("checkbox", { name: "女", exact: true })).click();
  await page.getByRole("checkbox", { name: /同意登记/ }).click();
}

test("a full disk is said, and the form stays as it is", async () => {
  const { page } = app;
  await fillForm(page);
  await settled(page);
  await disk(true);
  await page.getByRole("button", { name: "保存" }).click();
  await page.getByText(sentence).first().waitFor();
  assert.equal(await page.getByRole("textbox", { name: "姓名" }).inputValue(), "俞秀英");
  assert.equal(await page.getByRole("textbox", { name: "出生日期" }).inputValue(), "1946-02-11");
  assert.equal(await page.getByRole("checkbox", { name: /同意登记/ }).isChecked(), true);
});

test("with room again the same press saves", async () => {
  const { page } = app;
  await disk(false);
  await page.getByRole("button", { name: "保存" }).click();
  await page.getByText(/^俞秀英，/).first().waitFor();
  assert.equal(await page.getByText(sentence).count(), 0);
});

test("nothing is lost: all are there after a kill", async () => {
  await tablet.kill();
  await openTablet();
  await unlock(app.page);
  for (const name of ["魏桂莲", "俞秀英"]) await openElder(app.page, name);
  await toMain(app.page);
  assert.deepEqual(await app.violations(), []);
});
