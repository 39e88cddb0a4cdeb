// The icons of the manifest are pictures: a browser reads them, and something is drawn on their ground. Its shortcuts open the app.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { launch } from "./support/browsers.mjs";
import { serveDist } from "./support/dist_server.mjs";

let server, browser;
before(async () => {
  server = await serveDist();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

test("each has its size, a ground and a drawing", async () => {
  const page = await browser.context.newPage();
  await page.goto(new URL("manifest.webmanifest", server.url).href);
  const { icons } = JSON.parse(await page.evaluate(() => document.body.innerText));
  assert.equal(icons.length, 3);
  for (const { src, sizes } of icons) {
    const seen = await page.evaluate(async (path) => {
      const picture = await createImageBitmap(await (await fetch(path)).blob());
      const canvas = new OffscreenCanvas(picture.width, picture.height), context = canvas.getContext("2d");
      context.drawImage(picture, 0, 0);
      const { data } = context.getImageData(0, 0, picture.width, picture.height);
      let white = 0, green = 0, left = picture.width, right = 0, top = picture.height, bottom = 0;
      for (let at = 0; at < data.length; at += 4) {
        if (data[at + 3] < 255) continue;
        if (data[at] > 250) {
          const x = (at / 4) % picture.width, y = Math.floor(at / 4 / picture.width);
          ++white;
          [left, right, top, bottom] = [Math.min(left, x), Math.max(right, x), Math.min(top, y), Math.max(bottom, y)];
        } else if (data[at + 1] > data[at]) ++green;
      }
      const pixels = data.length / 4;
      return { size: `${picture.width}x${picture.height}`, white: white / pixels, green: green / pixels,
               offCentre: Math.max(Math.abs(left + right + 1 - picture.width), Math.abs(top + bottom + 1 - picture.height)) / picture.width };
    }, src);
    assert.equal(seen.size, sizes, src);
    assert.ok(seen.white > 0.03 && seen.white < 0.3, `${src}: ${seen.white} of it is drawn`);
    assert.ok(seen.green > 0.6, `${src}: ${seen.green} of it is ground`);
    assert.ok(seen.offCentre < 0.02, `${src}: the drawing is off by ${seen.offCentre}`);
  }
});

test("each shortcut is an address of the app, with a place in it", async () => {
  const { shortcuts, scope } = await (await fetch(new URL("manifest.webmanifest", server.url))).json();
  assert.deepEqual(shortcuts.map(({ name }) => name), ["登记老人", "记时长", "同步"]);
  for (const { url } of shortcuts) {
    const address = new URL(url, server.url);
    assert.equal(address.pathname, scope);
    assert.match(address.hash, /^#(register|hours|sync)$/);
    assert.equal((await fetch(address, { headers: { accept: "text/html" } })).status, 200);
  }
});
