// Figures of the core, measured by native programs.
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { projectFolder } from "../web/support/dist.mjs";
import { besideBytes, besideSpeed } from "./peers.mjs";

const program = process.env.HUZHU_NATIVE_BENCH ?? join(projectFolder, "build/native/tests/native_bench");

// A part of native_bench, and what is put beside its figure.
const part = (name, names, beside = (figure) => figure) => ({
  names,
  measure(stage, tell) {
    for (const line of execFileSync(program, [name], { encoding: "utf8" }).trim().split("\n")) tell(beside(JSON.parse(line)));
  },
});

export const native = [
  part("wire", ["wire_bytes_per_op"], (figure) => besideBytes(figure, 20)),
  part("wire5", ["wire5_bytes_per_op"], (figure) => besideBytes(figure, 5)),
  part("bundles", ["bundle_bytes_per_op", "bundle_day_bytes", "bundle_day_codes"]),
  part("merge", ["merge_native_ops_per_s"], (figure) => besideSpeed(figure, 20)),
  part("cold", ["cold_1m_ops_s"]),
  {
    names: ["sim_speedup"],
    measure(stage, tell) {
      const simulator = process.env.HUZHU_SIM ?? join(projectFolder, "build/native/tests/sim/huzhu-sim");
      const last = execFileSync(simulator, ["--runs", "40"], { encoding: "utf8" }).trim().split("\n").at(-1);
      tell({ name: "sim_speedup", value: Number(last.match(/sim_speedup (\d+)/)[1]), unit: "× real time",
        how: "40 runs of three days with five devices, the hub and every fault, all checkers, one core" });
    },
  },
];
