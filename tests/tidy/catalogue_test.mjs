// Every sentence of the catalogue is said somewhere. Families that are looked up by a number or by a label of the model are
// named here; a core or ui test holds those whole.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { files, isSource } from "./tree.mjs";

const families = /^(model_|error_|(month|weekday)_\d+$)/;
const said = files.filter(isSource).map((path) => readFileSync(path, "utf8")).join("\n");
const words = new Set(said.match(/\bStr::\w+/g));

const unsaid = [], keys = [];
for (const path of readdirSync("ui/text/strings").map((name) => `ui/text/strings/${name}`))
  for (const [, key] of readFileSync(path, "utf8").matchAll(/^S\((\w+),/gm)) {
    keys.push(key);
    if (!families.test(key) && !words.has(`Str::${key}`)) unsaid.push(`${path}: ${key}`);
  }
assert.ok(keys.length > 500);
assert.deepEqual(unsaid, [], "nobody says these: delete them");
