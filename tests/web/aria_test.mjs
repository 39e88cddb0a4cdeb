// What a screen reader is given, screen by screen, as the browser itself derives it from the page: kept in tests/web/aria/, so that
// a change of it shows in a review. HUZHU_UPDATE_DOCS=1 writes them anew.
//
// Data are left out: numbers are 0, names end at their first comma, of a list or table there are the kinds of parts alone, of running text
// nothing.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { projectFolder } from "./support/dist.mjs";
import { launch } from "./support/browsers.mjs";
import { startHub } from "./support/hub.mjs";
import { open } from "./support/open.mjs";
import { enrol, settled, waitForRegister } from "./support/person.mjs";
import { screens, sizes } from "./support/screens.mjs";

let hub;
before(async () => { hub = await startHub({ elders: 300 }); });
after(async () => { await hub?.remove(); });

const folder = join(projectFolder, "tests/web/aria");
const HOLDS_DATA = /^(list|table|grid|rowgroup|row|listitem|navigation)$/; // the navigation is the same everywhere
const IS_DATA = /^(text|paragraph|status|img|cell|columnheader|rowheader|gridcell|alert)$/;

const TELLS_DATA = /看的$|^看看名册$|^满 \d/; // what is there on some days
const ALIKE = /^(收讫|大字|怎么用|找人：)/; // what every screen has at its head
const CHOSEN_FROM_DATA = /^(帮了谁|哪个村|哪个乡镇|捎给谁)$/;
// The name of a part is what stands before the first comma; where records are is another test's.
const without = (name) => name.replace(/\d[\d,.:]*/g, "0").replace(/，.*/, "").replace(/^(收讫|待发|在本机|正在).*/, "收讫").replace(/^探访 .*/, "探访").replace(/.*同意了什么$/, "同意了什么");

// `yaml` as Playwright writes it: "- role "name" [state]:", deeper by two spaces.
function outline(yaml) {
  const out = [], seen = [];
  let data = -1; // how deep the list is that we are in
  for (const line of yaml.split("\n")) {
    const [, space, role, name] = /^( *)- '?([a-z]+)(?: "((?:[^"\\]|\\.)*)")?/.exec(line) ?? [];
    if (role === undefined) continue;
    if (space.length <= data) data = -1;
    if (data >= 0) {
      const kind = `${space}- ${role}`;
      if (!seen.includes(kind)) seen.push(kind), out.push(kind);
      continue;
    }
    if (HOLDS_DATA.test(role) || CHOSEN_FROM_DATA.test(name)) data = space.length, seen.length = 0;
    const said = name === undefined ? "" : without(name);
    if (IS_DATA.test(role) || TELLS_DATA.test(said) || (/^(button|searchbox)$/.test(role) && ALIKE.test(said))) continue;
    out.push(`${space}- ${role}${name === undefined ? "" : ` "${said}"`}`);
  }
  return `${out.join("\n")}\n`;
}

for (const size of sizes.filter((one) => one.name !== "tablet")) {
  test(`as a reader hears it, ${size.name}`, async (t) => {
    const browser = await launch({ context: { viewport: size.viewport } });
    const file = join(folder, `${size.name}.txt`), found = [];
    const kept = existsSync(file) ? readFileSync(file, "utf8").split(/^(?=# )/m) : [];
    try {
      const app = await open(browser.context, hub.url);
      await enrol(app.page, await hub.newCode(size.desk ? hub.countyArea : hub.villageArea), size.desk ? "周育才" : "陈桂香");
      await waitForRegister(app.page, size);
      for (const screen of screens(size)) {
        await t.test(screen.name, async () => {
          await screen.open(app.page);
          for (const [role, name] of screen.expects) await app.page.getByRole(role, { name }).first().waitFor({ timeout: 15_000 });
          await settled(app.page);
          const now = `# ${screen.name}\n${outline(await app.page.locator("body").ariaSnapshot())}`;
          found.push(now);
          if (!process.env.HUZHU_UPDATE_DOCS) assert.equal(now, kept.find((one) => one.startsWith(`# ${screen.name}\n`)));
          if (screen.after) {
            await screen.after(app.page);
            await app.page.getByRole("navigation").first().waitFor({ timeout: 60_000 });
          }
        });
      }
      if (process.env.HUZHU_UPDATE_DOCS) {
        mkdirSync(folder, { recursive: true });
        writeFileSync(file, found.join(""));
      }
    } finally {
      await browser.close();
    }
  });
}
