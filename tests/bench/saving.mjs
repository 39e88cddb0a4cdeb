// First sync, and what a save takes until it is on the disk.
import { settled, write } from "../web/support/person.mjs";
import { percentile, round } from "./numbers.mjs";
import { PRESS_APART_MS } from "./stage.mjs";

const SAVES = 30;

async function saves(stage, tell) {
  const { page } = await stage.desk(10_000);
  const times = [];
  for (let i = 0; i < SAVES; ++i) {
    await write(page, "记录探访");
    const list = page.getByRole("list", { name: "老人名册" });
    await list.waitFor();
    await settled(page);
    await list.getByRole("button").or(list.getByRole("listitem")).nth(i % 5).click();
    await page.getByRole("button", { name: /四样都好，记平安/ }).waitFor();
    await settled(page);
    await page.waitForTimeout(PRESS_APART_MS);
    // From the press to the toast that says it is saved, in the page itself; the last toast is gone before.
    times.push(await page.evaluate(() => new Promise((resolve, reject) => {
      const toasts = () => [...document.querySelectorAll("[role=status]")].filter((e) => /记好了/.test(e.textContent));
      for (const old of toasts()) old.dataset.old = "1";
      const button = [...document.querySelectorAll("button")].find((b) => /四样都好，记平安/.test(b.textContent || b.getAttribute("aria-label")));
      const from = performance.now();
      const seen = new MutationObserver(() => {
        if (!/记好了/.test(toasts().map((e) => e.textContent).join())) return;
        seen.disconnect();
        resolve(performance.now() - from);
      });
      seen.observe(document.body, { childList: true, subtree: true, characterData: true, attributes: true });
      setTimeout(() => reject(new Error("no toast")), 10_000);
      button.click();
    })));
    await settled(page);
  }
  const how = `press on 四样都好 to the toast that says it is saved (encrypted, flushed), ${times.length} visits on a PC with 10,000 elders`;
  tell({ name: "save_durable_p50_ms", value: round(percentile(times, 0.5)), unit: "ms", how });
  tell({ name: "save_durable_p95_ms", value: round(percentile(times, 0.95)), unit: "ms", peer: "OpenSRP (ms, its own report)", peer_value: 5500, how });
}

export const saving = [
  {
    names: ["first_sync_10k_s"],
    async measure(stage, tell) {
      const { firstSyncS } = await stage.desk(10_000);
      tell({ name: "first_sync_10k_s", value: round(firstSyncS), unit: "s", peer: "CHT, 100 tablets at once", peer_value: 150,
        how: "from the end of enrolment until the sync screen of an empty PC says 10,000 elders, loopback, files on disk" });
    },
  },
  { names: ["save_durable_p50_ms", "save_durable_p95_ms"], measure: saves },
];
