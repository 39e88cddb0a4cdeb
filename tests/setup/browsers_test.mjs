// Both browsers of the suite start and say who they are: the installed Chromium and the floor, Chrome 109.
// A browser that silently is another one would make the floor suite prove nothing.
import assert from "node:assert/strict";
import process from "node:process";
import { test } from "node:test";
import { launch } from "../web/support/browsers.mjs";

async function versionOf(which) {
  const { context, close } = await launch({ which });
  try {
    const page = await context.newPage();
    return Number(/Chrome\/(\d+)/.exec(await page.evaluate("navigator.userAgent"))[1]);
  } finally {
    await close();
  }
}

test("the floor browser is Chrome 109", { skip: process.arch !== "x64" && "packaged for x64 only" }, async () => {
  assert.equal(await versionOf("floor"), 109);
});

test("the installed Chromium is newer than the floor", { skip: process.env.HUZHU_BROWSER === "floor" && "none is installed" }, async () => {
  assert.ok((await versionOf("system")) > 109);
});
