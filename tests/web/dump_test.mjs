// What a thief finds who copies the browser's whole profile folder: no name, number or note, in any encoding.
//
// The search is proven first by values planted in every store a page has. The browser is killed, not closed: what it had
// not yet tidied away is there as well.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { launch } from "./support/browsers.mjs";
import { startHub } from "./support/hub.mjs";
import { open } from "./support/open.mjs";
import { enrol, openElder, register, settled, unlock, write } from "./support/person.mjs";

// The area 999999 is nobody's (core/registry/resident_id.h); the last sign is the check of GB 11643.
function residentId(birth, order) {
  const digits = `999999${birth}${order}`;
  const sum = [...digits].reduce((all, digit, i) => all + Number(digit) * (2 ** (17 - i) % 11), 0);
  return digits + "10X98765432"[sum % 11];
}

const volunteer = "樊玉芙", elder = "魏桂莲", phone = "13900015621", id = residentId("19470603", "022");
const address = "老井台往北第三家", note = "药匣子搁在炕柜上头", unfinished = "逯占彪", unfinishedPhone = "13700028846", sought = "宓采薇";
const secrets = { volunteer, elder, phone, id, address, note, unfinished, unfinishedPhone, sought };

// Every way a store may write a text down.
function spellings(text) {
  const escaped = [...text].map((c) => (c.codePointAt(0) < 128 ? c : `\\u${c.codePointAt(0).toString(16).padStart(4, "0")}`)).join("");
  const utf16be = Buffer.from(text, "utf16le").swap16();
  return [Buffer.from(text), Buffer.from(text, "utf16le"), utf16be, Buffer.from(escaped), Buffer.from(encodeURIComponent(text)), Buffer.from(Buffer.from(text).toString("hex"))];
}

const files = (folder) => readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath ?? entry.path, entry.name));

// The files in which the text stands.
const found = (folder, text) => {
  const ways = spellings(text);
  return files(folder).filter((file) => {
    const bytes = readFileSync(file);
    return ways.some((way) => bytes.includes(way));
  }).map((file) => relative(folder, file));
};

let hub, profile, tablet, app;
const start = async () => {
  tablet = await launch({ profile });
  app = await open(tablet.context, hub.url);
  app.page.setDefaultTimeout(15_000);
};

before(async () => {
  hub = await startHub({ elders: 200 });
  profile = mkdtempSync(join(tmpdir(), "huzhu-dump-"));
  await start();
});
after(async () => {
  await tablet?.close();
  await hub?.remove();
  rmSync(profile, { recursive: true, force: true });
});

test("a day's work is in the tablet: saved, unfinished, searched for, and in fields", async () => {
  const { page } = app;
  await enrol(page, hub.codes.village, volunteer);
  await register(page, { name: elder, phone });
  await page.getByRole("button", { name: "改档案" }).click();
  await page.getByRole("textbox", { name: "身份证号" }).fill(id);
  await page.getByRole("textbox", { name: "住在哪儿" }).fill(address);
  await page.getByRole("button", { name: "保存" }).click();
  await page.getByRole("heading", { name: "老人档案" }).waitFor();
  await page.getByRole("button", { name: "记录探访" }).click();
  await page.getByRole("textbox", { name: /还想说/ }).fill(note);
  await page.getByRole("button", { name: /四样都好，记平安/ }).click();
  await page.getByRole("status").filter({ hasText: "记好了" }).waitFor();
  await openElder(page, elder);
  await page.getByRole("searchbox").or(page.getByRole("button", { name: "返回" })).first().click();
  await page.getByRole("searchbox").fill(sought);
  await settled(page);
  await write(page, "登记老人");
  await page.getByRole("textbox", { name: "姓名" }).pressSequentially(unfinished);
  await page.getByRole("textbox", { name: "电话", exact: true }).pressSequentially(unfinishedPhone);
  await settled(page);
  await page.waitForTimeout(1500); // the draft is kept
});

test("the profile folder holds none of it, though it holds what was planted", async () => {
  const planted = { local: "对照甲91c7e2d05b", database: "对照乙3fa86d1c42", file: "对照丙70be915d6a", cache: "对照丁c5d2e8f914" };
  await app.page.evaluate(async (texts) => {
    localStorage.setItem("control", texts.local);
    const database = await new Promise((resolve, reject) => {
      const asked = indexedDB.open("control", 1);
      asked.onupgradeneeded = () => asked.result.createObjectStore("texts");
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
    });
    const act = database.transaction("texts", "readwrite", { durability: "strict" });
    act.objectStore("texts").put(texts.database, 1);
    await new Promise((resolve) => (act.oncomplete = resolve));
    const handle = await (await navigator.storage.getDirectory()).getFileHandle("control", { create: true });
    const writer = await handle.createWritable();
    await writer.write(texts.file);
    await writer.close();
    await (await caches.open("control")).put("/control", new Response(texts.cache));
  }, planted);
  await app.page.waitForTimeout(6000); // localStorage is written behind
  await tablet.kill();
  for (const [store, text] of Object.entries(planted)) assert.ok(found(profile, text).length > 0, `the planted control of ${store} is not found: the search does not work`);
  assert.ok(files(profile).reduce((all, file) => all + statSync(file).size, 0) > 1_000_000);
  for (const [what, text] of Object.entries(secrets)) assert.deepEqual(found(profile, text), [], `${what} stands in clear`);
});

test("and all of it is there for who has the PIN", async () => {
  await start();
  await unlock(app.page);
  await openElder(app.page, elder);
  await app.page.getByText(address).first().waitFor();
  await app.page.getByRole("listitem", { name: new RegExp(note) }).or(app.page.getByText(new RegExp(note))).first().waitFor();
});
