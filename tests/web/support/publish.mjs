// The built page under another version number, as a release would publish it.
import { createHash } from "node:crypto";
import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { distFolder } from "./dist.mjs";

const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");

// Into `folder`. `broken`: a file that is not the one its own list names.
export function publishAs(version, folder, { broken = false } = {}) {
  cpSync(distFolder(), folder, { recursive: true });
  const read = (path) => readFileSync(join(folder, path), "utf8");
  const list = JSON.parse(read("files.json"));
  let page = read("index.html").replace(/data-version="?[0-9a-f]+"?/, `data-version="${version}"`);
  const entryOf = (pattern) => list.files.find((file) => pattern.test(file.path));
  Object.assign(entryOf(/^\/index\.html$/), { sha256: sha256(page), bytes: Buffer.byteLength(page) });
  list.version = version;
  writeFileSync(join(folder, "index.html"), broken ? `${page} ` : page);
  writeFileSync(join(folder, "files.json"), JSON.stringify(list));
  for (const name of ["index.html.br", "files.json.br"]) rmSync(join(folder, name), { force: true });
}
