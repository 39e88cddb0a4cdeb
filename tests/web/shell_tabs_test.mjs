// One tab works: a second one takes over, the first says so and can take back.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { launch } from "./support/browsers.mjs";
import { serveDist } from "./support/dist_server.mjs";
import { open } from "./support/open.mjs";

let server, browser, first, second;
before(async () => {
  server = await serveDist();
  browser = await launch();
  first = await open(browser.context, server.url);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

const works = (app) => app.page.getByRole("textbox", { name: "8 位号码" }).waitFor();
const elsewhere = (app) => app.page.getByRole("heading", { name: "互助在另一个窗口里开着" }).waitFor();

test("the second tab takes over within seconds and the first says so", async () => {
  await works(first);
  const from = Date.now();
  second = await open(browser.context, server.url);
  await works(second);
  assert.ok(Date.now() - from < 15_000);
  await elsewhere(first);
  assert.equal(await first.page.getByRole("textbox").count(), 0);
});

test("the first takes back by its button", async () => {
  await first.page.getByRole("button", { name: "在这里用" }).click();
  await works(first);
  await elsewhere(second);
});

test("an owner that does not answer is named, and nothing is stolen", async () => {
  await second.page.close();
  // Another page of the origin holds the lock and never answers: as a hung tab does.
  await first.page.goto(`${server.url}files.json`);
  await first.page.evaluate(() => void navigator.locks.request("huzhu-files", () => new Promise(() => undefined)));
  const late = await open(browser.context, server.url, { ready: false });
  await late.page.getByRole("heading", { name: "记录正被另一个窗口占着" }).waitFor({ timeout: 15_000 });
  await late.page.close();
});

test("closing the owner frees the files", async () => {
  await first.page.close();
  const third = await open(browser.context, server.url);
  await works(third);
  assert.deepEqual(third.complaints, []);
});
