// How long until a person can begin: first visit over a slow link, an offline start, the PIN.
import { launch } from "../web/support/browsers.mjs";
import { PIN, home, settled } from "../web/support/person.mjs";
import { giveShare } from "./cpu_share.mjs";
import { percentile, round } from "./numbers.mjs";
import { PHONE, PRESS_APART_MS } from "./stage.mjs";

const SLOW = 6, STARTS = 5, SLOW_STARTS = 3;
const slowed = `whole browser stopped ${SLOW - 1} of every ${SLOW} parts of the time, both cores`;

// In the page, from the start: when the key pad is there and when the first digit that is pressed then shows.
function watchPad() {
  const look = () => {
    const one = [...document.querySelectorAll("button")].find((button) => button.textContent === "1");
    if (!one) return;
    seen.disconnect();
    globalThis.padMs = performance.now();
    const shown = globalThis.huzhu.shownMs.length;
    one.click();
    const wait = () => {
      if (globalThis.huzhu.shownMs.length > shown) globalThis.digitMs = globalThis.huzhu.shownMs[shown];
      else setTimeout(wait, 0);
    };
    wait();
  };
  const seen = new MutationObserver(look);
  seen.observe(document, { childList: true, subtree: true, characterData: true });
}

// The time from the press of the last digit to the first screen, in the page itself.
function pressLast(digit) {
  return new Promise((resolve, reject) => {
    const button = [...document.querySelectorAll("button")].find((b) => b.textContent === digit);
    const from = performance.now();
    const seen = new MutationObserver(() => {
      if (![...document.querySelectorAll("h1,h2")].some((h) => /^今日|今天看/.test(h.textContent))) return;
      seen.disconnect();
      resolve(performance.now() - from);
    });
    seen.observe(document, { childList: true, subtree: true, characterData: true });
    setTimeout(() => reject(new Error("never unlocked")), 60_000);
    button.click();
  });
}

async function starts(stage, share) {
  const { folder, hub } = await stage.profile();
  await hub.stop();
  const times = { digit: [], unlock: [] };
  try {
    for (let i = 0; i < (share === 1 ? STARTS : SLOW_STARTS); ++i) {
      const browser = await launch({ profile: folder, context: { viewport: PHONE } });
      const free = share === 1 ? async () => undefined : giveShare(browser.pid(), share);
      try {
        const page = await browser.context.newPage();
        page.setDefaultTimeout(120_000);
        await page.addInitScript(watchPad);
        await page.goto(hub.url);
        await page.waitForFunction(() => globalThis.digitMs !== undefined);
        times.digit.push(await page.evaluate(() => globalThis.digitMs));
        await page.getByRole("button", { name: /删|退/ }).first().click();
        for (const digit of PIN.slice(0, -1)) await page.getByRole("button", { name: digit, exact: true }).click();
        await settled(page);
        await page.waitForTimeout(PRESS_APART_MS);
        times.unlock.push(await page.evaluate(pressLast, PIN.at(-1)));
        await home(page).waitFor();
      } finally {
        await free();
        await browser.close();
      }
    }
  } finally {
    await hub.start();
  }
  return times;
}

const median = (list) => round(percentile(list, 0.5), 0);

async function slowNet(stage, tell) {
  const hub = await stage.hub(10_000);
  const usable = [], largest = [];
  for (let i = 0; i < 3; ++i) {
    const browser = await launch({ context: { viewport: PHONE } });
    try {
      const page = await browser.context.newPage();
      const cdp = await browser.context.newCDPSession(page);
      await cdp.send("Network.enable");
      await cdp.send("Network.emulateNetworkConditions", { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 750e3 / 8 });
      await page.addInitScript(() => {
        new PerformanceObserver((list) => { for (const entry of list.getEntries()) globalThis.lcpMs = entry.startTime; }).observe({ type: "largest-contentful-paint", buffered: true });
        const seen = new MutationObserver(() => {
          if (!document.querySelector("input.field")) return;
          seen.disconnect();
          globalThis.usableMs = performance.now();
        });
        seen.observe(document, { childList: true, subtree: true });
      });
      await page.goto(hub.url);
      await page.waitForFunction(() => globalThis.usableMs !== undefined, undefined, { timeout: 120_000 });
      usable.push(await page.evaluate(() => globalThis.usableMs));
      largest.push(await page.evaluate(() => globalThis.lcpMs));
    } finally {
      await browser.close();
    }
  }
  const how = "empty browser, 1.6 Mbit/s and 150 ms (DevTools network emulation), median of 3";
  tell({ name: "first_usable_slow_net_ms", value: median(usable), unit: "ms", how: `${how}: navigation to the field for the code` });
  tell({ name: "lcp_ms", value: median(largest), unit: "ms", peer: "Core Web Vitals, good", peer_value: 2500, how: `${how}: largest contentful paint` });
}

const free = (stage) => stage.once("starts", () => starts(stage, 1));
const slow = (stage) => stage.once("slow starts", () => starts(stage, 1 / SLOW));

export const starting = [
  { names: ["first_usable_slow_net_ms", "lcp_ms"], measure: slowNet },
  {
    names: ["warm_offline_start_ms", "unlock_ms"],
    async measure(stage, tell) {
      const times = await free(stage);
      tell({ name: "warm_offline_start_ms", value: median(times.digit), unit: "ms",
        how: `hub stopped, browser started anew: navigation to the frame that shows the first digit pressed, median of ${times.digit.length}` });
      tell({ name: "unlock_ms", value: median(times.unlock), unit: "ms",
        how: `press of the sixth digit to 今日, Argon2id with its own start included, median of ${times.unlock.length}` });
    },
  },
  {
    names: ["warm_start_slow_ms", "unlock_slow_ms"],
    async measure(stage, tell) {
      const times = await slow(stage);
      tell({ name: "warm_start_slow_ms", value: median(times.digit), unit: "ms", how: `as warm_offline_start_ms, ${slowed}, median of ${times.digit.length}` });
      tell({ name: "unlock_slow_ms", value: median(times.unlock), unit: "ms", how: `as unlock_ms, ${slowed}, median of ${times.unlock.length}` });
    },
  },
];
