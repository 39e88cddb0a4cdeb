// The project's own files, for the checks of this folder. Walks the tree itself: git is not needed to run the tests.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const skipped = new Set([".git", "build", "node_modules", ".cache"]);
const text = /\.(cpp|h|c|mjs|js|ts|json|txt|md|cmake|sh|css|html|yml|yaml|svg|csv|patch)$|(^|\/)(huzhu|run|LICENSE|\.gitignore|\.npmrc)$/;

function* walk(folder) {
  for (const entry of readdirSync(folder || ".", { withFileTypes: true })) {
    if (skipped.has(entry.name)) continue;
    const path = folder ? `${folder}/${entry.name}` : entry.name;
    if (entry.isDirectory()) yield* walk(path);
    else if (entry.isFile()) yield path;
  }
}

/** Paths of all text files, from the project's root. */
export const files = [...walk("")].filter((path) => text.test(path)).sort();

/** Lines of a file; a last empty line does not count. */
export function linesOf(path) {
  const lines = readFileSync(join(process.cwd(), path), "utf8").split("\n");
  if (lines.at(-1) === "") lines.pop();
  return lines;
}

export const isSource = (path) => /\.(cpp|h)$/.test(path) && /^(core|sync|ui|web)\//.test(path);

/** A C++ source with its comments blanked and everything else in place, line by line. */
export function withoutComments(path) {
  const source = readFileSync(path, "utf8");
  const blank = (found) => found.replace(/[^\n]/g, " ");
  return source
    .replace(/R"(\w*)\([\s\S]*?\)\1"|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])'|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (found) =>
      found.startsWith("/") ? blank(found) : found)
    .split("\n");
}

/** Fails with one line for each finding, so that all are seen at once. */
export function report(findings, what) {
  if (findings.length > 0) throw new Error(`${what}\n  ${findings.join("\n  ")}`);
}
