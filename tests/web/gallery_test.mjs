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
