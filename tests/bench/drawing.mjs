// Frames: how much they cost, how many there are, how soon they come, and what the mirror adds.
import { go, settled, toMain } from "../web/support/person.mjs";
import { screens, sizes } from "../web/support/screens.mjs";
import { percentile, round } from "./numbers.mjs";

const clear = (page) => page.evaluate(() => { globalThis.huzhu.cpuMs.length = globalThis.huzhu.mirrorMs.length = globalThis.huzhu.shownMs.length = 0; });

async function list(stage, tell) {
  const { page } = await stage.desk(10_000);
  await go(page, "老人名册");
  await page.getByRole("table", { name: "老人名册" }).waitFor();
  await settled(page);
  await clear(page);
  const cpu = await page.evaluate(async () => {
    const pane = [...document.querySelectorAll("*")].find((e) => e.scrollHeight > 100_000 && getComputedStyle(e).overflowY !== "visible");
    for (let i = 0; i < 200; ++i) {
      pane.scrollTop += i % 20 === 0 ? 9000 : 400;
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    await globalThis.huzhu.settled();
    return [...globalThis.huzhu.cpuMs];
  });
  tell({ name: "list_10k_frame_ms", value: round(percentile(cpu, 0.5), 2), unit: "ms", peer: "frame budget at 60 Hz", peer_value: 16.7,
    how: `median worker time of a frame to GL submit (software GL), ${cpu.length} frames of a scripted scroll over 10,000 rows; p95 ${round(percentile(cpu, 0.95), 2)}, longest ${round(Math.max(...cpu), 1)}` });
}

async function idle(stage, tell) {
  const { page, app } = await stage.desk(10_000);
  const tap = async (entry) => {
    const before = await app.frames();
    await go(page, entry);
    await settled(page);
    return (await app.frames()) - before;
  };
  await page.getByRole("button", { name: "撤回" }).waitFor({ state: "detached" }); // an earlier measurement's, leaving in a frame of its own
  const first = await tap("设置");
  await page.waitForTimeout(500); // the 300 ms in which nothing is reordered end with a frame of their own
  await settled(page);
  const before = await app.frames();
  await page.waitForTimeout(10_000);
  const during = (await app.frames()) - before;
  const last = await tap("同步");
  if (first < 1 || last < 1) throw new Error("a tap drew nothing");
  tell({ name: "idle_frames_10s", value: during, unit: "frames", peer: "hello_imgui (9 fps idle)", peer_value: 90,
    how: `ten seconds between two taps that drew ${first} and ${last} frames` });
}

async function input(stage, tell) {
  const { page } = await stage.phone();
  await toMain(page);
  await page.evaluate(() => {
    globalThis.pressedMs = [];
    for (const kind of ["pointerdown", "pointerup"]) addEventListener(kind, (e) => globalThis.pressedMs.push(e.timeStamp), { capture: true, passive: true });
  });
  const times = [];
  for (let i = 0; i < 40; ++i) {
    const target = page.getByRole("navigation").getByRole("button", { name: ["老人", "更多", "今日"][i % 3] });
    const box = await target.boundingBox();
    await settled(page);
    await clear(page);
    await page.evaluate(() => { globalThis.pressedMs.length = 0; });
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    await settled(page);
    times.push(...await page.evaluate(() => globalThis.pressedMs.map((pressed) => globalThis.huzhu.shownMs.find((at) => at >= pressed) - pressed)));
  }
  if (times.some(Number.isNaN)) throw new Error("a press drew nothing");
  tell({ name: "input_frame_p95_ms", value: round(percentile(times, 0.95)), unit: "ms", peer: "INP, good", peer_value: 200,
    how: `the browser's time of a press or release to the page's knowledge of the submitted frame, ${times.length} of them in 40 taps on a phone's navigation; median ${round(percentile(times, 0.5))}` });
}

// Every screen once, on one size.
async function tour(app, size) {
  let most = 0, where = "";
  const times = [];
  for (const screen of screens(size)) {
    await screen.open(app.page);
    await app.page.getByRole(...nameOf(screen.expects[0])).first().waitFor();
    await settled(app.page);
    const seen = await app.page.evaluate(() => ({ nodes: globalThis.huzhu.nodes(), times: globalThis.huzhu.mirrorMs.splice(0) }));
    times.push(...seen.times);
    if (seen.nodes > most) [most, where] = [seen.nodes, screen.name];
    if (screen.after) await screen.after(app.page);
  }
  return { most, where, times };
}
const nameOf = ([role, name]) => [role, { name }];

const phoneTour = (stage) => stage.once("phone tour", async () => tour((await stage.phone()).app, sizes.find((s) => s.name === "phone")));
const deskTour = (stage) => stage.once("desk tour", async () => tour((await stage.desk(10_000)).app, sizes.find((s) => s.name === "pc")));

async function mirror(stage, tell) {
  const phone = await phoneTour(stage), desk = await deskTour(stage);
  tell({ name: "mirror_nodes_max", value: phone.most, unit: "nodes", how: `most elements of the mirror on any screen of a phone (${phone.where})` });
  tell({ name: "mirror_nodes_desk_max", value: desk.most, unit: "nodes", how: `the same on a PC with 10,000 elders (${desk.where})` });
  const times = [...phone.times, ...desk.times];
  tell({ name: "mirror_ms_p95", value: round(percentile(times, 0.95), 2), unit: "ms", peer: "Flutter web semantics", peer_value: 25,
    how: `page time of a change of the mirror, ${times.length} changes on a walk through every screen of phone and PC; longest ${round(Math.max(...times), 1)}` });
}

async function memory(stage, tell) {
  const { page } = await stage.desk(10_000);
  await deskTour(stage);
  await settled(page);
  tell({ name: "wasm_mb", value: round((await page.evaluate(() => globalThis.huzhu.wasmBytes)) / (1 << 20)), unit: "MB",
    how: "memory of the program on a PC after the first sync of 10,000 elders (no visits yet) and a walk through every screen" });
}

async function contextLoss(stage, tell) {
  const { page } = await stage.phone();
  const times = [];
  for (let i = 0; i < 10; ++i) {
    await settled(page);
    await page.waitForTimeout(400);
    times.push(await page.evaluate(async () => {
      const shown = globalThis.huzhu.shownMs.length, from = performance.now();
      if (shown > 900) globalThis.huzhu.shownMs.length = 0;
      const before = globalThis.huzhu.frames;
      globalThis.huzhu.loseContext();
      while (globalThis.huzhu.frames === before) await new Promise((resolve) => setTimeout(resolve, 0));
      return globalThis.huzhu.shownMs.at(-1) - from;
    }));
  }
  tell({ name: "context_loss_ms", value: round(percentile(times, 0.95)), unit: "ms", peer: "ImHex: reload of the page",
    how: `loss of the graphics context to the picture drawn anew, the 50 ms until it is given back included, p95 of ${times.length}` });
}

export const drawing = [
  { names: ["list_10k_frame_ms"], measure: list },
  { names: ["idle_frames_10s"], measure: idle },
  { names: ["input_frame_p95_ms"], measure: input },
  { names: ["context_loss_ms"], measure: contextLoss },
  { names: ["mirror_nodes_max", "mirror_nodes_desk_max", "mirror_ms_p95"], measure: mirror },
  { names: ["wasm_mb"], measure: memory },
];
