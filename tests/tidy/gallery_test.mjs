// The gallery shows every control: whoever adds one to the kit puts it there, where its looks and its layout are tested.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";

const header = readFileSync("ui/kit/kit.h", "utf8");
const from = header.indexOf("// ---- frame"), to = header.indexOf("KitState& state()");
assert.ok(0 < from && from < to, "kit.h is no longer divided as this test reads it");
const functions = new Set([...header.slice(from, to).matchAll(/^ {2}(?:void|bool|int|std::\w+|\w+Press) (\w+)\(/gm)].map(([, name]) => name));
assert.ok(functions.size > 60, `only ${functions.size} functions of the kit were found`);

const draw_nothing = new Set(["focus", "scroll_to_top"]);
const shown = readdirSync("ui/kit").filter((name) => /^gallery.*\.cpp$/.test(name)).map((name) => readFileSync(`ui/kit/${name}`, "utf8")).join("\n");
const missing = [...functions].filter((name) => !draw_nothing.has(name) && !new RegExp(`\\bkit\\.${name}\\(`).test(shown));
assert.deepEqual(missing, [], "not in the gallery (ui/kit/gallery*.cpp)");
