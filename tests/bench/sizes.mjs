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
      const list = JSON.parse(readFileSync(join(distFolder(), "files.json"), "utf8")).files;
      const of = (when) => Object.keys(rules().files).filter((path) => (list.find((file) => file.path === path)?.when ?? "first") === when);
      const sum = (paths) => paths.reduce((all, path) => all + packed(path), 0);
      const files = of("first");
      tell({ name: "first_load_brotli_bytes", value: sum(files), unit: "bytes", peer: "Flutter web (CanvasKit alone)", peer_value: 1_500_000,
        how: `brotli size of the ${files.length} files without which 今日 is not there, or not offline; ${sum(of("late"))} bytes come after the first frame, ${sum(of("asked"))} where a browser cannot read codes itself` });
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
