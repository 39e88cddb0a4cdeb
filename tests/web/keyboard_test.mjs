// Joining and the three main jobs by keyboard alone: Tab, arrows, Enter, Space and typing; and a name typed by an input method, with 𠮷.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { launch } from "./support/browsers.mjs";
import { startHub } from "./support/hub.mjs";
import { open } from "./support/open.mjs";
import { enrol, PIN } from "./support/person.mjs";

let hub, tablet, app;
before(async () => {
  hub = await startHub({ elders: 300 });
  tablet = await launch();
  app = await open(tablet.context, hub.url);
});
after(async () => {
  await tablet?.close();
  await hub?.remove();
});

// Tab until the control with this role and name has the focus.
async function tabTo(page, role, name) {
  const target = page.getByRole(role, { name }).first();
  await target.waitFor();
  for (let i = 0; i < 200; ++i) {
    if (await target.evaluate((e) => e === document.activeElement || e.contains(document.activeElement))) return;
    await page.keyboard.press("Tab");
  }
  assert.fail(`Tab never reached ${role} ${name}`);
}
// One of a group: Tab to the group, the arrows to the one.
async function choose(page, name) {
  const target = page.getByRole("radio", { name }).first();
  await target.waitFor();
  const here = (same) => target.evaluate((e, is) => (is ? e === document.activeElement : document.activeElement?.type === "radio" && document.activeElement.name === e.name), same);
  for (let i = 0; i < 200 && !(await here(false)); ++i) await page.keyboard.press("Tab");
  for (let i = 0; i < 30 && !(await here(true)); ++i) {
    await page.keyboard.press("ArrowDown");
    await page.evaluate(() => globalThis.huzhu.settled());
  }
  assert.ok(await here(true), `the arrows never reached ${name}`);
  await page.keyboard.press("Space");
  await page.evaluate(() => globalThis.huzhu.settled());
}
async function press(page, role, name, key = "Enter") {
  await tabTo(page, role, name);
  await page.keyboard.press(key);
}

test("joins by keyboard", async () => {
  const { page } = app;
  await tabTo(page, "textbox", "8 位号码");
  await page.keyboard.type(hub.codes.village);
  await press(page, "button", "对上中心");
  await press(page, "button", /^一样$/);
  await tabTo(page, "textbox", "姓名");
  await page.keyboard.insertText("陈桂香");
  await press(page, "button", "接着设密码");
  for (const heading of [`给自己设 ${PIN.length} 位密码`, "再输一遍"]) {
    await page.getByRole("heading", { name: heading }).waitFor();
    for (const digit of PIN) await press(page, "button", new RegExp(`^${digit}$`));
  }
  await page.getByRole("button", { name: "跳过" }).waitFor({ timeout: 60_000 });
  await press(page, "button", "跳过");
  await page.getByRole("heading", { name: "今日" }).first().waitFor({ timeout: 60_000 });
});

test("registers by keyboard, the name by an input method", async () => {
  const { page, cdp } = app;
  await press(page, "button", "记一笔");
  await press(page, "button", /^登记老人/);
  await tabTo(page, "textbox", "姓名");
  await cdp.send("Input.imeSetComposition", { text: "zhang'ji", selectionStart: 8, selectionEnd: 8 });
  await cdp.send("Input.insertText", { text: "张𠮷" });
  assert.equal(await page.getByRole("textbox", { name: "姓名" }).inputValue(), "张𠮷");
  await tabTo(page, "textbox", "出生日期");
  await page.keyboard.type("1947-06-03");
  await tabTo(page, "checkbox", /同意登记/);
  await page.keyboard.press("Space");
  await press(page, "button", "保存");
  await page.getByText(/^张𠮷，/).first().waitFor();
});

test("visits by keyboard", async () => {
  const { page } = app;
  await press(page, "button", "记录探访");
  await press(page, "button", /四样都好，记平安/);
  await page.getByRole("status").filter({ hasText: "张𠮷平安" }).waitFor();
});

test("logs an hour by keyboard", async () => {
  const { page } = app;
  if (await page.getByRole("button", { name: "返回", exact: true }).count()) await press(page, "button", /^返回$/);
  await press(page, "button", "记一笔");
  await press(page, "button", /^记时长/);
  await choose(page, /张𠮷/);
  await choose(page, /打扫/);
  await choose(page, /1 小时半/);
  await press(page, "button", /^存 1 小时 30 分$/);
  await page.getByRole("status").filter({ hasText: "存好了" }).waitFor();
});

// At a desk: / goes to the search, a letter opens what is done all day; and while somebody types they are letters.
test("the letters of the desk", async () => {
  const pc = await launch({ context: { viewport: { width: 1366, height: 768 } } });
  try {
    const { page } = await open(pc.context, hub.url);
    await enrol(page, hub.codes.county, "周育才");
    const search = page.getByRole("searchbox");
    await page.keyboard.press("/");
    await page.waitForFunction(() => document.activeElement?.type === "search");
    await page.keyboard.type("nv");
    await page.waitForFunction(() => document.activeElement?.value === "nv");
    await search.fill("");
    await page.getByRole("button", { name: "老人名册" }).click();
    await page.keyboard.press("n");
    await page.getByRole("textbox", { name: "姓名" }).waitFor();
  } finally {
    await pc.close();
  }
});
