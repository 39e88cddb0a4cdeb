// What is said instead of typed, through a real recorder: Chromium's false microphone beeps.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { launch } from "./support/browsers.mjs";
import { startHub } from "./support/hub.mjs";
import { open } from "./support/open.mjs";
import { enrol, openElder, register, settled, typePin } from "./support/person.mjs";

const MICROPHONE = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream", "--autoplay-policy=user-gesture-required"];
let hub, browser, app, page;
before(async () => {
  hub = await startHub({ elders: 20 });
  browser = await launch({ args: MICROPHONE });
  await browser.context.addInitScript(() => {
    // How many microphones are on, and what was heard to its end.
    globalThis.test = { on: 0, ended: 0, failed: 0 };
    const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = async (wanted) => {
      const stream = await ask(wanted);
      for (const track of stream.getTracks()) {
        globalThis.test.on++;
        const stop = track.stop.bind(track);
        track.stop = () => { globalThis.test.on--; stop(); };
      }
      return stream;
    };
    const Plain = globalThis.Audio;
    globalThis.Audio = function (url) {
      const audio = new Plain(url);
      audio.addEventListener("ended", () => globalThis.test.ended++);
      audio.addEventListener("error", () => globalThis.test.failed++);
      return audio;
    };
  });
  app = await open(browser.context, hub.url);
  page = app.page;
  page.setDefaultTimeout(20_000);
  await enrol(page, hub.codes.village);
  await register(page, { name: "张玉莲" });
});
after(async () => {
  await browser?.close();
  await hub?.remove();
});

const press = (name) => page.getByRole("button", { name, exact: typeof name === "string" }).first().click();
const counts = () => page.evaluate(() => globalThis.test);
const until = async (is, what) => {
  for (const end = Date.now() + 15_000; ; await page.waitForTimeout(100)) {
    if (is(await counts())) return;
    assert.ok(Date.now() < end, `${what}: ${JSON.stringify(await counts())}`);
  }
};

test("it is said, and heard before it is saved", async () => {
  await press("记录探访");
  assert.equal((await counts()).on, 0);
  await press("说一段话");
  await page.getByRole("progressbar", { name: /^正在录 0:0[3-9]/ }).waitFor();
  assert.equal((await counts()).on, 1);
  await press("说完了");
  await page.getByRole("button", { name: "听一听" }).waitFor();
  assert.equal((await counts()).on, 0, "the microphone goes off");
  await press("听一听");
  await until((c) => c.ended === 1, "heard to its end");
  await page.getByRole("button", { name: "听一听" }).waitFor();
});

test("it outlives a reload, and is heard on the file once it is saved", async () => {
  await page.reload();
  await typePin(page); // it opens where it was
  await page.getByRole("button", { name: "听一听" }).waitFor();
  await press(/^四样都好/);
  await openElder(page, "张玉莲");
  const row = page.getByRole("button", { name: /点这里听/ }).first();
  await row.click();
  await until((c) => c.ended === 1 && c.failed === 0, "heard to its end");
  assert.deepEqual(app.complaints, []);
});

test("leaving the form puts the microphone off", async () => {
  await press("记录探访");
  await press("说一段话");
  await page.getByRole("progressbar", { name: /^正在录/ }).waitFor();
  await page.goBack();
  await settled(page);
  await until((c) => c.on === 0, "off");
});
