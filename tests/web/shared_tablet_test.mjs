// One tablet, two people. The browser is killed between the code and the PIN and goes on at the name; the lead adds a
// volunteer; they change places in two taps; each has an own PIN, and a record says whose it is.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launch } from "./support/browsers.mjs";
import { startHub } from "./support/hub.mjs";
import { open } from "./support/open.mjs";
import { PIN, go, home, openElder, register, settled, skipTour, typePin } from "./support/person.mjs";

const OTHER_PIN = "135790", name = "魏桂莲";
let hub, profile, tablet, app;

const openTablet = async () => {
  tablet = await launch({ profile });
  app = await open(tablet.context, hub.url);
  app.page.setDefaultTimeout(15_000);
};
const press = (words) => app.page.getByRole("button", { name: words, exact: typeof words === "string" }).first().click();
const choosePerson = (who) => app.page.getByRole("radio", { name: who }).or(app.page.getByRole("button", { name: who })).first().click();
const asks = (who, pin) => app.page.getByRole("heading", { name: `${who}，输 ${pin.length} 位密码` }).waitFor();

before(async () => {
  hub = await startHub({ elders: 100 });
  profile = mkdtempSync(join(tmpdir(), "huzhu-shared-"));
  await openTablet();
});
after(async () => {
  await tablet?.close();
  await hub?.remove();
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
});

// Every byte the browser keeps for the page, as somebody with the disk reads it.
function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesBelow(path);
    return entry.isFile() && statSync(path).size < 64 << 20 ? [path] : [];
  });
}

test("killed after the code was spent, the first run goes on at the name", async () => {
  await app.page.getByRole("textbox", { name: "8 位号码" }).fill(hub.codes.village);
  await press("对上中心");
  await app.page.getByRole("button", { name: "一样", exact: true }).click();
  await app.page.getByRole("textbox", { name: "姓名" }).waitFor();
  const place = await app.page.getByText(/^对上了：/).first().textContent();
  await tablet.kill();
  const clear = filesBelow(join(profile, "Default/File System")).filter((path) => readFileSync(path).includes(Buffer.from(place.replace("对上了：", ""))));
  assert.deepEqual(clear, [], "the grant lies on the disk in clear");
  await openTablet();
  await app.page.getByRole("button", { name: "一样", exact: true }).click();
  await app.page.getByRole("textbox", { name: "姓名" }).fill("陈桂香");
  assert.equal(await app.page.getByText(/^对上了：/).first().textContent(), place);
});

test("killed again before the PIN, it still does, and the tablet works", async () => {
  await tablet.kill();
  await openTablet();
  await app.page.getByRole("button", { name: "一样", exact: true }).click();
  await app.page.getByRole("textbox", { name: "姓名" }).fill("陈桂香");
  await press("接着设密码");
  await app.page.getByRole("heading", { name: `给自己设 ${PIN.length} 位密码` }).waitFor();
  await typePin(app.page);
  await app.page.getByRole("heading", { name: "再输一遍" }).waitFor();
  await typePin(app.page);
  await skipTour(app.page);
  await register(app.page, { name });
});

test("the lead adds a volunteer, who sets an own PIN", async () => {
  const { page } = app;
  await go(page, "更多");
  await press(/^加一个人/);
  await page.getByRole("textbox", { name: "姓名" }).fill("周育才");
  await press("让他自己设密码");
  await page.getByRole("heading", { name: `周育才，给自己设 ${OTHER_PIN.length} 位密码` }).waitFor();
  await typePin(page, OTHER_PIN);
  await page.getByRole("heading", { name: "再输一遍" }).waitFor();
  await typePin(page, OTHER_PIN);
  await page.getByRole("status").filter({ hasText: "周育才可以用这台了" }).waitFor({ timeout: 60_000 });
});

test("换人 takes two taps", async () => {
  await go(app.page, "更多");
  await press(/换人/);
  await choosePerson(/^育才/);
  await asks("育才", OTHER_PIN);
});

test("a wrong PIN slows down, and what another person's begins with is one", async () => {
  const { page } = app;
  await typePin(page, PIN.slice(0, OTHER_PIN.length));
  await page.getByText(/^密码不对/).first().waitFor();
  await settled(page);
  // The pad takes nothing until the second is over; then the right one opens.
  const pad = page.getByRole("button", { name: "1", exact: true });
  await page.waitForFunction(() => ![...document.querySelectorAll("button")].some((b) => b.textContent === "1" && b.getAttribute("aria-disabled") === "true"));
  await typePin(page, "000000");
  await page.getByText(/^密码不对，等 [12] 秒再输/).first().waitFor();
  assert.equal(await pad.getAttribute("aria-disabled"), "true");
  const from = Date.now();
  await page.waitForFunction(() => ![...document.querySelectorAll("button")].some((b) => b.textContent === "1" && b.getAttribute("aria-disabled") === "true"));
  assert.ok(Date.now() - from > 500, "the second mistake costs two seconds");
  await typePin(page, OTHER_PIN);
  await home(page).waitFor({ timeout: 60_000 });
});

test("the second person's visit says who made it, to both", async () => {
  const { page } = app;
  await openElder(page, name);
  await press("记录探访");
  await press(/四样都好，记平安/);
  await page.getByRole("status").filter({ hasText: `记好了，${name}平安` }).waitFor();
  await go(page, "更多");
  await page.getByRole("button", { name: "加一个人，站长在他那台上加，没有网也行" }).waitFor();   // by themselves a volunteer adds nobody
  await press(/换人/);
  await choosePerson(/^桂香/);
  await asks("桂香", PIN);
  await typePin(page);
  await home(page).waitFor({ timeout: 60_000 });
  await openElder(page, name);
  await page.getByRole("listitem", { name: /周育才/ }).or(page.getByText(/周育才/)).first().waitFor();
  assert.deepEqual(await app.violations(), []);
});

test("the lead takes pictures instead, and the pad of each is their own", async () => {
  const { page } = app;
  const pictures = ["鸡", "鱼", "鱼", "太阳", "锅", "笑脸", "月亮", "房子"];
  const pressAll = async () => {
    for (const picture of pictures) await press(picture);
  };
  await go(page, "更多");
  await press(/^设置/);
  await press(/^改我的密码/);
  await press("数字记不住？用图来记");
  await page.getByRole("heading", { name: "给自己选 8 个图" }).waitFor();
  await pressAll();
  await page.getByRole("heading", { name: "再输一遍" }).waitFor();
  await pressAll();
  await page.getByRole("status").filter({ hasText: "密码改好了" }).waitFor({ timeout: 60_000 });
  await page.reload();
  await choosePerson(/^育才/);
  await asks("育才", OTHER_PIN);
  await choosePerson(/^桂香/);
  await page.getByRole("heading", { name: "桂香，点你的 8 个图" }).waitFor();
  assert.equal(await page.getByRole("button", { name: "1", exact: true }).count(), 0);
  await pressAll();
  await page.getByRole("heading", { name: "设置", exact: true }).waitFor({ timeout: 60_000 });   // back where they were
  assert.deepEqual(await app.violations(), []);
});
