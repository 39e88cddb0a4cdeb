// 500 compositions as an input method makes them, through the browser's own composition events: what is committed arrives
// once and whole, in the field and in the program, and what is half written is never sent.
//
// What the driver cannot produce, and nobody has tested here: the windows of a real input method and the keys it swallows;
// methods that commit outside a composition by deleting what stood before (handwriting and voice of Android keyboards,
// deleteSurroundingText); Windows' own text services, which may go on composing after the field was left; a composition that
// the system takes away when the app goes to the background.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { launch } from "./support/browsers.mjs";
import { serveDist } from "./support/dist_server.mjs";
import { open } from "./support/open.mjs";

const SEQUENCES = 500, TEXT_TAG = 3; // of event_wire.ts
const KINDS = ["pinyin", "long", "cancelled", "replaced", "deleted", "over a selection", "in the middle", "plain", "left"];

let server, browser, app;
before(async () => {
  server = await serveDist();
  browser = await launch();
  // Whatever the page tells the program of texts, as it is posted.
  await browser.context.addInitScript((tag) => {
    globalThis.told = [];
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (message, transfer) {
      if (message?.kind === "event" && message.bytes[0] === tag) globalThis.told.push(new TextDecoder().decode(message.bytes.subarray(9)));
      return post.call(this, message, transfer);
    };
  }, TEXT_TAG);
  await browser.context.addInitScript(() => {
    for (const [name, composing] of [["compositionstart", true], ["compositionend", false]])
      document.addEventListener(name, () => { globalThis.composing = composing; }, true);
  });
  app = await open(browser.context, `${server.url}?gallery`);
  await app.page.getByRole("heading", { name: "部件与状态" }).waitFor();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

// The same compositions on every run.
function randomOf(seed) {
  let state = seed;
  return (below) => {
    state = (state * 1664525 + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
const WORDS = [["ma", "马"], ["zhang'ji", "张𠮷"], ["yulian", "玉莲"], ["hong'gu'cun", "红古村"], ["chi'yao", "吃药"], ["long", "龘"], ["jintian", "今天"], ["he", "㐂"]];
const SENTENCE = ["jintian'shangwu'qu'kan'guo'ta'yiqie'dou'hao", "今天上午去看过她，一切都好"];

// One field, and what it must hold: all that was committed, where the caret stood.
class Typist {
  constructor(random, field) {
    Object.assign(this, { random, field, text: "", caret: 0, halves: new Set() });
  }
  // Input reaches the page on a way of its own, later than the driver's questions do.
  async stands(text, composing) {
    const arrived = ([words, half]) => document.activeElement.value === words && (globalThis.composing ?? false) === half;
    await app.page.waitForFunction(arrived, [text, composing], { timeout: 5000, polling: 5 }).catch(() => undefined);   // the caller asserts
  }
  async half(letters) {
    await this.letters(letters);
    await this.stands(this.text.slice(0, this.caret) + letters + this.text.slice(this.caret), true);
  }
  // The browser takes them in the order they are sent: only the last is waited for.
  async ime(...compositions) {
    // Input methods announce a key as their own before they change the composition.
    const sent = [app.cdp.send("Input.dispatchKeyEvent", { type: "rawKeyDown", windowsVirtualKeyCode: 229, key: "Process" })];
    for (const text of compositions) {
      if (text) this.halves.add(text);
      sent.push(app.cdp.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length }));
    }
    await Promise.all(sent);
  }
  async letters(word) {
    const step = word.length > 20 ? 5 : 1;
    await this.ime(...Array.from({ length: Math.ceil(word.length / step) }, (_, i) => word.slice(0, (i + 1) * step)));
  }
  async commit(words, instead = 0) {
    await app.cdp.send("Input.insertText", { text: words });
    this.text = this.text.slice(0, this.caret) + words + this.text.slice(this.caret + instead);
    this.caret += words.length;
  }
  word() { return WORDS[this.random(WORDS.length)]; }

  async pinyin() { const [letters, words] = this.word(); await this.letters(letters); await this.commit(words); }
  async long() { await this.letters(SENTENCE[0]); await this.commit(SENTENCE[1]); }
  async cancelled() { await this.half(this.word()[0]); await this.ime(""); }
  // Another candidate, and another, before one is taken.
  async replaced() {
    const [letters, words] = this.word();
    await this.letters(letters);
    await this.ime(this.word()[1], this.word()[1], this.word()[1]);
    await this.commit(words);
  }
  // Backspace to the last letter or to none, then on.
  async deleted() {
    const [letters] = this.word(), [others, words] = this.word(), to = this.random(2);
    await this.letters(letters);
    await this.ime(...Array.from({ length: letters.length - to }, (_, i) => letters.slice(0, letters.length - 1 - i)));
    await this.letters(others);
    await this.commit(words);
  }
  async select(from, to) {
    await this.field.evaluate((e, [a, b]) => e.setSelectionRange(a, b), [from, to]);
    this.caret = from;
  }
  async ["over a selection"]() {
    const all = [...this.text], from = all.slice(0, this.random(all.length + 1)).join("").length, to = from + (all.length > 0 && from < this.text.length ? [...this.text.slice(from)][0].length : 0);
    await this.select(from, to);
    const [letters, words] = this.word();
    await this.letters(letters);
    await this.commit(words, to - from);
  }
  async ["in the middle"]() {
    const all = [...this.text], at = all.slice(0, this.random(all.length + 1)).join("").length;
    await this.select(at, at);
    await this.pinyin();
    await this.select(this.text.length, this.text.length);
  }
  // A committed word without any composition: a keyboard's suggestion, a pasted line.
  async plain() { await this.commit(this.word()[1]); }
  // The field is left with half a word: browsers keep the letters as they stand.
  async left() {
    const [letters] = this.word();
    await this.half(letters);
    await app.page.evaluate(() => document.activeElement.blur());
    this.halves.delete(letters);
    this.text = this.text.slice(0, this.caret) + letters + this.text.slice(this.caret);
    await this.field.focus();
    await this.select(this.text.length, this.text.length);
  }
}

test(`${SEQUENCES} compositions, none lost and none doubled`, { timeout: 240_000 }, async () => {
  const random = randomOf(20261129), { page } = app;
  const fields = [page.getByRole("textbox", { name: "姓名" }).first(), page.getByRole("searchbox", { name: /^找人/ }).first(), page.getByRole("textbox", { name: "还想说一句" })];
  const counts = Object.fromEntries(KINDS.map((kind) => [kind, 0]));
  let done = 0;
  while (done < SEQUENCES) {
    const field = fields[random(fields.length)];
    await field.fill("");
    await field.focus();
    await page.evaluate(() => globalThis.huzhu.settled());
    const typist = new Typist(random, field), rounds = Math.min(10, SEQUENCES - done);
    for (let i = 0; i < rounds; ++i, ++done) {
      const kind = KINDS[done % KINDS.length];
      const before = typist.text;
      typist.halves.clear();
      await page.evaluate(() => { globalThis.told.length = 0; });
      await typist[kind]();
      counts[kind]++;
      await typist.stands(typist.text, false);
      const { held, told } = await page.evaluate(() => ({ held: document.activeElement.value, told: [...globalThis.told] }));
      const where = `sequence ${done}, ${kind}, after "${before}"`;
      assert.equal(held, typist.text, `${where}: the field`);
      // Once told, the program holds what the field holds; a cancelled word may need no telling.
      assert.equal(told.at(-1) ?? before, typist.text, `${where}: the program was told`);
      const half = [...typist.halves].filter((letters) => /^[a-z']+$/.test(letters)).find((letters) => told.some((value) => value.includes(letters) && !typist.text.includes(letters)));
      assert.equal(half, undefined, `${where}: half a word was told`);
    }
    // The field takes the program's word when it is left: the program held it all, and no more.
    await page.evaluate(() => document.activeElement.blur());
    await page.evaluate(async () => { for (let i = 0; i < 2; ++i) await globalThis.huzhu.settled(); });
    assert.equal(await field.inputValue(), typist.text, `after sequence ${done}: the program`);
  }
  assert.ok(Object.values(counts).every((n) => n >= SEQUENCES / KINDS.length / 2), JSON.stringify(counts));
  assert.deepEqual(app.complaints, []);
});
