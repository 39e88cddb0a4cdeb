// axe finds nothing on any screen, on three sizes, once the roles and names that belong there are present.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { projectFolder } from "./support/dist.mjs";
import { launch } from "./support/browsers.mjs";
import { startHub } from "./support/hub.mjs";
import { open } from "./support/open.mjs";
import { screens, sizes } from "./support/screens.mjs";
import { enrol, waitForRegister } from "./support/person.mjs";

const axe = readFileSync(join(projectFolder, "node_modules/axe-core/axe.min.js"), "utf8");
let hub;
before(async () => { hub = await startHub({ elders: 800 }); });
after(async () => { await hub?.remove(); });

// The page's own policy allows no foreign script; the inspector's world does not ask it.
async function violationsOf(page, cdp) {
  const { frameTree } = await cdp.send("Page.getFrameTree");
  const { executionContextId } = await cdp.send("Page.createIsolatedWorld", { frameId: frameTree.frame.id });
  const evaluate = async (expression) => {
    const { result, exceptionDetails } = await cdp.send("Runtime.evaluate", { expression, contextId: executionContextId, awaitPromise: true, returnByValue: true });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  };
  await evaluate(axe);
  // Colours are drawn on the canvas: contrast is computed from the tokens in tests/ui/theme.
  return evaluate(`axe.run(document, { rules: { "color-contrast": { enabled: false } } })
    .then((r) => r.violations.map((v) => v.id + ": " + v.nodes.slice(0, 3).map((n) => n.html).join(" | ")))`);
}

for (const size of sizes) {
  test(`axe on every screen, ${size.name}`, async (t) => {
    const browser = await launch({ context: { viewport: size.viewport } });
    try {
      const app = await open(browser.context, hub.url);
      assert.deepEqual(await violationsOf(app.page, app.cdp), [], "first run");
      await enrol(app.page, size.desk ? await hub.newCode(hub.countyArea) : await hub.newCode(hub.villageArea), size.desk ? "周育才" : "陈桂香");
      await waitForRegister(app.page, size);
      for (const screen of screens(size)) {
        await t.test(screen.name, async () => {
          await screen.open(app.page);
          for (const [role, name] of screen.expects) await app.page.getByRole(role, { name }).first().waitFor({ timeout: 15_000 });
          assert.deepEqual(await violationsOf(app.page, app.cdp), []);
        });
      }
    } finally {
      await browser.close();
    }
  });
}
