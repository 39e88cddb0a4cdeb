// Every branch of core/merge is taken by the core tests: it decides what everybody sees, on every device, for ten years.
//
//   node tests/coverage/merge_branches.mjs <native build folder>
//
// The merge alone is compiled anew, with Clang's counters, and linked with the objects that are there.
import { execFileSync, spawnSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";

const build = process.argv[2];
const work = mkdtempSync(join(tmpdir(), "huzhu-coverage-"));
const run = (program, words, options = {}) => execFileSync(program, words, { stdio: ["ignore", "pipe", "inherit"], encoding: "utf8", maxBuffer: 1 << 28, ...options });

function tool(name) {
  const found = [name, `${name}-14`, `/usr/lib/llvm-14/bin/${name}`].find((program) => spawnSync(program, ["--help"]).status === 0);
  if (!found) throw new Error(`${name} is missing; it comes with the emscripten package`);
  return found;
}

// The words of a command line as a shell would read them; there is nothing cleverer in it than quotes.
const words = (line) => line.match(/(?:[^\s"]|"[^"]*")+/g).map((word) => word.replaceAll('"', ""));

function compiled(entry) {
  const command = words(entry.command.replaceAll('\\"', ""));
  const out = join(work, `${basename(entry.file)}.o`);
  const from = command.findIndex((word) => word.endsWith("c++"));
  const kept = [];
  for (let i = from + 1; i < command.length; ++i) {
    if (["-o", "-MT", "-MF"].includes(command[i])) ++i;
    else if (command[i] !== "-MD" && !command[i].startsWith("-W") && command[i] !== "-O2") kept.push(command[i]);
  }
  run(tool("clang++"), ["-O0", "-fprofile-instr-generate", "-fcoverage-mapping", ...kept, "-o", out], { cwd: entry.directory });
  return out;
}

function linked(objects) {
  const line = run("ninja", ["-t", "commands", "tests/core_tests"], { cwd: build }).trim().split("\n").at(-1);
  const command = words(line.replace(/^: && /, "").split(" && ")[0]).slice(1);
  const core = join(work, "libcore.a");
  copyFileSync(join(build, "core/libcore.a"), core);
  run("ar", ["d", core, ...objects.map((path) => basename(path))]);
  const program = join(work, "core_tests");
  command[command.indexOf("-o") + 1] = program;
  run(tool("clang++"), ["-fprofile-instr-generate", ...command.map((word) => (word.endsWith("libcore.a") ? core : word)), ...objects, core], { cwd: build });
  return program;
}

try {
  const entries = JSON.parse(readFileSync(join(build, "compile_commands.json"), "utf8")).filter(({ file }) => /\/core\/merge\/[a-z_]+\.cpp$/.test(file) && !file.includes("/tests/"));
  if (entries.length === 0) throw new Error("nothing of core/merge is in this build");
  const program = linked(entries.map(compiled));
  const counts = join(work, "counts");
  run(program, ["--log_level=error"], { env: { ...process.env, LLVM_PROFILE_FILE: `${counts}.raw` } });
  run(tool("llvm-profdata"), ["merge", "-o", counts, `${counts}.raw`]);
  const { data } = JSON.parse(run(tool("llvm-cov"), ["export", program, `-instr-profile=${counts}`]));
  let branches = 0;
  const missed = [];
  for (const { file } of entries) {
    const told = data[0].files.find(({ filename }) => filename.endsWith(`core/merge/${basename(file)}`));
    if (!told) throw new Error(`no counts of ${basename(file)}`);
    const source = readFileSync(file, "utf8").split("\n");
    for (const [line, column, , , yes, no] of told.branches) {
      // What follows a switch over every value of an enumeration is reached by none.
      const isSwitch = /switch \($/.test(source[line - 1].slice(0, column - 1));
      branches += isSwitch ? 1 : 2;
      if (yes === 0 && !isSwitch) missed.push(`${basename(file)}:${line}:${column} is never true`);
      if (no === 0) missed.push(`${basename(file)}:${line}:${column} is never false`);
    }
  }
  console.log(`${branches} branches of core/merge, ${missed.length} never taken`);
  for (const one of missed) console.log(one);
  process.exitCode = missed.length === 0 && branches > 100 ? 0 : 1;
} finally {
  rmSync(work, { recursive: true, force: true });
}
