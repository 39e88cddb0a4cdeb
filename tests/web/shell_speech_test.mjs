// Which voice reads aloud: Mandarin that lives on this device, however the browser writes its language; else none.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { bundle } from "../../web/assemble/bundle.mjs";
import { launch } from "./support/browsers.mjs";
import { serveDist } from "./support/dist_server.mjs";
import { open } from "./support/open.mjs";

const ZH = 0, EN = 1; // ui::Language

// Speech as a browser offers it, with these voices ("zh-CN", or "zh-CN online"); `did` is all it was asked for.
function fakeSpeech(languages) {
  const voices = languages.map((one) => ({ lang: one.replace(" online", ""), name: one, localService: !one.endsWith(" online") }));
  const did = [], told = [];
  Object.defineProperty(globalThis, "SpeechSynthesisUtterance", { configurable: true, value: class { constructor(text) { this.text = text; } } });
  Object.defineProperty(globalThis, "speechSynthesis", { configurable: true, value: {
    did, getVoices: () => voices,
    cancel: () => did.push("cancel"),
    speak: ({ text, voice, lang }) => did.push({ text, voice: voice.name, lang }),
    addEventListener: (what, then) => told.push(then),
    // Android has none until the engine answers.
    arrive: (lang) => {
      voices.push({ lang, name: lang, localService: true });
      for (const then of told) then();
    },
  } });
  return did;
}

const { hasVoice, speak } = await import(`data:text/javascript;base64,${(await bundle("speech.ts", "esm")).toString("base64")}`);

// The voice that says it, or nothing.
function reader(languages, language = ZH) {
  const did = fakeSpeech(languages);
  speak("念给我听", language);
  const spoken = did.find((one) => one !== "cancel");
  assert.equal(hasVoice(language), spoken !== undefined);
  assert.equal(spoken?.lang, spoken?.voice.replace(" online", ""));
  return spoken?.voice;
}

test("Mandarin is found, however it is written", () => {
  for (const one of ["zh-CN", "zh_CN", "zh_CN_#Hans", "zh__#Hans", "zh-Hans", "zh-Hans-CN", "zh", "cmn", "cmn-CN", "cmn-Hans-CN", "cmn_CN", "zh-cmn", "zh_SG", "ZH-cn"]) assert.equal(reader([one]), one);
  for (const one of ["zh-TW", "zh_TW", "zh_TW_#Hant", "zh-Hant", "cmn-Hant-TW"]) assert.equal(reader([one]), one);
});

test("other languages of China are no Mandarin, nor is pinyin read by its letters", () => {
  for (const one of ["zh-HK", "zh_HK", "zh_HK_#Hant", "zh-Hant-HK", "zh_MO", "yue", "yue-HK", "yue_HK_#Hant", "zh-yue", "hak", "nan-TW", "zh-min-nan", "cmn-latn-pinyin", "zhx", ""]) assert.equal(reader([one]), undefined, one);
});

test("a voice that is not on this device gets no word", () => {
  assert.equal(reader(["zh-CN online", "cmn online"]), undefined);
  assert.equal(reader(["en-US online"], EN), undefined);
  assert.equal(reader(["zh-CN online", "zh_CN"]), "zh_CN");
});

test("Taiwan's Mandarin only where there is no other, Cantonese never", () => {
  assert.equal(reader(["zh_HK", "zh_TW", "zh_CN"]), "zh_CN");
  assert.equal(reader(["yue_HK", "zh_TW", "zh"]), "zh");
  assert.equal(reader(["zh_HK", "zh_TW", "zh-CN online"]), "zh_TW");
  assert.equal(reader(["en_US", "zh_CN", "cmn"]), "zh_CN");
});

test("each language has its own voice", () => {
  for (const one of ["en", "en-GB", "en_US"]) {
    assert.equal(reader(["zh_CN", one], EN), one);
    assert.equal(reader([one], ZH), undefined);
  }
  assert.equal(reader(["zh_CN"], EN), undefined);
  assert.equal(reader([], ZH), undefined);
});

test("what is said ends what was said before; no text is silence", () => {
  const did = fakeSpeech(["zh_CN"]);
  speak("先说这句", ZH);
  speak("再说这句", ZH);
  speak("", ZH);
  assert.deepEqual(did, ["cancel", { text: "先说这句", voice: "zh_CN", lang: "zh_CN" }, "cancel", { text: "再说这句", voice: "zh_CN", lang: "zh_CN" }, "cancel"]);
});

test("a browser without speech is no trouble", () => {
  Object.defineProperty(globalThis, "speechSynthesis", { configurable: true, value: undefined });
  assert.equal(hasVoice(ZH), false);
  speak("念给我听", ZH);
});

// -- on the page ---------------------------------------------------------------------------------------------

let server, browser, app;
before(async () => {
  server = await serveDist();
  browser = await launch();
  await browser.context.addInitScript(fakeSpeech, ["zh_HK"]);
  app = await open(browser.context, server.url);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

test("the page says that there is no voice until one comes, then reads with it, and is silent when it is closed", async () => {
  const { page } = app;
  const read = page.getByRole("dialog").getByRole("button", { name: /^念给我听/ });
  const did = () => page.evaluate(() => speechSynthesis.did);
  await page.getByRole("button", { name: "怎么用" }).click();
  await page.getByText(/^这台没有装普通话的声音/).first().waitFor();
  assert.equal(await read.getAttribute("aria-disabled"), "true");
  await page.evaluate(() => speechSynthesis.arrive("zh_CN"));
  await page.getByText(/^这台没有装普通话的声音/).first().waitFor({ state: "detached" });
  await read.click();
  await page.waitForFunction(() => speechSynthesis.did.length > 0);
  const [first, said] = await did();
  assert.equal(first, "cancel");
  assert.equal(said.voice, "zh_CN");
  assert.match(said.text, /[\u4e00-\u9fff]{5}/);
  await page.getByRole("dialog").getByRole("button", { name: "关上" }).click();
  await page.waitForFunction(() => speechSynthesis.did.length === 3);
  assert.equal((await did()).at(-1), "cancel");
  assert.deepEqual(app.complaints, []);
});
