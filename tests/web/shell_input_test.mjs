// Typing and pressing: the real field owns its text while it is focused; half a composition never reaches the
// program; a press is one press.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { launch } from "./support/browsers.mjs";
import { serveDist } from "./support/dist_server.mjs";
import { open } from "./support/open.mjs";

let server, browser, app, field;
before(async () => {
  server = await serveDist();
  browser = await launch();
  app = await open(browser.context, server.url);
  field = app.page.getByRole("textbox", { name: "8 位号码" });
  await field.waitFor();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

test("a field keeps nothing and asks nobody", async () => {
  const facts = await field.evaluate((e) => ({
    autocomplete: e.autocomplete, spellcheck: e.spellcheck, capitals: e.autocapitalize, name: e.name,
    size: parseFloat(getComputedStyle(e).fontSize),
  }));
  assert.equal(facts.autocomplete, "off");
  assert.equal(facts.spellcheck, false);
  assert.match(facts.capitals, /^(off|none)$/);
  assert.doesNotMatch(facts.name, /name|phone|id|code|pin/i);
  assert.ok(facts.size >= 16);
});

test("a composition is the browser's until it ends, 𠮷 included", async () => {
  await field.click();
  const element = await field.elementHandle();
  await app.settled();
  const frames = await app.frames();
  await app.cdp.send("Input.imeSetComposition", { text: "zhang", selectionStart: 5, selectionEnd: 5 });
  await app.page.waitForTimeout(200);
  assert.equal(await app.frames(), frames, "half a word drew a frame");
  await app.cdp.send("Input.insertText", { text: "张𠮷" });
  await app.page.waitForFunction((before) => globalThis.huzhu.frames > before, frames);
  assert.equal(await field.inputValue(), "张𠮷");
  assert.ok(await element.evaluate((e) => e.isConnected && e === document.activeElement), "the focused field was made anew");
});

test("the field lies where it is drawn, and shows its own text only while focused", async () => {
  const shown = () => field.evaluate((e) => getComputedStyle(e).color);
  assert.doesNotMatch(await shown(), /, 0\)$/);
  await app.page.getByRole("heading", { name: "头一回用" }).click({ force: true });
  await app.page.evaluate(() => document.activeElement.blur());
  assert.match(await shown(), /, 0\)$/);
  const box = await field.boundingBox();
  assert.ok(box.width > 200 && box.height >= 44, JSON.stringify(box));
});

test("what was typed is there when the field is entered again", async () => {
  await field.fill("12345678");
  await app.settled();
  await app.page.evaluate(() => document.activeElement.blur());
  await app.settled();
  assert.equal(await field.inputValue(), "12345678");
});

test("a press with the pointer, with Enter and by a screen reader each count once", async () => {
  const button = app.page.getByRole("button", { name: "对上中心" });
  const asked = () => server.requests.filter((line) => line.includes("/v1/")).length;
  const acts = [
    () => button.click(),
    async () => {
      await button.focus();
      await app.page.keyboard.press("Enter");
    },
    async () => {
      await app.page.waitForTimeout(600); // a real press explains a click for half a second
      await button.evaluate((e) => e.click()); // what assistive technology sends: a click without a pointer
    },
  ];
  for (const act of acts) {
    await field.fill("12345678");
    await app.settled();
    await app.page.waitForTimeout(600);
    const before = asked();
    await act();
    await app.page.waitForTimeout(300);
    await app.settled();
    assert.equal(asked(), before + 1);
  }
});
