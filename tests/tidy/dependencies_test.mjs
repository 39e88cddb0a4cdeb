// Every package that set-up brings stands in cmake/DEPENDENCIES.md, and nothing else; the bill of materials and the notices
// made of it are whole.
import { test } from "node:test";
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { dependencies, describe } from "../../web/assemble/notices.mjs";

const named = (from) => dependencies().filter((d) => d.from === from).flatMap((d) => d.packages).sort();
const direct = (file) => (existsSync(file) ? Object.keys(JSON.parse(readFileSync(file, "utf8")).devDependencies ?? JSON.parse(readFileSync(file, "utf8")).dependencies ?? {}) : []);

test("the table names what set-up brings", () => {
  const launcher = readFileSync("huzhu", "utf8");
  const list = launcher.slice(launcher.indexOf("<<'LIST'"), launcher.indexOf("\nLIST\n")).split("\n").slice(1).map((line) => line.split("|")[1]);
  assert.deepEqual(named("apt"), [...list, "chromium"].sort());
  assert.deepEqual(named("npm"), [...direct("package.json"), ...direct("tests/bench/peers/package.json")].sort());
  assert.deepEqual(named("source"), readFileSync("cmake/third_party.txt", "utf8").split("\n").filter((line) => line && !line.startsWith("#")).map((line) => line.split(/ +/)[0]).filter((name, i, all) => all.indexOf(name) === i).sort());
});

test("the bill is CycloneDX, its parts have versions, licences and, where they can be pinned, hashes", () => {
  const bill = JSON.parse(describe("1").bill);
  assert.equal(bill.bomFormat, "CycloneDX");
  assert.match(bill.serialNumber, /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.equal(new Set(bill.components.map((c) => c["bom-ref"])).size, bill.components.length);
  for (const c of bill.components) {
    assert.ok(c.version && c.licenses[0].expression, c.name);
    assert.match(c.purl, /^pkg:(npm|deb|generic)\/\S+@\S+$/);
    if (!c.purl.startsWith("pkg:deb")) assert.match(c.hashes[0].content, /^([0-9a-f]{64}|[0-9a-f]{128})$/, c.name);
  }
  assert.equal(describe("1").bill, describe("1").bill);
  assert.notEqual(JSON.parse(describe("2").bill).serialNumber, bill.serialNumber);
});

test("the notices hold a licence of everything that ships", () => {
  const { notices } = describe("1");
  const shipped = dependencies().filter((d) => d.where.includes("browser") || d.where.includes("hub"));
  assert.ok(shipped.length > 12);
  for (const { what } of shipped) {
    const part = notices.split(`\n${what} (`)[1]?.split("=".repeat(78) + "\n")[1] ?? "";
    assert.match(part, /copyright/i, what);
    assert.ok(part.length > 300, what);
  }
});
