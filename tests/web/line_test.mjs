// The tablet speaks over one WebSocket (docs/sync_protocol.md "Line"), and by fetch where something between lets none through.
import { after, test } from "node:test";
import assert from "node:assert/strict";
import { launch } from "./support/browsers.mjs";
import { startHub } from "./support/hub.mjs";
import { startLink } from "./support/link.mjs";
import { open } from "./support/open.mjs";
import { enrol, openElder, register, waitForRegister } from "./support/person.mjs";

const hub = await startHub({ elders: 200 });
const link = await startLink(() => hub.port);
const browsers = [];
after(async () => {
  for (const browser of browsers) await browser.close();
  await link.stop();
  await hub.remove();
});

// What a tablet at this address asks by fetch, beside enrolment.
async function tablet(url, person) {
  const browser = await launch();
  browsers.push(browser);
  const app = await open(browser.context, url);
  app.page.setDefaultTimeout(20_000);
  const asked = [];
  browser.context.on("request", (request) => {
    const path = new URL(request.url()).pathname;
    if (path.startsWith("/v1/") && path !== "/v1/redeem") asked.push(path);
  });
  await enrol(app.page, await hub.newCode(hub.villageArea), person);
  await waitForRegister(app.page);
  return { ...app, asked };
}

test("everything goes over the line, and where there is none by requests", async () => {
  const near = await tablet(hub.url, "陈桂香"), far = await tablet(link.url, "周育才");
  assert.deepEqual(near.asked, []);
  assert.ok(far.asked.includes("/v1/pull"), far.asked.join());
  await register(near.page, { name: "阿玉兰", phone: "13900013345" });
  // It arrives at the other without anybody asking.
  await openElder(far.page, "阿玉兰");
  assert.deepEqual(near.asked, []);
  for (const app of [near, far]) assert.deepEqual(await app.violations(), []);
});
