// A picture of every screen × {phone, tablet, PC} × {standard, 长辈版} into build/screenshots, to be looked at.
//
//   node tests/web/screenshots.mjs [phone|tablet|pc] [standard|elder]
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { projectFolder } from "./support/dist.mjs";
import { launch } from "./support/browsers.mjs";
import { startHub } from "./support/hub.mjs";
import { open } from "./support/open.mjs";
import { enrol, waitForRegister } from "./support/person.mjs";
import { screens, sizes } from "./support/screens.mjs";

const [wantedSize, wantedMode] = process.argv.slice(2);
const folder = join(projectFolder, "build/screenshots");
mkdirSync(folder, { recursive: true });
const hub = await startHub({ elders: Number(process.env.ELDERS ?? 300) });
let missing = 0;
try {
  for (const size of sizes) {
    if (wantedSize && size.name !== wantedSize) continue;
    for (const mode of ["standard", "elder"]) {
      if (wantedMode && mode !== wantedMode) continue;
      const browser = await launch({ context: { viewport: size.viewport } });
      const app = await open(browser.context, hub.url);
      const shot = async (name) => {
        await app.settled();
        await app.page.waitForTimeout(150);
        await app.page.screenshot({ path: join(folder, `${name}-${size.name}-${mode}.png`) });
      };
      await shot("first_run");
      await enrol(app.page, await hub.newCode(size.desk ? hub.countyArea : hub.villageArea), size.desk ? "周育才" : "陈桂香");
      await waitForRegister(app.page, size);
      if (mode === "elder") await app.page.getByRole("button", { name: /大字/ }).click();
      for (const screen of screens(size, { elder: mode === "elder" && !size.desk })) {
        try {
          await screen.open(app.page);
          for (const [role, name] of screen.expects) await app.page.getByRole(role, { name }).first().waitFor({ timeout: 8000 });
        } catch (error) {
          ++missing;
          console.log(`${screen.name} ${size.name} ${mode}: ${error.message.split("\n")[0]}`);
        }
        await shot(screen.name);
      }
      for (const c of app.complaints) console.log(`${size.name} ${mode}: ${c}`);
      await browser.close();
    }
  }
} finally {
  await hub.remove();
}
process.exitCode = missing ? 1 : 0;
