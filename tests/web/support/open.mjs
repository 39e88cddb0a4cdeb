// Opens the app in a page, ready to use, with what tests need beside it.
//
//   const app = await open(context, url);
//   app.page · app.cdp · await app.frames() · await app.settled() · app.complaints (console errors and CSP violations)
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { distFolder } from "./dist.mjs";

// A worker has no init scripts: its own file is answered with a line before it.
export const beforeWorker = (context, line) => context.route(/\/worker\.[0-9a-f]+\.js$/, (route) => {
  const path = new URL(route.request().url()).pathname;
  return route.fulfill({ status: 200, headers: { "content-type": "text/javascript" }, body: line + readFileSync(join(distFolder(), path), "utf8") });
});

export async function open(context, url, { ready = true } = {}) {
  const page = await context.newPage();
  const complaints = [];
  page.on("pageerror", (error) => complaints.push(`error: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(`console: ${message.text()}`);
  });
  await page.addInitScript(() => {
    globalThis.violations = [];
    document.addEventListener("securitypolicyviolation", (e) => globalThis.violations.push(`${e.violatedDirective} ${e.blockedURI}`));
  });
  await page.goto(url);
  const app = {
    page, complaints,
    cdp: await context.newCDPSession(page),
    frames: () => page.evaluate(() => globalThis.huzhu.frames),
    violations: () => page.evaluate(() => globalThis.violations),
    // Until an asynchronous question is answered yes (page.waitForFunction takes the promise itself for a yes).
    until: async (question, argument, timeoutMs = 15_000) => {
      for (const from = Date.now(); !(await page.evaluate(question, argument)); ) {
        if (Date.now() - from > timeoutMs) throw new Error(`never so: ${question}`);
        await page.waitForTimeout(50);
      }
    },
    // Nothing to come: no frame for as long as a few frames take.
    settled: () => page.waitForFunction(() => {
      const now = performance.now(), { huzhu } = globalThis;
      if (huzhu.frames !== globalThis.lastFrames) Object.assign(globalThis, { lastFrames: huzhu.frames, lastAt: now });
      return huzhu.frames > 0 && now - globalThis.lastAt > 150;
    }),
  };
  if (ready) await page.waitForFunction(() => globalThis.huzhu?.frames > 0, undefined, { timeout: 30000 });
  return app;
}
