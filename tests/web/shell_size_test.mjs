// What a first load costs, in bytes as they travel.
import { test } from "node:test";
import assert from "node:assert/strict";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { distFolder } from "./support/dist.mjs";

// The goal; docs/benchmarks.md says what each step towards it brought.
const FIRST_LOAD_MAX_BYTES = 573_440;
const FIRST_PAINT_MAX_BYTES = 16 * 1024;

const sizes = JSON.parse(readFileSync(join(distFolder(), "sizes.json"), "utf8"));
const travels = (path) => statSync(join(distFolder(), path.endsWith(".png") ? path : `${path}.br`)).size;

test("the figures are those of the files", () => {
  for (const [path, { brotli }] of Object.entries(sizes.files)) assert.equal(brotli, travels(path), path);
  const list = JSON.parse(readFileSync(join(distFolder(), "files.json"), "utf8")).files;
  const sum = (when) => Object.entries(sizes.files).reduce((all, [path, size]) => {
    const moment = list.find((file) => file.path === path)?.when ?? "first";
    return all + (moment === when ? size.brotli : 0);
  }, 0);
  assert.ok(sum("late") > 0 && sum("asked") > 0);
  assert.equal(sum("first"), sizes.first_load_brotli_bytes);
  assert.equal(sum("late"), sizes.late_brotli_bytes);
});

test("everything a first load fetches stays within its bound", () => {
  assert.ok(sizes.first_load_brotli_bytes <= FIRST_LOAD_MAX_BYTES, `${sizes.first_load_brotli_bytes} bytes`);
});

test("the first paint stays within its bound", () => {
  assert.ok(sizes.first_paint_bytes <= FIRST_PAINT_MAX_BYTES, `${sizes.first_paint_bytes} bytes`);
});
