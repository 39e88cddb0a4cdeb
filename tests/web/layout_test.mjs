// Every screen once more in a real browser with its own fonts: at the narrowest phone, at the largest letters of 长辈版, on a
// PC at 200 % and as usual, nothing leaves its pane, lies over another or is smaller than a finger needs. All widths and sizes
// are tests/ui/screens/layout_test.cpp's.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { launch } from "./support/browsers.mjs";
import { startHub } from "./support/hub.mjs";
import { layoutFaults } from "./support/layout.mjs";
import { open } from "./support/open.mjs";
import { enrol, go, toMain, waitForRegister } from "./support/person.mjs";
import { elderSteps, screens } from "./support/screens.mjs";

const windows = [
  { name: "320 dp", viewport: { width: 320, height: 640 }, floor: 48 },
  { name: "360 dp, elder, largest letters", viewport: { width: 360, height: 800 }, elder: true, size: "特大", floor: 60 },
  { name: "800 dp", viewport: { width: 800, height: 1280 }, floor: 48 },
  { name: "1366 dp with the browser's bars", viewport: { width: 1366, height: 625 }, desk: true, floor: 40 },
  { name: "1366 dp at 200 %", viewport: { width: 683, height: 384 }, floor: 48 },
];

let hub;
before(async () => { hub = await startHub({ elders: 300 }); });
after(async () => { await hub?.remove(); });

for (const window of windows) {
  test(window.name, async (t) => {
    const browser = await launch({ context: { viewport: window.viewport } });
    try {
      const app = await open(browser.context, hub.url);
      const { page } = app;
      const sound = async (name) => {
        await app.settled();
        const { faults, looked } = await layoutFaults(page, window.floor);
        assert.ok(looked > 2, `${name}: nothing to look at`);
        assert.deepEqual(faults, [], name);
      };
      if (!window.elder) await sound("first run");
      await enrol(page, await hub.newCode(window.desk ? hub.countyArea : hub.villageArea), "陈桂香");
      await waitForRegister(page, window);
      if (window.elder) {
        await toMain(page);
        await page.getByRole("button", { name: /^大字/ }).click();
        await go(page, "更多");
        await page.getByRole("button", { name: /^设置/ }).click();
        await page.getByRole("radio", { name: window.size, exact: true }).click();
      }
      for (const screen of [...screens(window, { elder: window.elder }), ...(window.elder ? elderSteps : [])]) {
        await t.test(screen.name, async () => {
          await screen.open(page);
          for (const [role, name] of screen.expects ?? []) await page.getByRole(role, { name }).first().waitFor({ timeout: 15_000 });
          await sound(screen.name);
          if (screen.after) {
            await screen.after(page);
            await page.getByRole("navigation").first().waitFor({ timeout: 60_000 });
          }
        });
      }
      assert.deepEqual(app.complaints, []);
    } finally {
      await browser.close();
    }
  });
}
