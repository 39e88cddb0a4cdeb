// Somebody forgot the PIN and the lead is at home on another tablet: two browsers show each other codes, with no network in between.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launch } from "./support/browsers.mjs";
import { cameraOf, filmOf, piecesOf, picturesOf } from "./support/film.mjs";
import { startHub } from "./support/hub.mjs";
import { startLink } from "./support/link.mjs";
import { open } from "./support/open.mjs";
import { enrol, go, home, settled, typePin, unlock } from "./support/person.mjs";

const OLD_PIN = "135790", NEW_PIN = "864209";
const folder = mkdtempSync(join(tmpdir(), "huzhu-help-"));
let hub, locked, lead;

async function tablet(code, person, name) {
  const link = await startLink(() => hub.port);
  const film = join(folder, `${name}.mjpeg`);
  const browser = await launch({ args: cameraOf(film) });
  const app = await open(browser.context, link.url);
  app.page.setDefaultTimeout(30_000);
  await enrol(app.page, code, person);
  return { ...app, film, link, context: browser.context, close: async () => { await browser.close(); await link.stop(); } };
}

const press = (app, name) => app.page.getByRole("button", { name, exact: typeof name === "string" }).first().click();

// What stands on one screen is what the other's camera sees.
async function showTo(from, to) {
  const pieces = await piecesOf(from.page);
  writeFileSync(to.film, await filmOf(to.context, await picturesOf(from.page, Math.min(pieces, 4))));
  return pieces;
}

const words = (app) => app.page.evaluate(() => [...document.querySelectorAll("*")].filter((e) => e.children.length === 0).map((e) => e.textContent.trim()).filter((t) => /^\p{Script=Han}{2,3}$/u.test(t)));

before(async () => {
  hub = await startHub({ elders: 20 });
  lead = await tablet(hub.codes.village, "李存花", "lead");
  locked = await tablet(await hub.newCode(hub.villageArea), "陈桂香", "locked");
});
after(async () => {
  await locked?.close();
  await lead?.close();
  await hub?.remove();
  rmSync(folder, { recursive: true, force: true });
});

test("the tablet knows who can help, and the lead's knows whom", async () => {
  const { page } = locked;
  await go(page, "更多");
  await press(locked, /^加一个人/);
  await page.getByRole("textbox", { name: "姓名" }).fill("魏长顺");
  await press(locked, "让他自己设密码");
  await page.getByRole("heading", { name: "魏长顺，给自己设 6 位密码" }).waitFor();
  await typePin(page, OLD_PIN);
  await page.getByRole("heading", { name: "再输一遍" }).waitFor();
  await typePin(page, OLD_PIN);
  await page.getByRole("status").filter({ hasText: "魏长顺可以用这台了" }).waitFor({ timeout: 60_000 });
  await page.getByText(/中心收讫/).first().waitFor({ state: "attached", timeout: 60_000 });
  await lead.page.waitForTimeout(3_000);  // the other one hears of it by its long poll
  locked.link.cut = lead.link.cut = true;
});

test("the request goes over by the camera, and both show the same words", async () => {
  const { page } = locked;
  await go(page, "更多");
  await press(locked, /换人/);
  await page.getByRole("radio", { name: /^长顺/ }).click();
  await press(locked, "忘了密码");
  await press(locked, "让别的平板上的站长帮忙");
  await page.getByRole("heading", { name: "长顺，请站长扫这个码" }).waitFor();
  assert.ok((await showTo(locked, lead)) <= 3, "a request of a small county is a few codes");
  await go(lead.page, "更多");
  await press(lead, /^人和设备/);
  await press(lead, /^帮人重设密码/);
  await lead.page.getByRole("heading", { name: "魏长顺忘了密码" }).waitFor({ timeout: 60_000 });
  const four = (await lead.page.getByRole("group").allTextContents(), await words(lead)).filter((w) => w.length >= 2);
  const there = await words(locked);
  assert.ok(four.filter((w) => there.includes(w)).length >= 4, `${four} / ${there}`);
});

test("the answer comes back the same way, and the person goes on with a new PIN", async () => {
  await press(lead, "一样，帮他");
  await lead.page.getByRole("heading", { name: "让魏长顺扫这个码" }).waitFor();
  await showTo(lead, locked);
  const { page } = locked;
  await press(locked, "扫站长的码");
  await page.getByRole("heading", { name: "长顺，给自己设 6 位密码" }).waitFor({ timeout: 60_000 });
  await typePin(page, NEW_PIN);
  await page.getByRole("heading", { name: "再输一遍" }).waitFor();
  await typePin(page, NEW_PIN);
  await home(page).waitFor({ timeout: 60_000 });
  assert.equal(await page.getByRole("img", { name: "摄像头的画面" }).count(), 0, "the camera is off again");
});

test("after a restart the new PIN opens, and the old one does not", async () => {
  const { page } = locked;
  await page.reload();
  await page.getByRole("radio", { name: /^长顺/ }).click();
  await typePin(page, OLD_PIN);
  await page.getByText(/^密码不对/).first().waitFor();
  await page.waitForTimeout(1_500);
  await settled(page);
  await unlock(page, NEW_PIN);
});

test("the content security policy held", async () => {
  for (const app of [locked, lead]) assert.deepEqual(await app.violations(), []);
});
