// Joining and the three main jobs by fingers alone, and by role alone as a screen reader presses: neither ever needs the other,
// a mouse or a keyboard. By keys alone: keyboard_test.mjs.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { launch } from "./support/browsers.mjs";
import { startHub } from "./support/hub.mjs";
import { open } from "./support/open.mjs";
import { PIN, settled } from "./support/person.mjs";

let hub;
before(async () => { hub = await startHub({ elders: 60 }); });
after(async () => { await hub?.remove(); });

const hands = {
  fingers: {
    context: { hasTouch: true, isMobile: true, viewport: { width: 360, height: 800 } },
    async press(target) {
      await target.tap();
    },
  },
  // A click without a pointer and without a place, on the element that has the role and the name.
  "role alone": {
    context: { viewport: { width: 360, height: 800 } },
    async press(target) {
      await target.focus();
      await target.evaluate((element) => element.click());
    },
  },
};

for (const [name, hand] of Object.entries(hands)) {
  test(`joins, registers, visits and logs an hour by ${name}`, async (t) => {
    const browser = await launch({ context: hand.context });
    try {
      const app = await open(browser.context, hub.url);
      const { page } = app;
      page.setDefaultTimeout(20_000);
      const find = (role, label) => page.getByRole(role, { name: label, exact: typeof label === "string" }).first();
      const press = async (role, label) => {
        await find(role, label).waitFor();
        await settled(page);
        await hand.press(find(role, label));
        await settled(page);
      };
      const type = async (label, text) => {
        await press("textbox", label);
        await page.waitForFunction(() => document.activeElement?.matches("input.field, textarea.field"));
        await page.keyboard.insertText(text); // as a soft keyboard commits
      };
      await t.test("joins", async () => {
        await type("8 位号码", await hub.newCode(hub.villageArea));
        await press("button", "对上中心");
        await press("button", "一样");
        await type("姓名", "陈桂香");
        await press("button", "接着设密码");
        for (const heading of [`给自己设 ${PIN.length} 位密码`, "再输一遍"]) {
          await find("heading", heading).waitFor();
          for (const digit of PIN) await press("button", digit);
        }
        await find("button", "跳过").waitFor({ timeout: 60_000 });
        await press("button", "跳过");
        await find("heading", "今日").waitFor({ timeout: 60_000 });
      });
      const elder = `张玉${name === "fingers" ? "莲" : "兰"}`;
      await t.test("registers", async () => {
        await press("button", "记一笔");
        await press("button", /^登记老人/);
        await type("姓名", elder);
        await type("出生日期", name === "fingers" ? "1947-06-03" : "1944-09-12"); // else the second might be the first
        await hand.press(page.getByRole("button", { name: "女", exact: true }).or(page.getByRole("checkbox", { name: "女", exact: true })).or(page.getByRole("radio", { name: "女", exact: true })).first());
        await press("checkbox", /同意登记/);
        await press("button", "保存");
        await page.getByText(new RegExp(`^${elder}，`)).first().waitFor();
      });
      await t.test("visits", async () => {
        await press("button", "记录探访");
        await press("button", /四样都好，记平安/);
        await page.getByRole("status").filter({ hasText: `${elder}平安` }).waitFor();
      });
      await t.test("logs an hour", async () => {
        for (const way of ["返回", "返回"]) if (await page.getByRole("button", { name: way, exact: true }).count()) await press("button", way);
        await press("button", "记一笔");
        await press("button", /^记时长/);
        await press("radio", new RegExp(elder));
        await press("radio", /打扫/);
        await press("radio", /1 小时半/);
        await press("button", "存 1 小时 30 分");
        await page.getByRole("status").filter({ hasText: "存好了" }).waitFor();
      });
      assert.deepEqual(app.complaints, []);
    } finally {
      await browser.close();
    }
  });
}
