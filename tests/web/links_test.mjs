// Addresses of pages: a link is opened behind the PIN, back and forward walk over pages, a reload stays, shortcuts go where they say.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { launch } from "./support/browsers.mjs";
import { startHub } from "./support/hub.mjs";
import { open } from "./support/open.mjs";
import { PIN, enrol, home, openElder, register, settled, typePin, unlock } from "./support/person.mjs";

const name = "马玉莲";
let hub, tablet, app, id;
const hash = () => new URL(app.page.url()).hash;
const heading = (words) => app.page.getByRole("heading", { name: words, exact: typeof words === "string" }).first().waitFor();
const press = (words) => app.page.getByRole("button", { name: words }).first().click();

// The tablet's only window, at this address, as a shortcut or somebody's message opens it: locked.
async function openAt(address) {
  await app?.page.close();
  app = await open(tablet.context, `${hub.url}${address}`);
  app.page.setDefaultTimeout(15_000);
  await heading(new RegExp(`输 ${PIN.length} 位密码`));
}

before(async () => {
  hub = await startHub({ elders: 60 });
  tablet = await launch();
  app = await open(tablet.context, hub.url);
  app.page.setDefaultTimeout(15_000);
  await enrol(app.page, hub.codes.village);
  await register(app.page, { name });
  await openElder(app.page, name);
  id = /^#elder\/([0-9a-f]{16})$/.exec(hash())[1];
});
after(async () => {
  await tablet?.close();
  await hub?.remove();
});

test("a link says nothing before the PIN and is on its page after it", async () => {
  await openAt(`#elder/${id}`);
  assert.equal(await app.page.getByText(name).count(), 0);
  await typePin(app.page);
  await heading("老人档案");
  await app.page.getByText(new RegExp(`^${name}，`)).first().waitFor();
  assert.equal(hash(), `#elder/${id}`);
  await app.page.goBack();
  await home(app.page).waitFor();
  assert.equal(hash(), "");
});

test("a link to nobody says so", async () => {
  await openAt("#elder/00000000000000ff");
  await typePin(app.page);
  await heading("老人档案");
  await app.page.getByText("这位老人不在这台上了").waitFor();
  await app.page.goBack();
  await home(app.page).waitFor();
});

test("what is no address of a page is 今日", async () => {
  for (const address of ["#nowhere", "#%", "#%E0%A4%A", "#elder", "#elder/", `#elder/${id}0`, "#elder/0000000000000000", `#elder%2F${id}`, "#/", "#unlock", "#first", "#reset"]) {
    await openAt(address);
    await unlock(app.page);
    assert.equal(await app.page.getByRole("heading", { name: "老人档案" }).count(), 0, address);
    assert.deepEqual(app.complaints, [], address);
  }
});

const walk = [["老人档案", "elder"], ["同意和权利", "consent"], ["记下同意", "agree"]];
const isAt = async ([words, path]) => {
  await heading(words);
  await settled(app.page);
  assert.equal(hash(), `#${path}/${id}`);
};

test("back closes page after page; forward to a closed one changes nothing", async () => {
  const { page } = app;
  await openElder(page, name);
  await isAt(walk[0]);
  await press(/^同意和权利/);
  await isAt(walk[1]);
  await press(/^记下同意，公示/);
  await isAt(walk[2]);
  await page.goBack();
  await isAt(walk[1]);
  await page.goForward().catch(() => undefined);
  await isAt(walk[1]);
  await page.goBack();
  await isAt(walk[0]);
  await page.evaluate(() => history.go(2));
  await isAt(walk[0]);
  // The way is open as before.
  await press(/^同意和权利/);
  await isAt(walk[1]);
  await page.evaluate(() => history.go(-2));
  await page.getByRole("searchbox").waitFor();
  assert.equal(hash(), "#roster");
  await page.goBack();
  await home(page).waitFor();
  assert.equal(hash(), "");
});

test("a reload stays on its page, behind the PIN; back from there is 今日", async () => {
  const { page } = app;
  await openElder(page, name);
  await press(/^同意和权利/);
  await isAt(walk[1]);
  for (let i = 0; i < 2; ++i) {
    await page.reload();
    await heading(new RegExp(`输 ${PIN.length} 位密码`));
    assert.equal(await page.getByText(name).count(), 0);
    await typePin(page);
    await isAt(walk[1]);
  }
  await page.goBack();
  await home(page).waitFor();
  assert.equal(hash(), "");
  assert.deepEqual(app.complaints, []);
});

test("each shortcut of the installed app opens what it says", async () => {
  const { shortcuts } = await (await fetch(new URL("manifest.webmanifest", hub.url))).json();
  const opens = {
    登记老人: () => app.page.getByRole("textbox", { name: "身份证号" }).waitFor(),
    记时长: () => app.page.getByRole("radio", { name: /找人/ }).first().waitFor(),
    同步: () => heading("本机"),
  };
  assert.deepEqual(shortcuts.map((one) => one.name), Object.keys(opens));
  for (const { name: words, url } of shortcuts) {
    await openAt(url.replace(/^\//, ""));
    await typePin(app.page);
    await opens[words]();
    await heading(new RegExp(`^${words}`));
    assert.equal(hash(), url.replace(/^\//, ""));
  }
  assert.deepEqual(await app.violations(), []);
});
