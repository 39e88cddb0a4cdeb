// What a sync costs on the line: a village tablet in Chromium behind a link that is slow, counts every byte (headers, masks
// and all that is above TCP) and can be cut.
import { launch } from "../web/support/browsers.mjs";
import { open } from "../web/support/open.mjs";
import { enrol, go, settled, waitForRegister, write } from "../web/support/person.mjs";
import { round } from "./numbers.mjs";
import { slowLink } from "./slow_link.mjs";
import { DESK } from "./stage.mjs";

const VISITS = 12; // nine operations each
const SLOW = { bitsPerS: 30_000, rttMs: 600 };
const slowly = "30 kbit/s, 600 ms there and back";

const tell = (page, online) => page.evaluate((on) => dispatchEvent(new Event(on ? "online" : "offline")), online);

async function tablet(stage) {
  const hub = await stage.hub(10_000);
  const link = await slowLink(() => hub.port);
  stage.atEnd(() => link.stop());
  const browser = await launch({ context: { viewport: DESK } });
  stage.atEnd(() => browser.close());
  const app = await open(browser.context, link.url);
  app.page.setDefaultTimeout(60_000);
  await enrol(app.page, await hub.newCode(hub.villageArea));
  await waitForRegister(app.page, { desk: true });
  link.begin();
  await link.quiet();
  return { page: app.page, link, hub };
}

async function allWell(page, number) {
  await write(page, "记录探访");
  const list = page.getByRole("list", { name: "老人名册" });
  await list.waitFor();
  await settled(page);
  await list.getByRole("button").or(list.getByRole("listitem")).nth(number % 5).click();
  await page.getByRole("button", { name: /四样都好，记平安/ }).click();
  await page.getByText("记好了").first().waitFor({ state: "attached" });
  await settled(page);
}

async function idle(stage, say) {
  const { page, link } = await stage.once("tablet behind a link", () => tablet(stage));
  link.begin();
  await tell(page, false);
  await tell(page, true);
  await link.quiet();
  const open = link.told();
  // And with nothing open: the first look of a day.
  link.cut();
  await tell(page, false);
  link.heal();
  link.begin();
  await tell(page, true);
  await link.quiet();
  const anew = link.told();
  say({ name: "idle_sync_bytes", value: open.bytes, unit: "bytes",
    how: `nothing new, line open: ${open.asked} message there and one back, everything above TCP; with the line to be opened first ${anew.bytes}` });
}

async function day(stage, say) {
  const { page, link } = await stage.once("tablet behind a link", () => tablet(stage));
  const days = [];
  for (const opened of [true, false]) {
    await tell(page, false);
    if (!opened) link.cut();
    for (let i = 0; i < VISITS; ++i) await allWell(page, i);
    link.heal();
    link.set(SLOW);
    link.begin();
    await tell(page, true);
    await link.quiet();
    days.push(link.told());
    link.set({});
  }
  const [open, anew] = days;
  const what = `${VISITS} visits, ${VISITS * 9} operations, written without a network, then ${slowly}: from the network's return to equal digests at both ends`;
  say({ name: "day_2g_s", value: round(anew.seconds), unit: "s", how: `${what}, the line opened first; ${round(open.seconds)} where it had stayed open` });
  say({ name: "day_2g_bytes", value: anew.bytes, unit: "bytes", how: `the same, all above TCP: up ${anew.up}, down ${anew.down}, the browser's handshake included; ${open.bytes} where the line had stayed open` });
}

// Another device of the village writes much; this one gets it slowly, and the link breaks in the middle of an answer.
async function cut(stage, say) {
  const { page, link, hub } = await stage.once("tablet behind a link", () => tablet(stage));
  const other = await launch({ context: { viewport: DESK } });
  try {
    const app = await open(other.context, hub.url);
    app.page.setDefaultTimeout(60_000);
    await enrol(app.page, await hub.newCode(hub.villageArea), "周育才");
    await waitForRegister(app.page, { desk: true });
    const runs = [];
    for (const breaks of [false, true]) {
      await tell(page, false);
      link.cut();
      for (let i = 0; i < 30; ++i) await allWell(app.page, i);
      await app.page.waitForTimeout(3000);
      link.heal();
      link.set(SLOW);
      link.begin();
      if (breaks) link.cutAfterDown(Math.floor(runs[0].down / 2));
      await tell(page, true);
      if (breaks) {
        while (!link.isCut()) await page.waitForTimeout(50);
        await tell(page, false);
        link.heal();
        await tell(page, true);
      }
      await link.quiet(8000);
      runs.push(link.told());
      link.set({});
    }
    say({ name: "resent_after_cut_bytes", value: Math.max(0, runs[1].bytes - runs[0].bytes), unit: "bytes",
      how: `30 visits (270 operations, ${runs[0].bytes} bytes whole) come from another device, ${slowly}; the link breaks in the middle: what that cost beside, the handshake of a new line included` });
  } finally {
    await other.close();
  }
}

export const network = [
  { names: ["idle_sync_bytes"], measure: idle },
  { names: ["day_2g_s", "day_2g_bytes"], measure: day },
  { names: ["resent_after_cut_bytes"], measure: cut },
];
