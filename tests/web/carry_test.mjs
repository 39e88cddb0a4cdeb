// Records by hand: a tablet that has had no network since it was enrolled gets its receipts by a file; two tablets of a
// village meet without any hub; and whatever else is handed to them gets one plain sentence and changes nothing.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { launch } from "./support/browsers.mjs";
import { crc32c, download, openSync, saveBundle, takeBundle } from "./support/carry.mjs";
import { nativeProgram, startHub } from "./support/hub.mjs";
import { startLink } from "./support/link.mjs";
import { open } from "./support/open.mjs";
import { enrol, openElder, register, toMain, typePin } from "./support/person.mjs";

const name = "马玉莲";
const folder = mkdtempSync(join(tmpdir(), "huzhu-carry-"));
const run = promisify(execFile);
let hub, a, b, pc;

// A browser of its own behind a link of its own, enrolled, then cut off.
async function tablet(code, person) {
  const link = await startLink(() => hub.port);
  const browser = await launch();
  const app = await open(browser.context, link.url);
  app.page.setDefaultTimeout(20_000);
  link.cutAfter = "/v1/redeem";
  await enrol(app.page, code, person);
  assert.ok(link.cut, "the network was cut right after the grant");
  return { ...app, link, close: async () => { await browser.close(); await link.stop(); } };
}

before(async () => {
  hub = await startHub({ elders: 60 });
  a = await tablet(hub.codes.village, "陈桂香");
  b = await tablet(await hub.newCode(hub.villageArea), "周育才");
});
after(async () => {
  await a?.close();
  await b?.close();
  await pc?.close();
  await hub?.remove();
  rmSync(folder, { recursive: true, force: true });
});

const visit = async (page, elder) => {
  await openElder(page, elder);
  await page.getByRole("button", { name: "记录探访" }).click();
  await page.getByRole("button", { name: /四样都好/ }).click();
  await page.getByRole("button", { name: "撤回" }).first().waitFor();
};
const says = (page, words) => page.getByText(words).first().waitFor({ state: "attached" });

let first, answer;

test("a tablet without a network writes a visit and saves it for the centre", async () => {
  const { page } = a;
  await register(page, { name, phone: "13900013345" });
  await visit(page, name);
  first = await saveBundle(page);
  assert.match(first.name, /^捎给中心-\d{4}-\d{4}\.huzhu$/);
  assert.match(first.holds, /装着 [3-9] 条还没收讫的/);
  assert.equal(first.bytes.subarray(0, 5).toString(), "huzhu");
  assert.ok(!first.bytes.includes(Buffer.from(name)), "who carries it reads nothing");
  await says(page, /存好了/);
  await openSync(page);
  await says(page, "中心还没收到过");
});

test("the county takes it in on the command line, and the answer marks the records 收讫", async () => {
  writeFileSync(join(folder, "in.huzhu"), first.bytes);
  const { stdout } = await run(nativeProgram, ["hub", "carry-in", join(folder, "in.huzhu"), "--out", folder, "--data", hub.data]);
  const told = /收下 (\d+) 条，早有 0 条，没收 0 条，回执 (.+\.huzhu)/.exec(stdout);
  assert.ok(told, stdout);
  assert.ok(Number(told[1]) >= 3, stdout);
  answer = readFileSync(told[2]);
  await takeBundle(a.page, answer);
  await says(a.page, /中心收讫了 [3-9] 条/);
  await says(a.page, /新收进来 \d+ 条/);  // the village's register came with it
  await openSync(a.page);
  await says(a.page, "都收讫了，没有等着发的。");
  await openElder(a.page, name);
  await a.page.getByRole("list", { name: "来往记录" }).getByRole("listitem", { name: /平安.*收讫/ }).first().waitFor({ state: "attached" });
  assert.equal(a.link.cut, true);
});

test("the same in any order and any number of times is no harm", async () => {
  await takeBundle(a.page, answer);
  await says(a.page, "收好了");
  const { stdout } = await run(nativeProgram, ["hub", "carry-in", join(folder, "in.huzhu"), "--out", folder, "--data", hub.data]);
  assert.match(stdout, /收下 0 条，早有 [3-9] 条，没收 0 条/);
});

// Two acts: to change a phone number is to look at it.
test("the county's PC hands a file on and saves the answer", async () => {
  await openElder(a.page, name);
  await a.page.getByRole("button", { name: "改档案" }).click();
  await a.page.getByRole("textbox", { name: "电话", exact: true }).fill("13900017708");
  await a.page.getByRole("button", { name: "保存" }).click();
  await a.page.getByRole("heading", { name: "老人档案" }).waitFor();
  const second = await saveBundle(a.page);
  const desk = await launch({ context: { viewport: { width: 1366, height: 768 } } });
  pc = { ...(await open(desk.context, hub.url)), close: desk.close };
  pc.page.setDefaultTimeout(20_000);
  await enrol(pc.page, hub.codes.county, "县里老王");
  await takeBundle(pc.page, second.bytes, { desk: true });
  await says(pc.page, /中心收下 2 条/);
  const back = await download(pc.page, "存回执");
  assert.match(back.name, /^回执-/);
  await takeBundle(a.page, back.bytes);
  await says(a.page, "中心收讫了 2 条");
});

test("tablet to tablet of one village, with no hub at all", async () => {
  await hub.stop();
  // A knows B from the certificates that came with the centre's answer; B knows A from its own enrolment.
  const bundle = await saveBundle(a.page, /站 2 号/);
  assert.match(bundle.name, /^捎给平板-/);
  await takeBundle(b.page, bundle.bytes);
  await says(b.page, /从.*1 号.*来的/);
  await says(b.page, /新收进来 \d+ 条/);
  await openElder(b.page, name);
  await takeBundle(b.page, bundle.bytes);
  await says(b.page, "都早就有了，没有新的");
  await hub.start();
});

test("what is no bundle for this tablet gets one sentence, and nothing is lost", async () => {
  const { page } = b;
  const own = (await saveBundle(a.page, /站 2 号/)).bytes;
  await openSync(page);
  const before = await page.getByText(/^等着发的 \d+ 条$/).first().textContent();
  const flipped = Buffer.from(own), foreign = Buffer.from(own);
  flipped[Math.floor(own.length / 2)] ^= 4;
  foreign[6] ^= 1;
  foreign.writeUInt32BE(crc32c(foreign.subarray(0, -4)), foreign.length - 4);
  const photo = Buffer.from("89504e470d0a1a0a0000000d49484452", "hex");
  const cut = [3, 5, 6, 14, 22, 25, 30, own.length >> 1, own.length - 4, own.length - 1].map((size) => [own.subarray(0, size), "这份东西没收全，再取一回"]);
  const cases = [
    ...cut,
    [Buffer.alloc(0), "这份东西没收全，再取一回"],
    [flipped, "这份东西在路上坏了，再取一回"],
    [foreign, "这是别的地方的，这里不收"],
    [answer, "这份是捎给别人的，这台打不开"],
    [first.bytes, "这份是给中心的，等这台有网了再收"],
    [photo, "这不是捎来的记录，挑 .huzhu 的文件"],
    [Buffer.alloc(49 << 20), "这不是捎来的记录，挑 .huzhu 的文件"],
    [Buffer.concat([Buffer.from("huzhu"), Buffer.alloc(49 << 20)]), "太大了，不像捎来的记录，挑别的文件"],
  ];
  for (const [bytes, sentence] of cases) {
    // Elsewhere in between, so that the sentence of the case before cannot stand for this one's.
    await takeBundle(page, bytes);
    await says(page, sentence);
    await toMain(page);
  }
  await openSync(page);
  assert.equal(await page.getByText(/^等着发的 \d+ 条$/).first().textContent(), before);
  await takeBundle(page, own);
  await says(page, "都早就有了，没有新的");
});

test("a file shared with the app waits for whoever unlocks", async () => {
  const { page } = b;
  const bundle = (await saveBundle(a.page, /站 2 号/)).bytes;
  await page.waitForFunction(() => navigator.serviceWorker?.controller !== null, undefined, { timeout: 60_000 });
  await page.evaluate(async (bytes) => {
    const form = new FormData();
    form.append("bundle", new File([new Uint8Array(bytes)], "捎来.huzhu"));
    await fetch("/share", { method: "POST", body: form, redirect: "manual" });
  }, [...bundle]);
  await page.reload();
  await page.getByRole("heading", { name: /输 8 位密码/ }).waitFor({ timeout: 30_000 });
  await typePin(page);  // it opens on 收进来, not on 今日
  await page.getByRole("heading", { name: "收进来" }).waitFor();
  await says(page, "都早就有了，没有新的");
});

test("no console error and no violation of the content security policy", async () => {
  for (const app of [a, b, pc]) {
    assert.deepEqual(await app.violations(), []);
    const complaints = app.complaints.filter((words) => !/Failed to load resource|ERR_(EMPTY_RESPONSE|CONNECTION)/.test(words)); // the network that was cut
    assert.deepEqual(complaints, []);
  }
});
