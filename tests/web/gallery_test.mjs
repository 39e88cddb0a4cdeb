// ?gallery shows every control without enrolment, in both modes and all palettes; nothing else leads there.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { launch } from "./support/browsers.mjs";
import { startHub } from "./support/hub.mjs";
import { open } from "./support/open.mjs";

let hub;
before(async () => { hub = await startHub({ elders: 5 }); });
after(async () => { await hub?.remove(); });

test("opens by name only, and wears every look", async () => {
  const browser = await launch();
  try {
    const app = await open(browser.context, `${hub.url}?gallery`);
    const { page } = app;
    await page.getByRole("heading", { name: "部件与状态" }).waitFor();
    assert.equal(await page.getByRole("textbox", { name: "8 位号码" }).count(), 0);
    for (const look of ["长辈版", "暗", "黑白分明", "标准版"]) {
      const radio = page.getByRole("radio", { name: look, exact: true }).first();
      await radio.click();
      await app.settled();
      assert.ok(await radio.isChecked(), look);
    }
    assert.deepEqual(app.complaints, []);
    assert.deepEqual(await app.violations(), []);
    // The look was for this page: the program itself starts as before, and asks for its code.
    await page.goto(hub.url);
    await page.getByRole("textbox", { name: "8 位号码" }).waitFor({ timeout: 30_000 });
    assert.equal(await page.getByRole("button", { name: /大字/ }).count(), 1);
  } finally {
    await browser.close();
  }
});

// A gallery in a browser of its own, for what a screen reader, a keyboard or a finger does there.
const inGallery = async (context, act) => {
  const browser = await launch({ context });
  try {
    const app = await open(browser.context, `${hub.url}?gallery`);
    await app.page.getByRole("heading", { name: "部件与状态" }).waitFor();
    await act(app, app.page);
    assert.deepEqual(app.complaints, []);
  } finally {
    await browser.close();
  }
};
const focusedName = (page) => page.evaluate(() => document.activeElement.getAttribute("aria-label") ?? document.activeElement.textContent);

test("tabs are one stop, and the arrows move along them", () => inGallery({}, async (app, page) => {
  const first = page.getByRole("tab", { name: "该看了" }), second = page.getByRole("tab", { name: "都好" });
  await first.focus();
  await page.keyboard.press("ArrowRight");
  await app.settled();
  assert.equal(await focusedName(page), "都好");
  assert.equal(await second.getAttribute("aria-selected"), "true");
  await page.getByRole("tabpanel", { name: "都好" }).getByText("今天都看完了").waitFor({ state: "attached" });
  assert.deepEqual([await first.getAttribute("tabindex"), await second.getAttribute("tabindex")], ["-1", "0"]);
  await page.keyboard.press("Home");
  await app.settled();
  assert.equal(await focusedName(page), "该看了");
  await page.keyboard.press("Tab");
  assert.notEqual(await page.evaluate(() => document.activeElement.getAttribute("role")), "tab");
}));

test("one of thousands is found and chosen by keyboard alone", () => inGallery({}, async (app, page) => {
  const box = page.getByRole("combobox", { name: "哪个村" });
  await box.focus();
  await page.keyboard.press("ArrowDown");
  const field = page.getByRole("searchbox", { name: /村名/ });
  await page.waitForFunction(() => document.activeElement?.matches("input[type=search]"));
  await page.keyboard.type("hgc");
  await page.getByRole("option", { name: "红古村，三社，独居" }).waitFor();
  await app.settled();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  assert.equal(await focusedName(page), "海古村");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  assert.ok(await field.evaluate((e) => e === document.activeElement), "back to the search field from the first line");
  await page.keyboard.press("ArrowDown");
  // Down a list of which only what is seen is built: none is skipped, and the end is not the beginning.
  for (let i = 0; i < 40; ++i) {
    await page.keyboard.press("ArrowDown");
    await page.evaluate(() => globalThis.huzhu.settled());
  }
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute("aria-posinset")), "41");
  const name = await focusedName(page);
  await page.keyboard.press("Enter");
  await app.settled();
  assert.equal(await page.getByRole("dialog").count(), 0);
  assert.equal(await box.textContent(), name.split("，")[0]);
  assert.ok(await box.evaluate((e) => e === document.activeElement), "the focus returns to the box");
}));

test("a chart is a table to who reads", () => inGallery({}, async (app, page) => {
  const table = page.getByRole("table", { name: /^做了什么/ });
  assert.deepEqual(await table.getByRole("columnheader").allTextContents(), ["哪一段", "上门", "电话", "邻居", "还不知道"]);
  const rows = table.getByRole("row");
  assert.equal(await rows.count(), 9);
  assert.deepEqual(await rows.nth(8).getByRole("cell").allTextContents(), ["本周", "120", "40", "22", "0"]);
  assert.equal(await rows.nth(8).getAttribute("tabindex"), null); // it only tells
}));

test("a finger signs, and the page does not scroll under it", () => inGallery({ hasTouch: true }, async (app, page) => {
  const pad = page.getByRole("img", { name: "请本人在这里签名，未签名" });
  await pad.scrollIntoViewIfNeeded();
  await app.settled();
  const box = await pad.boundingBox(), before = await page.evaluate(() => document.querySelector(".pane").scrollTop);
  const at = (x, y) => [{ x: box.x + box.width * x, y: box.y + box.height * y }];
  await app.cdp.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: at(0.3, 0.1) });
  for (let i = 1; i <= 8; ++i) await app.cdp.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: at(0.3 + 0.02 * i, 0.1 + 0.1 * i) });
  await app.cdp.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  await page.getByRole("img", { name: "请本人在这里签名，已签名" }).first().waitFor({ state: "attached" });
  assert.equal(await page.evaluate(() => document.querySelector(".pane").scrollTop), before);
  await page.getByRole("button", { name: "退一笔" }).click();
  await pad.waitFor({ state: "attached" });
}));
