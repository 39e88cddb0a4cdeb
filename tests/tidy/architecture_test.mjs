// The direction of dependencies and the few places where a foreign thing may be touched (ARCHITECTURE.md).
import { test } from "node:test";
import assert from "node:assert/strict";
import { posix } from "node:path";
import { files, isSource, linesOf, report, withoutComments } from "./tree.mjs";

const sources = files.filter(isSource);
const folderOf = (path) => path.split("/")[0];
// Path prefixes a folder may include. The program in ui/app drives the sync client, which is state and messages only, and packs
// and opens what people carry by hand (sync/bundle);
// the hub's code is out of reach for everything but itself.
const mayInclude = {
  core: ["core/"],
  sync: ["sync/", "core/"],
  ui: ["ui/", "core/", "sync/client/", "sync/bundle/"],
  web: ["web/", "ui/", "sync/", "core/"],
};
// Foreign headers by the folders that may see them.
const foreign = [
  { header: /^(imgui|imgui_internal|imgui_impl_\w+)\.h$|^misc\/freetype/, folders: ["ui", "web"] },
  { header: /^emscripten/, folders: ["web"] },
  { header: /^boost\/(asio|beast)|^openssl\/|^spdlog\/|^sys\/socket|^libpq/, folders: ["sync"], under: "sync/hub/" },
  { header: /^CLI\//, folders: ["sync"], under: "sync/hub/" },
];

function includesOf(path) {
  const found = [];
  linesOf(path).forEach((line, index) => {
    const match = /^\s*#\s*include\s*([<"])([^>"]+)[>"]/.exec(line);
    if (match) found.push({ line: index + 1, quoted: match[1] === '"', target: match[2] });
  });
  return found;
}

test("includes follow web → ui → sync client → core", () => {
  const findings = [];
  for (const path of sources) {
    for (const { line, quoted, target } of includesOf(path)) {
      const resolved = quoted && target.startsWith(".") ? posix.normalize(posix.join(posix.dirname(path), target)) : target;
      const top = resolved.split("/")[0];
      const allowed = mayInclude[folderOf(path)].some((prefix) => resolved.startsWith(prefix));
      if (top in mayInclude && resolved.includes("/") && !allowed) findings.push(`${path}:${line} includes ${target}`);
      if (resolved.startsWith("sync/hub/") && !path.startsWith("sync/hub/")) findings.push(`${path}:${line} includes the hub`);
      // The program drives the sync client and shows its state; the protocol behind it is none of its business (adr/0005).
      if (folderOf(path) === "ui" && top === "sync" && !/^sync\/(client|bundle)\//.test(target)) findings.push(`${path}:${line} includes ${target}`);
      if (top === "tests") findings.push(`${path}:${line} includes a test's file ${target}`);
      for (const rule of foreign) {
        if (!rule.header.test(target)) continue;
        if (!rule.folders.includes(folderOf(path)) || (rule.under && !path.startsWith(rule.under))) {
          findings.push(`${path}:${line} may not see <${target}>`);
        }
      }
    }
  }
  assert.ok(sources.length > 0, "no source was looked at");
  report(findings, "An arrow runs the wrong way:");
});

test("only ui/kit calls ImGui", () => {
  const findings = [];
  // The platform hands input in and takes what was drawn out; it draws nothing.
  const platform = /\bImGui::(GetIO|GetPlatformIO|GetDrawData|GetMainViewport)\b/g;
  for (const path of sources.filter((path) => !path.startsWith("ui/kit/"))) {
    withoutComments(path).forEach((line, index) => {
      const rest = path.startsWith("web/") ? line.replace(platform, "") : line;
      if (/\bImGui::/.test(rest)) findings.push(`${path}:${index + 1} ${line.trim()}`);
    });
  }
  report(findings, "Move this drawing into ui/kit:");
});

test("core and the sync client take clock and randomness as parameters", () => {
  const findings = [];
  const forbidden = /(system|steady|high_resolution)_clock::now|\brandom_device\b|\brandombytes_|\b(time|rand|srand|gettimeofday)\(/;
  for (const path of sources.filter((path) => /^(core|sync)\//.test(path) && !path.startsWith("sync/hub/"))) {
    withoutComments(path).forEach((line, index) => {
      if (forbidden.test(line)) findings.push(`${path}:${index + 1} ${line.trim()}`);
    });
  }
  report(findings, "These read the world directly:");
});

test("Chinese text shown to people stands in ui/text only", () => {
  const findings = [];
  const literal = /R"(\w*)\([\s\S]*?\)\1"|"(?:\\.|[^"\\\n])*"/g;
  const chinese = /[\u3400-\u9fff\u{20000}-\u{3ffff}]/u;  // punctuation alone is not a word
  const samples = new Set(["ui/kit/gallery.cpp", "ui/kit/gallery_parts.cpp"]);  // made-up people and villages on the page of all controls are data
  for (const path of sources.filter((path) => path.startsWith("ui/") && !path.startsWith("ui/text/") && !samples.has(path))) {
    withoutComments(path).forEach((line, index) => {
      for (const [found] of line.matchAll(literal)) {
        if (chinese.test(found)) findings.push(`${path}:${index + 1} ${found}`);
      }
    });
  }
  report(findings, "Move these words into the catalogue (ui/text):");
});
