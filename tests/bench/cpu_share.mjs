// Gives a browser a share of the processor, as a slower machine would: its processes are stopped and let go on in turn.
// DevTools throttling does not reach workers (measured), and this does. A process of its own, so that measuring does not
// disturb the beat:  node cpu_share.mjs PID SHARE
import { fork } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

const PERIOD_MS = 24;

// The process and all below it.
function family(root) {
  const parents = new Map();
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      parents.set(Number(pid), Number(readFileSync(`/proc/${pid}/stat`, "utf8").replace(/^.*\) /s, "").split(" ")[1]));
    } catch {
      continue; // it ended meanwhile
    }
  }
  const members = new Set([root]);
  for (let before = 0; before !== members.size; ) {
    before = members.size;
    for (const [pid, parent] of parents) if (members.has(parent)) members.add(pid);
  }
  return [...members];
}

function signal(pids, name) {
  for (const pid of pids) {
    try {
      process.kill(pid, name);
    } catch {
      continue;
    }
  }
}

// Ends when asked; the browser then runs freely again.
export function giveShare(pid, share) {
  const child = fork(fileURLToPath(import.meta.url), [String(pid), String(share)]);
  return () => new Promise((resolve) => {
    child.once("exit", resolve);
    child.send("end");
  });
}

const sleep = (ms) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [root, share] = process.argv.slice(2).map(Number);
  let ended = false;
  process.on("message", () => (ended = true));
  process.on("disconnect", () => (ended = true));
  const runMs = PERIOD_MS * share;
  const beat = () => {
    const members = family(root);
    signal(members, "SIGSTOP");
    sleep(PERIOD_MS - runMs);
    signal(members, "SIGCONT");
    if (ended) process.exit(0);
    setTimeout(beat, runMs);
  };
  beat();
}
