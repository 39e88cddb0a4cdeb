// The page starts: first paint, first frame, a mirror of real roles, nothing against the page's own rules; again
// after a kill, and with the server gone.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launch } from "./support/browsers.mjs";
import { distFolder } from "./support/dist.mjs";
import { serveDist } from "./support/dist_server.mjs";
import { open } from "./support/open.mjs";

let server, profile, tablet, app;
const openTablet = async () => {
  tablet = await launch({ profile });
  app = await open(tablet.context, server.url);
};
const firstRun = () => app.page.getByRole("heading", { name: "先和中心对上" });

before(async () => {
  server = await serveDist();
  profile = mkdtempSync(join(tmpdir(), "huzhu-shell-"));
  await openTablet();
});
after(async () => {
  await tablet?.close();
  await server?.stop().catch(() => undefined);
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
});

test("draws its first frame and says it in roles", async () => {
  await firstRun().waitFor();
  await app.page.getByRole("textbox", { name: "8 位号码" }).waitFor();
  await app.page.getByRole("button", { name: "对上中心" }).waitFor();
  assert.equal(await app.page.getByText("正在打开").isVisible(), false);
  assert.ok((await app.frames()) > 0);
});

test("breaks none of its own rules", async () => {
  assert.deepEqual(app.complaints, []);
  assert.deepEqual(await app.violations(), []);
});

test("sends the policy with every file, the worker's and the service worker's too", async () => {
  const { all, files } = JSON.parse(readFileSync(join(server.folder, "headers.json"), "utf8"));
  const policy = all["content-security-policy"];
  for (const rule of ["default-src 'none'", "require-trusted-types-for 'script'", "trusted-types huzhu", "frame-ancestors 'none'"]) assert.ok(policy.includes(rule), rule);
  assert.doesNotMatch(policy, /unsafe-inline|'unsafe-eval'/);
  for (const path of Object.keys(files)) {
    const answer = await fetch(new URL(path, server.url));
    assert.equal(answer.status, 200, path);
    assert.equal(answer.headers.get("content-security-policy"), policy, path);
    assert.equal(answer.headers.get("x-content-type-options"), "nosniff", path);
  }
});

test("a script that is not the program's own is refused", async () => {
  const refused = await app.page.evaluate(() => {
    try {
      new Worker("/sw.js");
      return "started";
    } catch (error) {
      return error.name;
    }
  });
  assert.equal(refused, "TypeError");
});

test("the text of the page lies under no translator and no script markup", async () => {
  assert.equal(await app.page.locator("html").getAttribute("translate"), "no");
  assert.equal(await app.page.locator("script:not([src])").count(), 0);
  assert.equal(await app.page.locator("style").count(), 0);
});

test("opens after the browser was killed", async () => {
  await app.page.evaluate(() => navigator.serviceWorker.ready);
  await app.until(async () => (await (await caches.open("huzhu-state")).match("/state")) !== undefined);
  await app.page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await tablet.kill();
  await openTablet();
  await firstRun().waitFor();
});

test("what it is made of is served as it is, not the app in its place", async () => {
  const shown = await tablet.context.newPage();
  try {
    await shown.goto(`${server.url}about/notices.txt`);
    assert.match(await shown.locator("body").innerText(), /Dear ImGui \(MIT\)/);
    const bill = await shown.evaluate(async () => (await fetch("/about/sbom.json")).json());
    assert.equal(bill.metadata.component.version, JSON.parse(readFileSync(join(distFolder(), "sizes.json"), "utf8")).version);
  } finally {
    await shown.close();
  }
});

test("an address that no one can read opens the start page", async () => {
  for (const hash of ["%", "%E0%A4%A", "%ff", "%u4e00", "?gallery%", "elder/%zz", "../../etc", "%00"]) {
    await app.page.goto("about:blank");
    await app.page.goto(`${server.url}#${hash}`);
    await firstRun().waitFor();
  }
  assert.deepEqual(app.complaints, []);
});

test("opens with the server gone", async () => {
  await server.stop();
  await tablet.close();
  await openTablet();
  await firstRun().waitFor();
  assert.deepEqual(await app.violations(), []);
});
