// A county without a demo: its first PC comes with the hub's one code, and with it the root key leaves. The PC invites a township's
// lead, she a village's tablet; the tablet registers an elder, and the PC sees her. Wrong, used and differing invitations say what to do.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { launch } from "./support/browsers.mjs";
import { startHub } from "./support/hub.mjs";
import { open } from "./support/open.mjs";
import { enrol, go, home, register, skipTour, typePin } from "./support/person.mjs";
import { sizes } from "./support/screens.mjs";

const elder = "马玉莲";
const [phone, tabletSize, pcSize] = sizes;
let hub, pc, town, tablet, other;

async function device(size) {
  const browser = await launch({ context: { viewport: size.viewport } });
  const app = await open(browser.context, hub.url);
  app.page.setDefaultTimeout(20_000);
  return { ...app, close: () => browser.close() };
}

before(async () => {
  hub = await startHub({ demo: false });
  pc = await device(pcSize);
  town = await device(tabletSize);
  tablet = await device(tabletSize);
  other = await device(phone);
});
after(async () => {
  for (const one of [pc, town, tablet, other]) await one?.close();
  await hub?.remove();
});

const button = (page, name) => page.getByRole("button", { name, exact: typeof name === "string" }).first();
const chip = (page, group, name) => {
  const within = page.getByRole("group", { name: group });
  return within.getByRole("button", { name }).or(within.getByRole("checkbox", { name })).or(within.getByRole("radio", { name })).first();
};
const seen = (page, words) => page.getByText(words).first().waitFor({ state: "attached" });
const words = async (page) => {
  await page.getByRole("group", { name: "四个词" }).waitFor();
  return (await page.getByRole("group", { name: "四个词" }).innerText()).split(/\s+/).filter(Boolean);
};

// The form of 登记新设备, filled; answers the digits.
async function invite({ page }, { role, choose = async () => undefined, name, desk = false }) {
  if (desk) {
    await go(page, "设置");
    await button(page, /^人和设备/).click();
    await page.getByRole("heading", { name: "人和设备" }).first().waitFor();
  } else await go(page, "更多");
  await button(page, /^登记新设备/).click();
  await page.getByRole("radio", { name: new RegExp(`^${role}`) }).click();
  await choose(page);
  await page.getByRole("textbox", { name: "姓名" }).fill(name);
  await button(page, "发邀请").click();
  return digits(page);
}
async function digits(page) {
  await page.getByRole("img", { name: "邀请的二维码" }).waitFor();
  return (await page.getByRole("group", { name: "8 位号码" }).innerText()).replace(/\D/g, "");
}
async function redeem({ page }, code) {
  await page.getByRole("textbox", { name: "8 位号码" }).fill(code);
  await button(page, "对上中心").click();
}
// Both screens show the same words, both people say so, and the new one goes on to 今日.
async function takeIn(supervisor, fresh, name) {
  const there = await words(supervisor.page);
  assert.equal(there.length, 4);
  assert.deepEqual(await words(fresh.page), there);
  await button(fresh.page, "一样").click();
  await seen(fresh.page, "等他也按“一样”");
  await button(supervisor.page, "一样，登记").click();
  await seen(supervisor.page, "已登记");
  await fresh.page.getByRole("heading", { name: `${name}，对吗` }).waitFor();
  await seen(supervisor.page, /^中心收到了/);
  await button(fresh.page, "接着设密码").click();
  await typePin(fresh.page);
  await fresh.page.getByRole("heading", { name: "再输一遍" }).waitFor();
  await typePin(fresh.page);
  await skipTour(fresh.page);
}

test("the county's first PC comes with the hub's code, and the root key leaves the hub", async () => {
  const root = join(hub.data, "root.key");
  assert.ok(existsSync(root));
  await enrol(pc.page, hub.codes.county, "周育才");
  assert.ok(!existsSync(root), "the root key is still on the hub");
  await assert.rejects(hub.newCode(hub.countyArea), "the hub gives no more codes");
});

let township = "", village = "";

test("the PC invites a township's lead", async () => {
  const code = await invite(pc, { role: "乡镇工作人员", name: "赵玉梅", desk: true, choose: async (page) => {
    const chips = page.getByRole("group", { name: "哪个乡镇" });
    await chips.waitFor();
    const first = chips.getByRole("button").or(chips.getByRole("checkbox")).or(chips.getByRole("radio")).first();
    township = (await first.getAttribute("aria-label")) ?? (await first.innerText());
    await first.click();
  } });
  assert.match(code, /^\d{8}$/);
  await seen(pc.page, new RegExp(`在新设备上打开 ${hub.url.replace(/\/$/, "")}`));
  await redeem(town, code);
  await takeIn(pc, town, "赵玉梅");
  await seen(pc.page, `赵玉梅，${township}乡镇工作人员`);
});

test("a wrong code and a used one say what to do", async () => {
  await redeem(tablet, "00000000");
  await seen(tablet.page, "号码不对、过期了或用过了。请他另发一个。");
});

test("words that differ end it on both screens, and nothing is enrolled", async () => {
  const code = await invite(town, { role: "站长", name: "陈桂香", choose: async (page) => {
    const villages = page.getByRole("group", { name: "哪个村" });
    await villages.waitFor();
    const first = villages.getByRole("button").or(villages.getByRole("checkbox")).or(villages.getByRole("radio")).first();
    village = (await first.getAttribute("aria-label")) ?? (await first.innerText());
    await first.click();
  } });
  await redeem(tablet, code);
  await words(tablet.page);
  await redeem(other, code);
  await seen(other.page, "号码不对、过期了或用过了。请他另发一个。");
  await button(tablet.page, "不一样").click();
  await seen(tablet.page, /^词不一样，先别用/);
  await words(town.page);
  await button(town.page, "不一样").click();
  await seen(town.page, /^词不一样，没有登记/);
});

test("the township's lead invites a village's tablet", async () => {
  await button(town.page, "另发一个邀请").click();
  await redeem(tablet, await digits(town.page));
  await takeIn(town, tablet, "陈桂香");
  await go(tablet.page, "更多");
  const who = new RegExp(`${village}站长`);
  await tablet.page.getByText(who).or(tablet.page.getByLabel(who)).first().waitFor({ state: "attached" });
});

test("the tablet registers an elder, and the county's PC has her", async () => {
  await register(tablet.page, { name: elder, phone: "13900015621" });
  await go(pc.page, "老人名册");
  await pc.page.getByRole("row", { name: new RegExp(elder) }).or(pc.page.getByText(new RegExp(`^${elder}`))).first().waitFor({ timeout: 60_000 });
});

test("with no network the form says so", async () => {
  await tablet.page.context().setOffline(true);
  await go(tablet.page, "更多");
  await button(tablet.page, /^登记新设备/).click();
  await seen(tablet.page, "现在没有网，邀请发不了。有网再来。");
  await tablet.page.context().setOffline(false);
});

test("the content security policy held", async () => {
  for (const app of [pc, town, tablet, other]) assert.deepEqual(await app.violations(), []);
});
