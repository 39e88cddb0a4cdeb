// What the product is made of, from the table in cmake/DEPENDENCIES.md and what is installed here: a bill of materials and
// the licences of what ships.
//
//   const { bill, notices } = describe(version)   (texts of /about/sbom.json, CycloneDX 1.5, and /about/notices.txt)
//
// Nothing of the licences is kept in the repository: each text is read where its package has it.
import { createHash } from "node:crypto";
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const text = (file) => readFileSync(join(root, file), "utf8");
const cache = process.env.HUZHU_CACHE ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "huzhu");
const lock = (file) => JSON.parse(text(file)).packages;

// Rows of the table: { what, version, licence, from: "apt" | "npm" | "source", packages, where }.
export function dependencies() {
  const lines = text("cmake/DEPENDENCIES.md").split("\n").filter((line) => line.startsWith("| ")).slice(1);
  return lines.map((line) => {
    const [what, version, licence, origin, where] = line.split("|").slice(1, -1).map((cell) => cell.trim());
    const [from, ...packages] = origin.split(" ");
    return { what, version, licence, from, packages, where: where.split(", ") };
  });
}

// name → version, of those that are installed here; nothing where there is no dpkg.
function aptVersions(names) {
  const asked = spawnSync("dpkg-query", ["-W", "-f", "${Package} ${Version}\n", ...names], { encoding: "utf8" });
  return new Map((asked.stdout ?? "").split("\n").map((line) => line.split(" ")).filter(([, version]) => version));
}

// The newest tree of the list that is unpacked here, as third_party.cmake chooses it.
function sourceTree(name) {
  const known = text("cmake/third_party.txt").split("\n").map((line) => line.split(/ +/)).filter(([first]) => first === name);
  const [, version, sha256] = known.find(([, v]) => existsSync(join(cache, `${name}-${v}`))) ?? known[0] ?? [];
  if (!version) throw new Error(`${name} is in DEPENDENCIES.md and not in third_party.txt`);
  return { version, sha256, folder: join(cache, `${name}-${version}`) };
}

function npmPackage(name) {
  const files = ["package-lock.json", "tests/bench/peers/package-lock.json"].filter((file) => existsSync(join(root, file)));
  const found = files.map((file) => lock(file)[`node_modules/${name}`]).find(Boolean);
  if (!found) throw new Error(`${name} is in DEPENDENCIES.md and in no package-lock.json`);
  return { version: found.version, sha512: Buffer.from(found.integrity.replace(/^sha512-/, ""), "base64").toString("hex") };
}

function component(dependency, name, installed) {
  const base = { type: "library", name, licenses: [{ expression: dependency.licence }],
    scope: dependency.where.some((place) => place === "browser" || place === "hub") ? "required" : "excluded",
    properties: dependency.where.map((value) => ({ name: "huzhu:where", value })) };
  if (dependency.from === "npm") {
    const { version, sha512 } = npmPackage(name);
    const purl = `pkg:npm/${name.replace("@", "%40")}@${version}`;
    return { ...base, version, purl, "bom-ref": purl, hashes: [{ alg: "SHA-512", content: sha512 }] };
  }
  if (dependency.from === "source") {
    const { version, sha256 } = sourceTree(name);
    const purl = `pkg:generic/${name}@${version}`;
    return { ...base, version, purl, "bom-ref": purl, hashes: [{ alg: "SHA-256", content: sha256 }] };
  }
  const version = installed.get(name) ?? dependency.version;
  const purl = `pkg:deb/debian/${name.replaceAll("+", "%2B")}@${encodeURIComponent(version)}`;
  return { ...base, version, purl, "bom-ref": purl };
}

// The comment at the head of a file, without its stars.
const headComment = (file, end) => readFileSync(file, "utf8").slice(0, 200_000).split(end)[0].replace(/^\s*(\/\*+|\*+\/?)/gm, "");

function licenceText({ from, packages: [name] }) {
  if (from === "apt") {
    const file = `/usr/share/doc/${name}/copyright`;
    return existsSync(file) ? readFileSync(file, "utf8") : undefined;
  }
  const folder = from === "npm" ? join(root, "node_modules", name) : sourceTree(name).folder;
  if (!existsSync(folder)) return undefined;
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  if (file) return readFileSync(join(folder, file), "utf8");
  return headComment(join(folder, "c/qrcodegen.h"), "#pragma once"); // it states its licence in its sources only
}

export function describe(version) {
  const all = dependencies();
  const installed = aptVersions(all.filter((dependency) => dependency.from === "apt").flatMap((dependency) => dependency.packages));
  const components = all.flatMap((dependency) => dependency.packages.map((name) => component(dependency, name, installed)));
  const bill = { bomFormat: "CycloneDX", specVersion: "1.5", serialNumber: "", version: 1,
    metadata: { component: { type: "application", name: "huzhu", version, licenses: [{ license: { id: "Apache-2.0" } }], "bom-ref": "huzhu" } },
    components, dependencies: [{ ref: "huzhu", dependsOn: components.filter((c) => c.scope === "required").map((c) => c["bom-ref"]) }] };
  // The same parts have the same number.
  const hash = createHash("sha256").update(JSON.stringify(bill)).digest("hex");
  bill.serialNumber = `urn:uuid:${hash.slice(0, 8)}-${hash.slice(8, 12)}-5${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
  const shipped = all.filter((dependency) => dependency.where.includes("browser") || dependency.where.includes("hub"));
  const parts = shipped.map((dependency) => `${"=".repeat(78)}\n${dependency.what} (${dependency.licence})\n${"=".repeat(78)}\n\n${licenceText(dependency) ?? "Its licence stands in its package, which is not on the machine that built this."}\n`);
  const notices = `互助 huzhu is licensed under the Apache License 2.0. What ships in the app and in the hub beside it:\n\n${parts.join("\n")}`;
  return { bill: `${JSON.stringify(bill, null, 1)}\n`, notices };
}
