// ./huzhu bench [NAME …] [--json]: figures of this build on this machine, one JSON object a line with --json
// ({"name","value","unit","peer","peer_value","how"}), else a table. A name runs only what that figure needs. Timings
// gate nothing.
import { drawing } from "./drawing.mjs";
import { firstSyncs } from "./first_sync.mjs";
import { native } from "./native.mjs";
import { network } from "./network.mjs";
import { searching } from "./searching.mjs";
import { sizes } from "./sizes.mjs";
import { Stage } from "./stage.mjs";
import { starting } from "./starting.mjs";
import { saving } from "./saving.mjs";

// Each entry: the names it tells, and measure(stage, tell). In the order that shares most of what is set up.
const measurements = [...sizes, ...native, ...network, ...firstSyncs, ...starting, ...saving, ...drawing, ...searching];

const json = process.argv.includes("--json");
const wanted = process.argv.slice(2).filter((a) => a !== "--json");
const known = measurements.flatMap((m) => m.names);
for (const name of wanted) {
  if (known.includes(name)) continue;
  console.error(`./huzhu bench [NAME …] [--json]; there is no figure called ${name}. There are: ${known.join(", ")}.`);
  process.exit(1);
}

const results = [], failures = [];
const stage = new Stage();
for (const { names, measure } of measurements) {
  if (wanted.length > 0 && !names.some((name) => wanted.includes(name))) continue;
  process.stderr.write(`bench: ${names.join(", ")}\n`);
  const tell = (figure) => {
    if (!names.includes(figure.name)) throw new Error(`${figure.name} is not announced`);
    if (wanted.length > 0 && !wanted.includes(figure.name)) return;
    results.push(figure);
    if (json) console.log(JSON.stringify({ peer: null, peer_value: null, ...figure }));
  };
  try {
    await measure(stage, tell);
  } catch (error) {
    failures.push(`${names.join(", ")}: ${error.message.split("\n")[0]}`);
  }
}
await stage.close();

if (!json) {
  const rows = results.map((r) => [r.name, `${r.value} ${r.unit}`, r.peer ? `${r.peer}: ${r.peer_value}` : "", r.how]);
  for (const row of [["name", "value", "peer", "how"], ["---", "---", "---", "---"], ...rows]) console.log(`| ${row.join(" | ")} |`);
}
for (const failure of failures) console.error(`bench: not measured: ${failure}`);
process.exitCode = failures.length > 0 ? 1 : 0;
