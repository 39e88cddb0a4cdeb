// ./huzhu bench [NAME] [--json]: figures of this build on this machine, one JSON object a line with --json
// ({"name","value","unit","peer","peer_value","how"}), else a table. Timings gate nothing.
import { execFileSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { distFolder, projectFolder } from "../web/support/dist.mjs";
import { measureBrowser } from "./browser.mjs";
import { yjsWireBytesPerOp } from "./peers.mjs";

const json = process.argv.includes("--json");
const wanted = process.argv.slice(2).find((a) => !a.startsWith("--"));
const results = [];
const tell = (figure) => {
  if (wanted && figure.name !== wanted) return;
  results.push(figure);
  if (json) console.log(JSON.stringify(figure));
};
const needs = (...names) => !wanted || names.includes(wanted);

function firstLoad() {
  const rules = JSON.parse(readFileSync(join(distFolder(), "headers.json"), "utf8"));
  let bytes = 0;
  for (const file of Object.keys(rules.files)) {
    const path = join(distFolder(), file);
    try { bytes += statSync(`${path}.br`).size; } catch { bytes += statSync(path).size; }
  }
  tell({ name: "first_load_brotli_bytes", value: bytes, unit: "bytes", peer: "Flutter web (CanvasKit alone)", peer_value: 1_500_000,
    how: `brotli size of all ${Object.keys(rules.files).length} files of the build, loaded or not` });
}

function native() {
  const program = process.env.HUZHU_NATIVE_BENCH ?? join(projectFolder, "build/native/tests/native_bench");
  for (const line of execFileSync(program, { encoding: "utf8" }).trim().split("\n")) {
    const figure = JSON.parse(line);
    if (figure.name === "wire_bytes_per_op") Object.assign(figure, { peer: "yjs (unsigned)", peer_value: Number(yjsWireBytesPerOp().toFixed(2)) });
    tell(figure);
  }
}

if (needs("first_load_brotli_bytes")) firstLoad();
if (needs("wire_bytes_per_op")) native();
if (needs("warm_offline_start_ms", "save_durable_p50_ms", "save_durable_p95_ms", "search_10k_p95_ms", "list_10k_frame_ms", "idle_frames_10s", "first_sync_10k_s"))
  await measureBrowser(tell);

if (!json) {
  const rows = results.map((r) => [r.name, `${r.value} ${r.unit}`, r.peer ? `${r.peer}: ${r.peer_value}` : "", r.how]);
  for (const row of [["name", "value", "peer", "how"], ["---", "---", "---", "---"], ...rows]) console.log(`| ${row.join(" | ")} |`);
}
if (wanted && results.length === 0) {
  console.error(`There is no figure called ${wanted}.`);
  process.exitCode = 1;
}
