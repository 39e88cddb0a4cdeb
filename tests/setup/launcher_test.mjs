// The launcher says what is missing in one sentence, and lists what it can do.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { test } from "node:test";

const run = (command, args, env = process.env) => spawnSync(command, args, { encoding: "utf8", env, timeout: 60_000 });
const which = (name) => run("/bin/bash", ["-c", `command -v ${name}`]).stdout.trim();

/** A machine with only what bash needs, and the given stand-ins; `use` gets its environment. */
function withBareMachine(standIns, use) {
  const folder = mkdtempSync(join(tmpdir(), "huzhu-bare-"));
  try {
    const bin = join(folder, "bin");
    run("/bin/mkdir", ["-p", bin]);
    for (const name of ["bash", "dirname", "readlink", "cat", "sha256sum", "cut", "mkdir", "sed", "tail", "head", "env"]) {
      symlinkSync(which(name), join(bin, name));
    }
    for (const [name, script] of Object.entries(standIns)) {
      writeFileSync(join(bin, name), `#!/bin/bash\n${script}\n`);
      chmodSync(join(bin, name), 0o755);
    }
    return use({ PATH: bin, HOME: folder, HUZHU_CACHE: join(folder, "cache") });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test("the scripts are well-formed", () => {
  for (const script of ["huzhu", ".ci/run", "cmake/provision.sh"]) {
    const { status, stderr } = run("bash", ["-n", script]);
    assert.equal(status, 0, stderr);
  }
});

test("help names every command", () => {
  const { stdout, status } = run("./huzhu", ["help"]);
  assert.equal(status, 0);
  for (const command of ["setup", "run", "test", "bench", "hub", "roster", "import", "log"]) {
    assert.ok(stdout.includes(command), `help does not name ${command}`);
  }
});

test("without root and sudo, setup names the packages and the command that brings them", () => {
  withBareMachine({ id: "echo 1000", "apt-get": "exit 1" }, (env) => {
    const { status, stderr } = run("./huzhu", ["setup"], env);
    assert.equal(status, 1);
    assert.match(stderr, /^huzhu: these packages are missing; run as root: apt-get install .*\bg\+\+.*\bemscripten\b.*\n$/);
  });
});

test("where there is no apt, setup lists what is needed", () => {
  withBareMachine({ id: "echo 0" }, (env) => {
    const { status, stderr } = run("./huzhu", ["setup"], env);
    assert.equal(status, 1);
    assert.match(stderr, /^huzhu: these are missing, and this system has no apt.*\bcmake\b.*\n$/);
  });
});

test("when apt fails, the sentence says where its answer is", () => {
  withBareMachine({ id: "echo 0", "apt-get": "echo 'E: no such thing' >&2; exit 100" }, (env) => {
    const { status, stderr } = run("./huzhu", ["setup"], env);
    assert.equal(status, 1);
    assert.match(stderr, /E: no such thing\nhuzhu: apt could not install the packages .*\n$/);
  });
});
