// What every file of ours keeps: its size, and nothing of the machine it was written on.
import { test } from "node:test";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { files, linesOf, report } from "./tree.mjs";

const lineLimit = 500;
// Longer files, each with the reason a reader would accept.
const allowedLength = new Map([
  ["package-lock.json", "written by npm"],
]);
const generated = /^assets\/.*\.(json|csv|txt|svg)$|^core\/.*_table\.h$|^tests\/web\/aria\/.*\.txt$/;

test(`no file is longer than ${lineLimit} lines`, () => {
  const findings = [];
  for (const path of files) {
    if (allowedLength.has(path) || generated.test(path) || path === "LICENSE") continue;
    const count = linesOf(path).length;
    if (count > lineLimit) findings.push(`${path}: ${count} lines`);
  }
  assert.ok(files.length > 10, "the tree was not found");
  report(findings, "Split these, or give the reason in tests/tidy/files_test.mjs:");
});

test("no path of a machine and no address of a package registry", () => {
  const self = "tests/tidy/files_test.mjs";
  const forbidden = [
    [/(^|[\s"'=(:`])\/(home|root|work|Users)\/[\w.-]+/, "a path of somebody's machine"],
    [/\b(deb|security|snapshot|archive|ports)\.(debian\.org|ubuntu\.com)\b/, "a package mirror"],
    [/\bregistry\.(npmjs|yarnpkg|npmmirror)\b/, "a package registry"],
  ];
  const findings = [];
  for (const path of files.filter((path) => path !== self)) {
    linesOf(path).forEach((line, index) => {
      for (const [pattern, what] of forbidden) {
        if (pattern.test(line)) findings.push(`${path}:${index + 1} names ${what}`);
      }
    });
  }
  report(findings, "Remove these:");
});

test("package-lock.json names no registry and pins every package by its hash", () => {
  const lock = JSON.parse(readFileSync("package-lock.json", "utf8"));
  const packages = Object.entries(lock.packages).filter(([name]) => name !== "");
  assert.ok(packages.length > 0);
  report(packages.filter(([, entry]) => "resolved" in entry).map(([name]) => name), "These carry an address:");
  report(packages.filter(([, entry]) => !entry.integrity).map(([name]) => name), "These have no hash:");
});

test("package.json asks for exact versions", () => {
  const { dependencies = {}, devDependencies = {} } = JSON.parse(readFileSync("package.json", "utf8"));
  const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version));
  report(loose.map(([name, version]) => `${name} ${version}`), "These may change under us:");
});

test("ARCHITECTURE.md stays readable in five minutes", { skip: !files.includes("ARCHITECTURE.md") && "not written yet" }, () => {
  const words = readFileSync("ARCHITECTURE.md", "utf8").split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
  assert.ok(words.length <= 600, `ARCHITECTURE.md has ${words.length} words; 600 are enough`);
});
