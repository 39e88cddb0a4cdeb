// Unpacks Chrome 109, the oldest browser the app promises to run in, from its npm package into the user's cache.
// Usage: node tests/setup/floor_browser.mjs CACHE. Does nothing when it is there. Prints one line when it works.
// Ends with the folder CACHE/chrome-109 holding `chromium` and the libraries it draws with.
import { createReadStream, createWriteStream, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { pipeline } from "node:stream/promises";
import { createBrotliDecompress } from "node:zlib";
import { join } from "node:path";
import process from "node:process";

const cache = process.argv[2];
if (!cache) throw new Error("usage: floor_browser.mjs CACHE");
const target = join(cache, "chrome-109");
const complete = join(target, ".complete");
if (existsSync(complete)) process.exit(0);
if (process.arch !== "x64") {
  console.log(`setup: no floor browser for ${process.arch}; its suite will say so`);
  process.exit(0);
}

console.log("setup: unpacking Chrome 109, the floor browser of the tests");
const packed = join(process.cwd(), "node_modules", "@sparticuz", "chromium", "bin");
const work = `${target}.${process.pid}`;
rmSync(work, { recursive: true, force: true });
mkdirSync(work, { recursive: true });

await pipeline(
  createReadStream(join(packed, "chromium.br")),
  createBrotliDecompress(),
  createWriteStream(join(work, "chromium"), { mode: 0o755 }),
);
for (const archive of ["swiftshader.tar", "aws.tar"]) {
  const plain = join(work, archive);
  await pipeline(createReadStream(join(packed, `${archive}.br`)), createBrotliDecompress(), createWriteStream(plain));
  const into = archive === "aws.tar" ? join(work, "system") : work;
  mkdirSync(into, { recursive: true });
  const { status } = spawnSync("tar", ["-xf", plain, "-C", into]);
  if (status !== 0) throw new Error(`tar could not unpack ${archive}`);
  rmSync(plain);
}
writeFileSync(join(work, ".complete"), "");
rmSync(target, { recursive: true, force: true });
renameSync(work, target);
