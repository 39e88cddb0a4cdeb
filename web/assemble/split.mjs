// Splits the program in two: what a first load needs, and what may come after it.
//
//   node web/assemble/split.mjs BUILD_FOLDER WASM_OPT WASM_SPLIT   (web/app.wasm, linked with names → web/app.first.wasm, web/app.late.wasm)
//
// Late is every function whose name holds a word of late_functions.txt, and every function that only late ones call. The
// call graph and the split are Binaryen's; both parts are then made small once more, and lose their names.
import { execFileSync } from "node:child_process";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const [build, wasmOpt, wasmSplit] = process.argv.slice(2);
const folder = join(resolve(build), "web");
const whole = join(folder, "app.wasm"), first = join(folder, "app.first.wasm"), late = join(folder, "app.late.wasm");
const features = ["--enable-bulk-memory", "--enable-sign-ext", "--enable-nontrapping-float-to-int", "--enable-mutable-globals"];
const run = (tool, ...args) => execFileSync(tool, [...features, ...args], { encoding: "utf8", maxBuffer: 1 << 28, stdio: ["ignore", "pipe", "inherit"] });

const words = readFileSync(join(dirname(fileURLToPath(import.meta.url)), "late_functions.txt"), "utf8").split("\n").filter((line) => line && !line.startsWith("#"));
const belated = new RegExp(words.join("|"));

// Names are printed with what is no letter or sign as \ and two hexadecimal digits, and are given back like that.
const plain = (name) => Buffer.from(name.replace(/\\([0-9a-f]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16))), "latin1").toString();
const calls = new Map(), called = new Set();   // function → those it calls directly
for (const line of run(wasmOpt, "--print-call-graph", whole, "-o", "/dev/null").split("\n")) {
  const [, from, to] = /^ {2}"(.*?)" (?:-> "(.*)"; \/\/ call$|\[style="filled(?:, rounded)?"(?:, fillcolor="white")?\];$)/.exec(line) ?? [];
  if (from === undefined) continue;
  if (!calls.has(from)) calls.set(from, new Set());
  if (to === undefined || to === from) continue;
  calls.get(from).add(to);
  called.add(to);
}

// From everything that is exported or called by address, through all that is not late.
const needed = new Set(), next = [];
const need = (name) => {
  if (needed.has(name) || belated.test(plain(name))) return;
  needed.add(name);
  next.push(name);
};
for (const name of calls.keys()) if (!called.has(name)) need(name);
while (next.length > 0) for (const name of calls.get(next.pop()) ?? []) need(name);

const names = [...calls.keys()].filter((name) => !needed.has(name));
if (names.length === 0) throw new Error("nothing to split off: does app.wasm hold the names of its functions?");
const list = join(folder, "late_functions.found.txt");
writeFileSync(list, names.join("\n"));
run(wasmSplit, whole, `--split-funcs=@${list}`, "--export-prefix=%", "-o1", first, "-o2", late);
for (const part of [first, late]) run(wasmOpt, "-Oz", part, "-o", part);
console.log(`${names.length} of ${calls.size} functions come late: ${statSync(first).size} and ${statSync(late).size} bytes`);
