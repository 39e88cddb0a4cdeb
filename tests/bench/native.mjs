// Figures of the core, measured by the native program.
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { projectFolder } from "../web/support/dist.mjs";
import { yjsWireBytesPerOp } from "./peers.mjs";

export const native = [{
  names: ["wire_bytes_per_op", "bundle_bytes_per_op", "bundle_day_bytes", "bundle_day_codes"],
  measure(stage, tell) {
    const program = process.env.HUZHU_NATIVE_BENCH ?? join(projectFolder, "build/native/tests/native_bench");
    for (const line of execFileSync(program, { encoding: "utf8" }).trim().split("\n")) {
      const figure = JSON.parse(line);
      if (figure.name === "wire_bytes_per_op") Object.assign(figure, { peer: "yjs (unsigned)", peer_value: Number(yjsWireBytesPerOp().toFixed(2)) });
      tell(figure);
    }
  },
}];
