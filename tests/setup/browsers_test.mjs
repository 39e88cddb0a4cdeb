// Both browsers of the suite start and say who they are: the installed Chromium and the floor, Chrome 109.
// A browser that silently is another one would make the floor suite prove nothing.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { test } from "node:test";
import { chromium } from "playwright-core";

const cache = process.env.HUZHU_CACHE ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "huzhu");
const floor = join(cache, "chrome-109", "chromium");

async function versionOf(executablePath) {
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu", "--no-first-run"] });
  try {
    const page = await browser.newPage();
    assert.equal(await page.evaluate("1 + 1"), 2);
    return Number(browser.version().split(".")[0]);
  } finally {
    await browser.close();
  }
}

test("the floor browser is Chrome 109", { skip: process.arch !== "x64" && "packaged for x64 only" }, async () => {
  assert.equal(await versionOf(floor), 109);
});

test("the installed Chromium is newer than the floor", { skip: !existsSync("/usr/bin/chromium") && "not installed" }, async () => {
  assert.ok((await versionOf("/usr/bin/chromium")) > 109);
});
