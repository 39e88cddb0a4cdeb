// Browsers that cannot run the program get a plain page in Chinese, never an empty one; without WebGL in the worker
// the page draws.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { launch } from "./support/browsers.mjs";
import { serveDist } from "./support/dist_server.mjs";
import { beforeWorker, open } from "./support/open.mjs";

let server;
before(async () => { server = await serveDist(); });
after(async () => { await server?.stop(); });

async function withBrowser(prepare, check, { ready = false } = {}) {
  const browser = await launch();
  try {
    await prepare(browser.context);
    await check(await open(browser.context, server.url, { ready }));
  } finally {
    await browser.close();
  }
}

const NO_WORKER_WEBGL = "OffscreenCanvas.prototype.getContext = ((old) => function (kind, ...rest) { return kind === 'webgl2' ? null : old.call(this, kind, ...rest); })(OffscreenCanvas.prototype.getContext);";
const noPageWebgl = () => {
  const old = HTMLCanvasElement.prototype.getContext;
  HTMLCanvasElement.prototype.getContext = function (kind, ...rest) { return kind === "webgl2" ? null : old.call(this, kind, ...rest); };
};

const plainPage = async (app, heading) => {
  await app.page.getByRole("heading", { name: heading }).waitFor({ timeout: 15_000 });
  await app.page.getByText(/Chrome 或 Edge 109/).waitFor();
  assert.equal(await app.page.getByRole("textbox").count(), 0);
};

test("no private file system: says which browser is needed", async () => {
  await withBrowser((context) => context.addInitScript(() => delete StorageManager.prototype.getDirectory), (app) => plainPage(app, "这个浏览器打不开互助"));
});

test("no OffscreenCanvas: says which browser is needed", async () => {
  await withBrowser((context) => context.addInitScript(() => delete globalThis.OffscreenCanvas), (app) => plainPage(app, "这个浏览器打不开互助"));
});

test("storage refused in the worker: says so", async () => {
  const line = "StorageManager.prototype.getDirectory = () => Promise.reject(new DOMException('no', 'SecurityError'));";
  await withBrowser((context) => beforeWorker(context, line), (app) => plainPage(app, "这里存不了东西"));
});

test("no WebGL anywhere: says what to switch on", async () => {
  const prepare = async (context) => {
    await context.addInitScript(noPageWebgl);
    await beforeWorker(context, NO_WORKER_WEBGL);
  };
  await withBrowser(prepare, (app) => plainPage(app, "这台机器画不出互助"));
});

test("no WebGL in the worker: the page draws the same picture", async () => {
  const clip = { x: 0, y: 0, width: 360, height: 300 };
  const picture = async (app) => {
    await app.page.getByRole("textbox", { name: "8 位号码" }).waitFor();
    await app.settled();
    // What was drawn reaches the glass a little after it was drawn, later still on a busy machine.
    for (let before; ; ) {
      const now = await app.page.screenshot({ clip });
      if (before?.equals(now)) return now;
      before = now;
      await app.page.waitForTimeout(300);
    }
  };
  let usual;
  await withBrowser(() => undefined, async (app) => { usual = await picture(app); }, { ready: true });
  await withBrowser((context) => beforeWorker(context, NO_WORKER_WEBGL), async (app) => {
    let same = false;
    for (const until = Date.now() + 5000; !same && Date.now() < until; ) same = usual.equals(await picture(app));
    assert.ok(same, "the page draws another picture");
    assert.deepEqual(app.complaints, []);
  }, { ready: true });
});

test("a browser that calls the page visible and gives no animation frames: it works all the same", async () => {
  const line = "self.requestAnimationFrame = () => 1; self.cancelAnimationFrame = () => undefined;";
  await withBrowser((context) => beforeWorker(context, line), async (app) => {
    const code = app.page.getByRole("textbox", { name: "8 位号码" });
    await code.waitFor();
    await code.fill("1234");
    await app.page.getByText("先输够 8 位").first().waitFor({ state: "attached" });
    await code.fill("12345678");
    await app.page.evaluate(() => globalThis.huzhu.settled());
    assert.equal(await app.page.getByRole("button", { name: "对上中心" }).getAttribute("aria-disabled"), null);
  }, { ready: true });
});

test("records whose key the browser lost: says so, and throws nothing away", async () => {
  await withBrowser(() => undefined, async (app) => {
    await app.page.getByRole("textbox", { name: "8 位号码" }).waitFor();
    // Another page of the same origin: the files are free, a database lies there, and no keyring opens it.
    await app.page.goto(new URL("/about/notices.txt", server.url).href);
    const size = () => app.page.evaluate(async () => {
      const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle("huzhu");
      return (await (await folder.getFileHandle("huzhu.db")).getFile()).size;
    });
    await app.page.evaluate(async () => {
      const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle("huzhu");
      const file = await (await folder.getFileHandle("huzhu.db", { create: true })).createWritable();
      await file.write(crypto.getRandomValues(new Uint8Array(8192)));
      await file.close();
      for (const name of ["keyring-0", "keyring-1"]) await folder.removeEntry(name);
    });
    await app.page.goto(server.url);
    await app.page.getByRole("heading", { name: "这台上的记录打不开了" }).waitFor({ timeout: 30_000 });
    assert.equal(await app.page.getByRole("button", { name: "从头登记这台" }).getAttribute("aria-disabled"), "true");
    await app.page.goto(new URL("/about/notices.txt", server.url).href);
    assert.equal(await size(), 8192);
  }, { ready: true });
});
