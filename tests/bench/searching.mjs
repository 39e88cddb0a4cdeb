// Search as one types: the frame with the result, after each letter.
import { go, settled } from "../web/support/person.mjs";
import { percentile, round } from "./numbers.mjs";

const WORDS = ["马玉兰", "myl", "红古村", "独居", "wang", "李秀", "zhang", "陈", "张桂", "5621", "空巢 王"];

async function keystrokes(page) {
  await go(page, "老人名册");
  await page.getByRole("table", { name: "老人名册" }).waitFor();
  await page.getByRole("searchbox").focus();
  const times = [];
  for (const word of WORDS) {
    for (let n = 1; n <= [...word].length; ++n) {
      await settled(page);
      times.push(await page.evaluate(async (text) => {
        const field = document.activeElement, before = globalThis.huzhu.frames, from = performance.now();
        field.value = text;
        field.dispatchEvent(new InputEvent("input", { bubbles: true, data: text }));
        await globalThis.huzhu.settled();
        if (globalThis.huzhu.frames === before) throw new Error("no frame for a letter");
        return globalThis.huzhu.shownMs.find((at) => at >= from) - from;
      }, [...word].slice(0, n).join("")));
    }
  }
  await page.getByRole("searchbox").fill("");
  await settled(page);
  return times;
}

const figure = (name, elders, peer) => ({
  names: [name],
  async measure(stage, tell) {
    const { page } = await stage.desk(elders);
    const times = await keystrokes(page);
    tell({ name, value: round(percentile(times, 0.95)), unit: "ms", ...peer,
      how: `input event to the frame with the result known to the page, ${times.length} keystrokes over ${elders.toLocaleString("en")} elders on a PC; median ${round(percentile(times, 0.5))}` });
  },
});

const openSrp = { peer: "OpenSRP (ms, its own report)", peer_value: 28_600 };
export const searching = [figure("search_10k_p95_ms", 10_000, openSrp), figure("search_50k_p95_ms", 50_000, openSrp)];
