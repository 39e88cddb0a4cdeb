// A row that really arrives from the hub while a finger is down opens nobody else: one tablet holds the finger on a row,
// the other registers somebody who belongs above it.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { launch } from "./support/browsers.mjs";
import { startHub } from "./support/hub.mjs";
import { startLink } from "./support/link.mjs";
import { open } from "./support/open.mjs";
import { enrol, go, register, search, waitForRegister } from "./support/person.mjs";

let hub, link, one, two, a, b;
const family = "阿";  // nobody generated is called so: the list holds only who is registered here

before(async () => {
  hub = await startHub({ elders: 100 });
  [one, two] = await Promise.all([launch({ context: { hasTouch: true } }), launch()]);
  // Through a link that passes no WebSocket on: what arrives can be seen to arrive.
  link = await startLink(() => hub.port);
  a = await open(one.context, link.url);
  b = await open(two.context, hub.url);
  for (const { page } of [a, b]) page.setDefaultTimeout(20_000);
  await enrol(a.page, hub.codes.village, "陈桂香");
  await enrol(b.page, await hub.newCode(hub.villageArea), "周育才");
  for (const [given, birth] of [["玉兰", "1945-03-08"], ["菊香", "1938-11-21"]]) await register(b.page, { name: family + given, birth });
  await waitForRegister(a.page);
});
after(async () => {
  await one?.close();
  await two?.close();
  await link?.stop();
  await hub?.remove();
});

const rows = () => a.page.getByRole("list", { name: "老人名册" }).getByRole("button");
const names = async () => (await rows().allTextContents()).map((words) => words.match(/阿.{2}/)?.[0]);

async function lookAtList(count) {
  await go(a.page, "老人");
  await search(a.page, family);
  await a.page.waitForFunction(([label, n]) => document.querySelectorAll(`[aria-label="${label}"] button, [aria-label="${label}"] [role=button]`).length === n, ["老人名册", count]);
}

// down and up: trusted events of the browser itself. Between them `given` is registered elsewhere and has arrived here.
async function arrivesBetween(given, birth, down, up) {
  const before = await names();
  const box = await rows().first().boundingBox();
  const x = box.x + box.width / 2, y = box.y + box.height / 2;
  const arrived = a.page.waitForResponse((response) => new URL(response.url()).pathname === "/v1/pull");
  await down(x, y);
  await register(b.page, { name: family + given, birth });
  await arrived;
  await a.page.evaluate(() => globalThis.huzhu.settled());
  assert.deepEqual(await names(), before, "what is visible keeps its order under a finger");
  await up(x, y);
  await a.page.getByRole("heading", { name: "老人档案" }).waitFor();
  await a.page.getByText(new RegExp(`^${before[0]}，`)).first().waitFor();
  // Afterwards the newcomer stands above: under the finger there would have been somebody else.
  await lookAtList(before.length + 1);
  assert.equal((await names())[0], family + given);
}

test("touch: the row that was pressed is the one that opens", async () => {
  await lookAtList(2);
  const touch = (type) => (x, y) => a.cdp.send("Input.dispatchTouchEvent", { type, touchPoints: type === "touchEnd" ? [] : [{ x, y }] });
  await arrivesBetween("桂芳", "1941-07-15", touch("touchStart"), touch("touchEnd"));
});

test("mouse: the same", async () => {
  const mouse = (type) => (x, y) => a.cdp.send("Input.dispatchMouseEvent", { type, x, y, button: "left", clickCount: 1 });
  await arrivesBetween("安宁", "1933-01-30", mouse("mousePressed"), mouse("mouseReleased"));
  assert.deepEqual(await a.violations(), []);
});
