// Planted bugs: each *.patch here breaks one promise; its head says which and what must notice. Shown on a scratch copy of
// the tree, never by switches in what ships.
//
//   node tests/mutants/run.mjs --check          every patch still applies
//   node tests/mutants/run.mjs [name …]         build each, and see it caught   (./huzhu sim --mutants)
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, "../..");
const scratch = process.env.HUZHU_MUTANTS ?? join(tmpdir(), "huzhu-mutants");
const programs = { "huzhu-sim": "tests/sim/huzhu-sim" };  // others stand in tests/

function read(file) {
  const text = readFileSync(join(here, file), "utf8");
  const field = (name) => new RegExp(`^${name}: (.+)$`, "m").exec(text)?.[1];
  const mutant = { name: basename(file, ".patch"), file: join(here, file), what: field("What"), caughtBy: field("Caught by") };
  if (!mutant.what || !mutant.caughtBy) throw new Error(`${file} does not say what it breaks and what must notice`);
  return mutant;
}

function git(folder, ...args) {
  // Outside any repository, so that git takes the folder as it is.
  return spawnSync("git", ["apply", ...args], { cwd: folder, encoding: "utf8", env: { ...process.env, GIT_DIR: join(folder, ".none"), GIT_CEILING_DIRECTORIES: dirname(folder) } });
}

function build(...targets) {
  const done = spawnSync("cmake", ["--build", "build/native", "--target", ...targets], { cwd: scratch, encoding: "utf8" });
  return done.status === 0 ? null : done.stdout + done.stderr;
}

// True when the command ends well.
function passes(command) {
  const [program, ...args] = command.split(/\s+/);
  const path = join(scratch, "build/native", programs[program] ?? join("tests", program));
  return spawnSync(path, args, { cwd: scratch, stdio: "ignore", timeout: 20 * 60 * 1000 }).status === 0;
}

const notCopied = ["build", "node_modules", ".git"];

function differs(from, to) {
  return statSync(from).isDirectory() || !existsSync(to) || !readFileSync(from).equals(readFileSync(to));
}

// Only what differs, with the time of now: what an earlier run left of a mutant, in a file or in what was built of it, is
// then older than its source and built anew.
function copyTree() {
  mkdirSync(scratch, { recursive: true });
  for (const entry of readdirSync(scratch, { recursive: true })) {
    if (!notCopied.includes(entry.split(sep)[0]) && !existsSync(join(root, entry))) rmSync(join(scratch, entry), { recursive: true, force: true });
  }
  for (const entry of readdirSync(root)) {
    if (!notCopied.includes(entry)) cpSync(join(root, entry), join(scratch, entry), { recursive: true, filter: differs });
  }
  if (!existsSync(join(scratch, "node_modules"))) symlinkSync(join(root, "node_modules"), join(scratch, "node_modules"));
  execFileSync("cmake", ["--preset", "native"], { cwd: scratch, stdio: "ignore" });
}

function check(mutants) {
  let bad = 0;
  for (const mutant of mutants) {
    const applied = git(root, "--check", mutant.file);
    if (applied.status === 0) continue;
    ++bad;
    console.log(`${mutant.name} does not apply any more:\n${applied.stderr}`);
  }
  console.log(`${mutants.length - bad} of ${mutants.length} patches apply`);
  return bad === 0 && mutants.length >= 12;
}

function run(mutants) {
  console.log(`scratch copy in ${scratch}`);
  copyTree();
  const commands = [...new Set(mutants.map((mutant) => mutant.caughtBy))];
  const failed = build(...new Set(commands.map((command) => command.split(/\s+/)[0])));
  if (failed) throw new Error(`the tree does not build:\n${failed}`);
  for (const command of commands) if (!passes(command)) throw new Error(`fails without any mutant: ${command}`);
  let missed = 0;
  for (const mutant of mutants) {
    const applied = git(scratch, mutant.file);
    if (applied.status !== 0) throw new Error(`${mutant.name} does not apply:\n${applied.stderr}`);
    const broken = build(mutant.caughtBy.split(/\s+/)[0]);
    const caught = !broken && !passes(mutant.caughtBy);
    if (broken) console.log(broken.split("\n").filter((line) => line.includes("error")).slice(0, 5).join("\n"));
    console.log(`${caught ? "caught" : broken ? "DOES NOT BUILD" : "MISSED"}  ${mutant.name}: ${mutant.what}`);
    if (!caught) ++missed;
    git(scratch, "-R", mutant.file);
  }
  build(...new Set(commands.map((command) => command.split(/\s+/)[0])));  // the next run finds nothing of the last mutant
  console.log(`${mutants.length - missed} of ${mutants.length} planted bugs caught`);
  return missed === 0;
}

const names = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));
const mutants = readdirSync(here).filter((file) => file.endsWith(".patch")).sort().map(read)
  .filter((mutant) => names.length === 0 || names.includes(mutant.name));
process.exit((process.argv.includes("--check") ? check(mutants) : run(mutants)) ? 0 : 1);
