// What a person does at the tablet, by role and name only.
export const PIN = "24681357";  // of a lead, as everybody is who comes with a code of the hub

const button = (page, name) => page.getByRole("button", { name, exact: typeof name === "string" });

export async function typePin(page, pin = PIN) {
  for (const digit of pin) await button(page, digit).click();
}

// First run: code, the four words, name, PIN twice, the four pictures skipped; ends on 今日 (or 今日总览 on a PC). `seen` is told of each screen.
export async function enrol(page, code, name = "陈桂香", pin = PIN, seen = async () => undefined) {
  await page.getByRole("textbox", { name: "8 位号码" }).fill(code);
  await button(page, "对上中心").click();
  await button(page, "一样").waitFor();
  await seen("first_words");
  await button(page, "一样").click();
  await page.getByRole("textbox", { name: "姓名" }).fill(name);
  await seen("first_name");
  await button(page, "接着设密码").click();
  await page.getByRole("heading", { name: `给自己设 ${pin.length} 位密码` }).waitFor();
  await seen("first_pin");
  await typePin(page, pin);
  await page.getByRole("heading", { name: "再输一遍" }).waitFor();
  await typePin(page, pin);
  await button(page, "跳过").waitFor({ timeout: 60_000 });
  await seen("tour");
  await skipTour(page);
}

// A device that has just got its first person shows four pictures; ends on 今日.
export async function skipTour(page) {
  await button(page, "跳过").click({ timeout: 60_000 });
  await home(page).waitFor({ timeout: 60_000 });
}

// The heading of the first screen after unlocking, on any form.
export const home = (page) => page.getByRole("heading", { name: /^(今日|今日总览)$|今天看/ }).first();

export async function unlock(page, pin = PIN) {
  await page.getByRole("heading", { name: new RegExp(`输 ${pin.length} 位密码`) }).waitFor({ timeout: 30_000 });
  await typePin(page, pin);
  await home(page).waitFor({ timeout: 60_000 });
}

// Closes sheets and goes back until the navigation is there.
export async function toMain(page) {
  for (let i = 0; i < 12; ++i) {
    const way = (await page.getByRole("dialog").count()) ? button(page, "关上") : page.getByRole("button", { name: "返回", exact: true });
    if (!(await way.count())) return;
    await way.first().click({ timeout: 1000 }).catch(() => undefined);  // it may be gone already
    await page.waitForTimeout(200);
  }
}

export async function go(page, entry) {
  await toMain(page);
  await page.getByRole("navigation").getByRole("button", { name: entry }).click();
}

export async function write(page, entry) {
  await go(page, "记一笔");
  await page.getByRole("dialog").getByRole("button", { name: new RegExp(`^${entry}`) }).click();
}

// Registers an elder of the tablet's own village without an ID; ends on the elder's file.
export async function register(page, { name, birth = "1947-06-03", sex = "女", phone = "" }) {
  await write(page, "登记老人");
  await page.getByRole("textbox", { name: "姓名" }).fill(name);
  await page.getByRole("textbox", { name: "出生日期" }).fill(birth);
  await settled(page);
  await page.getByRole("button", { name: sex, exact: true }).or(page.getByRole("checkbox", { name: sex, exact: true })).click();
  if (phone) await page.getByRole("textbox", { name: "电话", exact: true }).fill(phone);
  // On a busy machine what was typed may still be moving the form: a press upon what moves away is dropped, as it should be.
  await settled(page);
  await page.getByRole("checkbox", { name: /同意登记/ }).click();
  await settled(page);
  const missing = await button(page, "保存").evaluate((save) => document.getElementById(save.getAttribute("aria-describedby") ?? "")?.textContent);
  if (missing) throw new Error(`the form cannot be saved: ${missing}`);
  await button(page, "保存").click();
  await page.getByRole("heading", { name: "老人档案" }).waitFor();
  await page.getByText(new RegExp(`^${name}，`)).first().waitFor();
}

// What was typed or pressed so far has been worked off and is on the screen.
export const settled = (page) => page.evaluate(() => globalThis.huzhu.settled());

// Finds elders by part of a name: the list then shows nobody else.
export async function search(page, name) {
  await page.getByRole("searchbox").fill(name);
  await settled(page);
}

export async function openElder(page, name) {
  await go(page, "老人");
  await search(page, name);
  await page.getByRole("button", { name: new RegExp(`^${name}`) }).first().click();
  await page.getByRole("heading", { name: "老人档案" }).waitFor();
}

// Until the register has come from the hub, all of it, with nobody doing anything for it.
export async function waitForRegister(page, { desk = false } = {}) {
  if (desk) await go(page, "同步");
  else {
    await go(page, "更多");
    await page.getByRole("button", { name: /^同步/ }).click();
  }
  await page.getByText(/名册上 [1-9][\d,]* 位老人/).or(page.getByRole("group", { name: /名册上 [1-9][\d,]* 位老人/ })).first().waitFor({ timeout: 60_000 });
  await page.getByText(/^正在(找中心|发|收|对账)/).first().waitFor({ state: "hidden", timeout: 60_000 });
}
