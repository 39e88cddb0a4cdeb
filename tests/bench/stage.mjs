// What the measurements stand on, made when the first one asks and shared by the rest.
//
//   await stage.hub(10_000)      a hub with that many generated elders
//   await stage.desk(10_000)     a county PC that has received them all: { page, app, hub, firstSyncS }
//   await stage.phone()          a village tablet of phone size, unlocked: { page, app, hub }
//   await stage.profile()        a browser profile of an enrolled village tablet, closed: { folder, hub }
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launch } from "../web/support/browsers.mjs";
import { startHub } from "../web/support/hub.mjs";
import { open } from "../web/support/open.mjs";
import { enrol, go, waitForRegister } from "../web/support/person.mjs";

// A click of a script soon after a real press counts as that press's own; this long after, it is one of its own.
export const PRESS_APART_MS = 1000;
export const PHONE = { width: 360, height: 800 }, DESK = { width: 1366, height: 768 };

export class Stage {
  #made = new Map();
  #ends = [];

  once(key, make) {
    if (!this.#made.has(key)) this.#made.set(key, make());
    return this.#made.get(key);
  }
  atEnd(end) { this.#ends.unshift(end); }
  async close() {
    for (const end of this.#ends) await Promise.resolve(end()).catch((error) => console.error(`bench: ${error.message}`));
  }

  folder() {
    const folder = mkdtempSync(join(tmpdir(), "huzhu-bench-"));
    this.atEnd(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
    return folder;
  }

  hub(elders) {
    return this.once(`hub ${elders}`, async () => {
      const hub = await startHub({ elders });
      this.atEnd(() => hub.remove());
      return hub;
    });
  }

  desk(elders) {
    return this.once(`desk ${elders}`, async () => {
      const hub = await this.hub(elders);
      // A profile on the disk: a private window keeps files in memory and passes each write to another process.
      const folder = this.folder();
      const browser = await launch({ profile: folder, context: { viewport: DESK } });
      this.atEnd(() => browser.close());
      const app = await open(browser.context, hub.url);
      app.page.setDefaultTimeout(60_000);
      await enrol(app.page, await hub.newCode(hub.countyArea), "周育才");
      const from = Date.now();
      await go(app.page, "同步");
      const all = elders.toLocaleString("en");
      await app.page.getByRole("group", { name: new RegExp(`名册上 ${all} 位老人`) }).or(app.page.getByText(`名册上 ${all} 位老人`)).first().waitFor({ timeout: 900_000 });
      return { app, page: app.page, hub, firstSyncS: (Date.now() - from) / 1000 };
    });
  }

  phone() {
    return this.once("phone", async () => {
      const hub = await this.hub(10_000);
      const browser = await launch({ context: { viewport: PHONE } });
      this.atEnd(() => browser.close());
      const app = await open(browser.context, hub.url);
      app.page.setDefaultTimeout(60_000);
      await enrol(app.page, await hub.newCode(hub.villageArea));
      await waitForRegister(app.page);
      return { app, page: app.page, hub };
    });
  }

  profile() {
    return this.once("profile", async () => {
      const hub = await this.hub(10_000);
      const folder = this.folder();
      const browser = await launch({ profile: folder });
      const app = await open(browser.context, hub.url);
      app.page.setDefaultTimeout(60_000);
      await enrol(app.page, await hub.newCode(hub.villageArea));
      await waitForRegister(app.page);
      await app.page.waitForFunction(() => navigator.serviceWorker?.controller !== null);
      await app.until(async () => (await (await caches.open("huzhu-state")).match("/state")) !== undefined, undefined, 60_000);
      await browser.close();
      return { folder, hub };
    });
  }
}
