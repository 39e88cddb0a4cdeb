// Fingers: the browser scrolls, a swipe is no press, a tap focuses the real field, the soft keyboard costs no canvas.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { launch } from "./support/browsers.mjs";
import { serveDist } from "./support/dist_server.mjs";
import { open } from "./support/open.mjs";

let server, browser, app;
const phone = { hasTouch: true, isMobile: true, deviceScaleFactor: 3, viewport: { width: 360, height: 800 } };
before(async () => {
  server = await serveDist();
  browser = await launch({ context: phone });
  app = await open(browser.context, server.url);
  await app.page.getByRole("textbox", { name: "8 位号码" }).waitFor();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

async function swipe(cdp, x, from, to, steps = 12) {
  const touch = (type, y) => cdp.send("Input.dispatchTouchEvent", { type, touchPoints: y === undefined ? [] : [{ x, y }] });
  await touch("touchStart", from);
  for (let i = 1; i <= steps; i++) {
    await touch("touchMove", from + ((to - from) * i) / steps);
    await new Promise((resolve) => setTimeout(resolve, 16));
  }
  await touch("touchEnd");
}

test("control: the driver's swipe scrolls a plain page", async () => {
  const page = await browser.context.newPage();
  await page.setContent('<meta name="viewport" content="width=device-width"><div id="box" style="position:absolute;inset:0;overflow:auto"><div style="height:5000px">x</div></div>');
  await swipe(await browser.context.newCDPSession(page), 180, 600, 300);
  await page.waitForFunction(() => document.getElementById("box").scrollTop > 200);
  await page.close();
});

test("a tap on a field focuses the real field", async () => {
  const field = app.page.getByRole("textbox", { name: "8 位号码" });
  await field.tap();
  assert.ok(await field.evaluate((e) => e === document.activeElement));
});

test("with the soft keyboard the canvas keeps its size and the window of the program shrinks", async () => {
  const canvas = () => app.page.locator("canvas").evaluate((e) => e.getBoundingClientRect().height);
  const box = () => app.page.locator(".pane").first().evaluate((e) => e.getBoundingClientRect().height);
  const before = await box();
  await app.page.setViewportSize({ width: 360, height: 420 }); // what resizes-content does when the keyboard opens
  await app.page.waitForFunction((height) => document.querySelector(".pane").getBoundingClientRect().height < height, before);
  assert.equal(await canvas(), 800);
  assert.ok(await app.page.getByRole("textbox", { name: "8 位号码" }).evaluate((e) => e === document.activeElement));
  await app.page.setViewportSize(phone.viewport);
  await app.page.waitForFunction((height) => document.querySelector(".pane").getBoundingClientRect().height === height, before);
});

test("a swipe over a button scrolls and presses nothing", async () => {
  await app.page.goto(new URL("?gallery", server.url).href);
  await app.page.getByRole("heading", { name: "部件与状态" }).waitFor();
  await app.settled();
  const pane = app.page.locator(".pane").first();
  const dark = app.page.getByRole("radio", { name: "暗", exact: true }).first();
  const top = () => pane.evaluate((e) => e.scrollTop);
  const at = async () => {
    const box = await dark.boundingBox();
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  };
  const before = { ...(await at()), top: await top() };
  await swipe(app.cdp, before.x, before.y, before.y - 100);
  await app.page.waitForFunction((was) => document.querySelector(".pane").scrollTop > was + 40, before.top);
  await app.settled();
  assert.equal(await dark.isChecked(), false);
  // The same finger that does not move presses.
  await dark.scrollIntoViewIfNeeded();
  await app.settled();
  const { x, y } = await at();
  await app.page.touchscreen.tap(x, y);
  await app.page.getByRole("radio", { name: "暗", exact: true, checked: true }).first().waitFor();
});
