// Every page with bars says what its 怎么用 is about; the few that draw their own screen are known by name.
import { test } from "node:test";
import assert from "node:assert/strict";
import { files, report, withoutComments } from "./tree.mjs";

const OWN_SCREEN = new Set(["ui/app/pages/gallery.cpp"]);

test("every page has a help", () => {
  const findings = [];
  const pages = files.filter((path) => /^ui\/app\/pages\/\w+\.cpp$/.test(path));
  for (const path of pages) {
    const text = withoutComments(path).join("\n");
    if (/Topic::none/.test(text) !== OWN_SCREEN.has(path)) findings.push(`${path}: ${OWN_SCREEN.has(path) ? "has bars now: give it a topic" : "Topic::none"}`);
    if (OWN_SCREEN.has(path) && /program\.frame\(/.test(text)) findings.push(`${path}: draws the usual bars without a topic`);
  }
  assert.ok(pages.length > 10, "no page was looked at");
  report(findings, "A page without 怎么用:");
});
