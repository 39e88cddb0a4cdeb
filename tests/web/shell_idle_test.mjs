// Idle means idle, and a lost graphics context is a normal event.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { launch } from "./support/browsers.mjs";
import { serveDist } from "./support/dist_server.mjs";
import { open } from "./support/open.mjs";

let server, browser, app;
before(async () => {
  server = await serveDist();
  browser = await launch();
  app = await open(browser.context, server.url);
  await app.page.getByRole("textbox", { name: "8 位号码" }).waitFor();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

const tap = async (name) => {
  await app.settled();
  const before = await app.frames();
  await app.page.getByRole("textbox", { name }).click();
  await app.page.waitForFunction((frames) => globalThis.huzhu.frames > frames, before);
  await app.settled();
  return (await app.frames()) - before;
};

test("no frame between two taps that each draw", async () => {
  assert.ok((await tap("8 位号码")) >= 1);
  const quiet = await app.frames();
  await app.page.waitForTimeout(5000);
  assert.equal(await app.frames(), quiet);
  await app.page.evaluate(() => document.activeElement.blur());
  assert.ok((await tap("8 位号码")) >= 1);
});

test("an event draws a few frames and stops", async () => {
  await app.page.evaluate(() => document.activeElement.blur());
  const frames = await tap("8 位号码");
  assert.ok(frames <= 6, `${frames} frames for one tap`);
});

test("the picture comes back after the graphics context was lost", async () => {
  await app.page.evaluate(() => document.activeElement.blur());
  await app.settled();
  const clip = { x: 0, y: 0, width: 360, height: 300 };
  const before = await app.page.screenshot({ clip });
  const frames = await app.frames();
  await app.page.evaluate(() => globalThis.huzhu.loseContext());
  await app.page.waitForFunction((n) => globalThis.huzhu.frames > n, frames);
  await app.settled();
  assert.ok(before.equals(await app.page.screenshot({ clip })), "another picture after the loss");
  assert.ok((await tap("8 位号码")) >= 1);
  assert.deepEqual(app.complaints, []);
});
