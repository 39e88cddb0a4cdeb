// A picture of every screen × {phone, tablet, PC} × {standard, 长辈版} × palettes into build/screenshots, to be looked at.
//
//   node tests/web/screenshots.mjs [phone|tablet|pc|pc-low|pc-zoom|all] [standard|elder|all] [light|dark|contrast] [screen …]
//
// Without a palette: light. pc-low is 1366 × 625 (browser bars), pc-zoom the same at 200 %.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { projectFolder } from "./support/dist.mjs";
import { launch } from "./support/browsers.mjs";
import { startHub } from "./support/hub.mjs";
import { open } from "./support/open.mjs";
import { PIN, enrol, toMain, waitForRegister } from "./support/person.mjs";
import { elderSteps, moreSizes, screens, sizes } from "./support/screens.mjs";

const [wantedSize = "all", wantedMode = "all", palette = "light", ...wantedScreens] = process.argv.slice(2);
const folder = join(projectFolder, "build/screenshots");
mkdirSync(folder, { recursive: true });
const machine = palette === "dark" ? { colorScheme: "dark" } : palette === "contrast" ? { contrast: "more" } : {};
const wanted = (name) => wantedScreens.length === 0 || wantedScreens.includes(name);
let missing = 0;

async function picturesOf(size, hub) {
  const browser = await launch({ context: { viewport: size.viewport, ...machine } });
  const app = await open(browser.context, hub.url);
  const { page } = app;
  let mode = "standard";
  const shot = async (name) => {
    if (!wanted(name)) return;
    await app.settled();
    await page.waitForTimeout(120);
    await page.screenshot({ path: join(folder, `${name}-${size.name}-${mode}${palette === "light" ? "" : `-${palette}`}.png`) });
  };
  const attempt = async (name, act) => {
    try {
      await act();
    } catch (error) {
      ++missing;
      console.log(`${name} ${size.name} ${mode}: ${error.message.split("\n")[0]}`);
    }
    await shot(name);
  };
  await shot("first_code");
  await enrol(page, await hub.newCode(size.desk ? hub.countyArea : hub.villageArea), size.desk ? "周育才" : "陈桂香", PIN, shot);
  await shot("home");
  await waitForRegister(page, size);
  for (mode of ["standard", "elder"]) {
    if (wantedMode !== "all" && wantedMode !== mode) continue;
    await toMain(page);
    if (mode === "elder") await page.getByRole("button", { name: /^大字/ }).click();
    const elder = mode === "elder";
    for (const screen of screens(size, { elder })) {
      if (!wanted(screen.name)) continue;
      await attempt(screen.name, async () => {
        await screen.open(page);
        for (const [role, name] of screen.expects) await page.getByRole(role, { name }).first().waitFor({ timeout: 15_000 });
      });
      // Locked now: in again, or nothing more is reached.
      if (screen.after) {
        await screen.after(page, PIN);
        await page.getByRole("navigation").first().waitFor({ timeout: 60_000 });  // where it was locked
      }
    }
    if (elder) for (const step of elderSteps) if (wanted(step.name)) await attempt(step.name, () => step.open(page));
  }
  for (const c of app.complaints) console.log(`${size.name}: ${c}`);
  await browser.close();
}

const hub = await startHub({ elders: Number(process.env.ELDERS ?? 300) });
try {
  for (const size of wantedSize === "all" ? sizes : [...sizes, ...moreSizes].filter((s) => s.name === wantedSize)) await picturesOf(size, hub);
} finally {
  await hub.remove();
}
process.exitCode = missing ? 1 : 0;
