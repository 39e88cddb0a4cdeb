// Splits the program in two: what a first load needs, and what may come after it.
//
//   node web/assemble/split.mjs BUILD_FOLDER WASM_OPT WASM_SPLIT   (web/app.wasm, linked with names → web/app.first.wasm, web/app.late.wasm)
//
// Late is every function whose name holds a word of late_functions.txt, and every function that only late ones call. A name
// says little where the linker folds functions of the same body into one: what the standard library or the compiler wrote for
// some late type may well serve a first one, so that goes by who calls it. The call graph and the split are Binaryen's; both parts are then made small once more, and lose their names. The sentences that
// only late functions say go with them.
import { execFileSync } from "node:child_process";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { give, take } from "./late_bytes.mjs";

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

// namespace, class and name, without template arguments and parameters: std::__2::vector::~vector
function qualified(name) {
  let flat = name.replaceAll("(anonymous namespace)", "anonymous").replaceAll("decltype(auto)", "auto");
  for (let before; before !== flat; ) [before, flat] = [flat, flat.replace(/<[^<>]*>/g, "")];
  return flat.split("(")[0].split(" ").at(-1);
}
const mayBeFolded = (name) => !name.includes("__invoke") && /^byn\$|^std::|(?:^|::)(\w+)::~?\1$|::operator=$/.test(qualified(name));
// Called by its address alone, nobody knows by whom: then the name has to do.
const lateByName = (name) => belated.test(plain(name)) && !(called.has(name) && mayBeFolded(plain(name)));

// From everything that is exported or called by address, through all that is not late.
const needed = new Set(), next = [];
const need = (name) => {
  if (needed.has(name) || lateByName(name)) return;
  needed.add(name);
  next.push(name);
};
for (const name of calls.keys()) if (!called.has(name)) need(name);
while (next.length > 0) for (const name of calls.get(next.pop()) ?? []) need(name);
// Called by its address, and its body is one that anything may have: a destructor, a getter. Where all that it calls is here
// already it is here too, for it costs no more than itself and may stand for one that is wanted at once.
const anybodys = (name, callees) => (callees.size === 0 && name.endsWith(" const")) || (mayBeFolded(name) && !name.includes("::operator()"));
for (const [name, callees] of calls)
  if (!called.has(name) && anybodys(plain(name), callees) && [...callees].every((one) => needed.has(one))) needed.add(name);

const names = [...calls.keys()].filter((name) => !needed.has(name));
if (names.length === 0) throw new Error("nothing to split off: does app.wasm hold the names of its functions?");
// The one reader of the late sentences: if it were part of something that is here first, they would be read before they are here.
if (!names.some((name) => plain(name).includes("late_sentence("))) throw new Error("late_sentence is not late");
const blanked = join(folder, "app.blanked.wasm");
const linked = readFileSync(whole);
const sentences = take(linked, "\x02late sentences\x02", "\x03late sentences\x03");
writeFileSync(blanked, linked);

const list = join(folder, "late_functions.found.txt");
writeFileSync(list, names.join("\n"));
run(wasmSplit, blanked, `--split-funcs=@${list}`, "--export-prefix=%", "--placeholdermap", "-o1", first, "-o2", late);
for (const part of [first, late]) run(wasmOpt, "-Oz", part, "-o", part);
writeFileSync(late, give(readFileSync(late), sentences));
console.log(`${names.length} of ${calls.size} functions come late: ${statSync(first).size} and ${statSync(late).size} bytes, ${sentences.bytes.length} of them sentences`);
