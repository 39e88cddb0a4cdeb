// Paper: what a press on 打印 puts before a printer, that the browser is asked while the press still counts, that the sheet has
// the pages it should, and that nothing of it is left on the screen.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { launch } from "./support/browsers.mjs";
import { startHub } from "./support/hub.mjs";
import { open } from "./support/open.mjs";
import { enrol, go, register, toMain, waitForRegister } from "./support/person.mjs";

const PHONE = "13900015621";
let hub;
before(async () => { hub = await startHub({ elders: 300 }); });
after(async () => { await hub?.remove(); });

// The browser's own dialog would stand over everything: what it was asked is kept instead.
const standIn = () => {
  globalThis.asked = [];
  globalThis.print = () => globalThis.asked.push({ active: navigator.userActivation.isActive, words: document.getElementById("paper")?.textContent ?? "" });
};
const asked = (page) => page.evaluate(() => globalThis.asked);
const printed = async (page, count) => {
  await page.waitForFunction((n) => globalThis.asked.length >= n, count);
  const all = await asked(page);
  assert.equal(all.length, count);
  assert.ok(all.at(-1).active, "the browser was asked within the press");
  return all.at(-1).words;
};
// Pages of a PDF as Chromium writes it: one dictionary each.
async function pagesOf(page) {
  const pdf = await page.pdf({ preferCSSPageSize: true });
  return pdf.toString("latin1").match(/\/Type\s*\/Page\b(?!s)/g).length;
}
const button = (page, name) => page.getByRole("button", { name }).first();

async function start(viewport, code, name, desk = false) {
  const browser = await launch({ context: { viewport } });
  await browser.context.addInitScript(standIn);
  const app = await open(browser.context, hub.url);
  await enrol(app.page, await code(), name);
  await waitForRegister(app.page, { desk });
  return { browser, app, page: app.page };
}

test("a tablet prints the file, the day and the card", async () => {
  const { browser, app, page } = await start({ width: 360, height: 800 }, () => hub.newCode(hub.villageArea), "陈桂香");
  try {
    await toMain(page);
    await register(page, { name: "马玉莲", phone: PHONE });
    await button(page, /^印这份档案/).click();
    await page.getByRole("dialog").getByRole("button", { name: /^遮住印/ }).click();
    const masked = await printed(page, 1);
    assert.match(masked, /马玉莲/);
    assert.match(masked, /尾号 5621/);
    assert.ok(!masked.includes(PHONE));
    assert.equal(await pagesOf(page), 1);
    // On the screen there is nothing of it, and what is touched next takes it away.
    assert.equal(await page.locator("#paper").isVisible(), false);
    await page.waitForTimeout(400);
    await button(page, /^印这份档案/).click();
    assert.equal(await page.locator("#paper").count(), 0);
    await page.getByRole("dialog").getByRole("button", { name: /^急事/ }).click();
    const whole = await printed(page, 2);
    assert.ok(whole.includes(PHONE), whole);

    await go(page, "更多");
    await button(page, /^印今天要看的/).click();
    assert.match(await printed(page, 3), /要看的/);
    await page.waitForTimeout(400);
    await button(page, /^印一张说明卡/).click();
    const card = await printed(page, 4), version = await page.evaluate(() => document.documentElement.dataset.version);
    assert.ok(card.includes(version), card);
    assert.equal(await page.locator("#paper li svg").count(), 6);
    assert.equal(await page.locator("#paper .code svg path").count(), 1);
    assert.equal(await pagesOf(page), 1, "the card is one sheet");

    // Locked: nothing of anybody is left in the page.
    await button(page, /^印今天要看的/).click();
    await printed(page, 5);
    await page.waitForTimeout(700); // a click so soon after a pointer would be taken for the pointer's own
    await button(page, /^换人/).evaluate((element) => element.click()); // no pointer: the lock alone must do it
    await page.getByRole("heading", { name: /输 8 位密码/ }).waitFor();
    assert.equal(await page.locator("#paper").count(), 0);
    assert.deepEqual(app.complaints, []);
    assert.deepEqual(await app.violations(), []);
  } finally {
    await browser.close();
  }
});

test("a PC prints the day of all villages in one table, on as few sheets as it needs", async () => {
  const { browser, app, page } = await start({ width: 1366, height: 768 }, () => hub.newCode(hub.countyArea), "周育才", true);
  try {
    await go(page, "今日总览");
    await button(page, /^印今天要看的/).click();
    const words = await printed(page, 1);
    assert.match(words, /还要看 \d+ 位/);
    const villages = await page.locator("#paper tr.across").count(), rows = await page.locator("#paper tbody tr:not(.across)").count();
    assert.ok(villages > 1 && rows >= villages, `${villages} villages, ${rows} elders`);
    assert.equal(await page.locator("#paper table").count(), 1, "villages follow one another");
    assert.equal(await page.locator("#paper tbody tr .box").count(), rows, "a box to tick for each");
    const pages = await pagesOf(page);
    assert.ok(pages >= 1 && pages <= Math.ceil((rows + villages) / 18) + 1, `${pages} sheets for ${rows} rows of ${villages} villages`);
    await go(page, "设置");
    await button(page, /^印一张说明卡/).click();
    await printed(page, 2);
    assert.equal(await pagesOf(page), 1);
    assert.deepEqual(app.complaints, []);
    assert.deepEqual(await app.violations(), []);
  } finally {
    await browser.close();
  }
});
