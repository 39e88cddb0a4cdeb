// The first sync of a county's PC: 10,000 elders and 200,000 visits, until it can be used and until all of it is there,
// by snapshots and, for the speed of merging, without them.
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { projectFolder } from "../web/support/dist.mjs";
import { launch } from "../web/support/browsers.mjs";
import { startHub } from "../web/support/hub.mjs";
import { open } from "../web/support/open.mjs";
import { enrol, go } from "../web/support/person.mjs";
import { round } from "./numbers.mjs";
import { DESK } from "./stage.mjs";

const ELDERS = 10_000, VISITS = 200_000;
const program = process.env.HUZHU_NATIVE_BENCH ?? join(projectFolder, "build/native/tests/native_bench");

async function firstSync(stage, tell, { snapshots }) {
  const hub = await startHub({ elders: ELDERS, args: snapshots ? [] : ["--no-snapshots"] });
  stage.atEnd(() => hub.remove());
  await hub.stop();
  const { stdout } = await promisify(execFile)(program, ["fill", hub.data, String(VISITS)], { timeout: 900_000 });
  await hub.start();
  if (snapshots) await hub.said('"event":"snapshots"');  // it has had an idle moment
  const browser = await launch({ profile: stage.folder(), context: { viewport: DESK } });
  stage.atEnd(() => browser.close());
  const { page } = await open(browser.context, hub.url);
  page.setDefaultTimeout(120_000);
  await enrol(page, await hub.newCode(hub.countyArea), "周育才");
  const from = Date.now();
  const since = () => round((Date.now() - from) / 1000);
  // Usable: a screen that was asked for is there, and elders can be looked up in it.
  await go(page, "老人名册");
  await page.getByRole("table", { name: "老人名册" }).getByRole("row").nth(1).waitFor();
  const usable = since();
  await go(page, "同步");
  const all = page.getByText(/名册上 10,000 位老人/).or(page.getByRole("group", { name: /名册上 10,000 位老人/ })).first();
  // Whoever sits there touches it now and then; else it locks after two minutes, and a locked one takes nothing in.
  const awake = setInterval(() => void go(page, "同步").catch(() => undefined), 30_000);
  await all.waitFor({ timeout: 900_000 });
  await page.getByText(/^正在(找中心|发|收|对账)/).first().waitFor({ state: "hidden", timeout: 900_000 });
  const whole = since();
  clearInterval(awake);
  const operations = Number(stdout);
  const how = `10,000 elders and 200,000 visits (${operations.toLocaleString("en")} operations), an empty PC in Chromium, loopback, encrypted file on disk, from the end of enrolment`;
  if (!snapshots) {
    tell({ name: "merge_browser_ops_per_s", value: Math.round(operations / whole), unit: "ops/s", how: `${how}, every segment applied, until digests are equal: network, receipts, lists and drawing included` });
    return;
  }
  tell({ name: "first_sync_usable_s", value: usable, unit: "s", how: `${how} until the list of elders is there with rows in it` });
  tell({ name: "first_sync_whole_s", value: whole, unit: "s", how: `${how} until digests are equal` });
  await go(page, "同步");
  const keep = setInterval(() => void go(page, "同步").catch(() => undefined), 30_000);
  await page.getByText(/以前的记录正在对/).first().waitFor({ state: "hidden", timeout: 900_000 });
  clearInterval(keep);
  tell({ name: "first_sync_proven_s", value: since(), unit: "s", how: `${how} until every segment behind the snapshots is here and says the same` });
}

export const firstSyncs = [
  { names: ["first_sync_usable_s", "first_sync_whole_s", "first_sync_proven_s"], measure: (stage, tell) => firstSync(stage, tell, { snapshots: true }) },
  { names: ["merge_browser_ops_per_s"], measure: (stage, tell) => firstSync(stage, tell, { snapshots: false }) },
];
