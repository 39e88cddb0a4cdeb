// The built page under another version number, as a release would publish it.
import { createHash } from "node:crypto";
import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { distFolder } from "./dist.mjs";

const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");

// Into `folder`. `broken`: a file that is not the one its own list names. `dead`: all files are, and the program does not run.
export function publishAs(version, folder, { broken = false, dead = false } = {}) {
  cpSync(distFolder(), folder, { recursive: true });
  const read = (path) => readFileSync(join(folder, path), "utf8");
  const list = JSON.parse(read("files.json")), headers = JSON.parse(read("headers.json"));
  let page = read("index.html").replace(/data-version="?[0-9a-f]+"?/, `data-version="${version}"`);
  const entryOf = (pattern) => list.files.find((file) => pattern.test(file.path));
  const replace = (entry, path, words) => {
    headers.files[path] = headers.files[entry.path];
    Object.assign(entry, { path, sha256: sha256(words), bytes: Buffer.byteLength(words) });
    writeFileSync(join(folder, path), words);
  };
  if (dead) {
    const worker = entryOf(/^\/worker\.[0-9a-f]+\.js$/), main = entryOf(/^\/main\.[0-9a-f]+\.js$/);
    const [deadWorker, itsMain] = [`/worker.${version}.js`, `/main.${version}.js`];
    const script = read(main.path).replaceAll(worker.path, deadWorker);
    page = page.replace(main.path, itsMain);
    replace(worker, deadWorker, "throw new Error('this version does not run');");
    replace(main, itsMain, script);
  }
  Object.assign(entryOf(/^\/index\.html$/), { sha256: sha256(page), bytes: Buffer.byteLength(page) });
  list.version = version;
  writeFileSync(join(folder, "index.html"), broken ? `${page} ` : page);
  writeFileSync(join(folder, "files.json"), JSON.stringify(list));
  writeFileSync(join(folder, "headers.json"), JSON.stringify(headers));
  for (const name of ["index.html", "files.json"]) {
    for (const packed of [".br", ".gz"]) rmSync(join(folder, name + packed), { force: true });
  }
}
