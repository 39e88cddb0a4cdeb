// The first day's pictures and the practice, in the browser: what is practised is on the screen only, and nothing of it leaves.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { launch } from "./support/browsers.mjs";
import { startHub } from "./support/hub.mjs";
import { open } from "./support/open.mjs";
import { enrol, go, home, register, settled, toMain } from "./support/person.mjs";

let hub, browser, app;
const seen = [];
before(async () => {
  hub = await startHub({ elders: 100 });
  browser = await launch();
  app = await open(browser.context, hub.url);
  app.page.setDefaultTimeout(20_000);
  await enrol(app.page, hub.codes.village, "陈桂香", undefined, async (name) => { seen.push(name); });
});
after(async () => {
  await browser?.close();
  await hub?.remove();
});

const button = (name) => app.page.getByRole("button", { name, exact: true });
const banner = () => app.page.getByText("练习，不算数").first();

test("the first day began with the pictures", () => assert.ok(seen.includes("tour")));

test("practises a visit and a registration, which go when the practice ends", async () => {
  const { page } = app;
  await go(page, "更多");
  await page.getByText(/中心收讫$/).first().waitFor({ timeout: 60_000 });   // nothing waits that would be sent meanwhile
  const asked = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await page.getByRole("button", { name: /^练一练/ }).click();
  await banner().waitFor();
  await home(page).waitFor();
  await page.getByRole("button", { name: /^柳春芽/ }).first().click();
  await page.getByRole("button", { name: /^四样都好，记平安/ }).click();
  await page.getByText("记好了，柳春芽平安").first().waitFor();
  await register(page, { name: "阿玉兰" });
  await banner().waitFor();
  await settled(page);
  assert.deepEqual(asked.filter((path) => path.startsWith("/v1/")), []);
  await toMain(page);
  await button("练完了").click();
  await banner().waitFor({ state: "detached" });   // the practice's own first page has the same look
  await home(page).waitFor();
  await go(page, "老人");
  await page.getByRole("searchbox").fill("阿玉兰");
  await page.getByText("没有找到").first().waitFor();
});

test("reloading while practising opens what is real", async () => {
  const { page } = app;
  await go(page, "更多");
  await page.getByRole("button", { name: /^练一练/ }).click();
  await banner().waitFor();
  await page.reload();
  await page.getByRole("heading", { name: /输 8 位密码/ }).waitFor({ timeout: 30_000 });
  assert.equal(await banner().count(), 0);
  assert.deepEqual(app.complaints, []);
  assert.deepEqual(await app.violations(), []);
});
