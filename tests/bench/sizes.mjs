// Bytes that a first visit loads.
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { distFolder } from "../web/support/dist.mjs";

const rules = () => JSON.parse(readFileSync(join(distFolder(), "headers.json"), "utf8"));
function packed(file) {
  const path = join(distFolder(), file);
  try {
    return statSync(`${path}.br`).size;
  } catch {
    return statSync(path).size; // not worth packing
  }
}

export const sizes = [
  {
    names: ["first_load_brotli_bytes"],
    measure(stage, tell) {
      const files = Object.keys(rules().files);
      tell({ name: "first_load_brotli_bytes", value: files.reduce((sum, file) => sum + packed(file), 0), unit: "bytes",
        peer: "Flutter web (CanvasKit alone)", peer_value: 1_500_000, how: `brotli size of all ${files.length} files of the build, loaded or not` });
    },
  },
  {
    names: ["first_paint_bytes"],
    measure(stage, tell) {
      const files = [rules().index, ...Object.keys(rules().files).filter((file) => file.endsWith(".css"))];
      tell({ name: "first_paint_bytes", value: files.reduce((sum, file) => sum + packed(file), 0), unit: "bytes",
        how: `brotli size of ${files.join(" and ")}: what the first picture of the page needs` });
    },
  },
];
