// Page assembly: dist/ with every file of the web program, each with its .br and .gz, and what serves it.
//
//   node web/assemble/assemble.mjs BUILD_FOLDER   (reads BUILD_FOLDER/web/*.{js,wasm}, writes BUILD_FOLDER/dist)
//
// Names hold a hash of the content, except index.html, sw.js, manifest.webmanifest, files.json and headers.json.
// The version is the hash of all names and of the page's own text, so equal inputs give an equal version.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { transform } from "esbuild";
import { bundle } from "./bundle.mjs";
import { headersFor } from "./headers.mjs";
import { icon } from "./icons.mjs";
import { describe } from "./notices.mjs";

const web = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const built = join(resolve(process.argv[2]), "web");
const dist = join(resolve(process.argv[2]), "dist");

const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");
const files = new Map(); // path → bytes
function add(name, extension, bytes) {
  const path = `/${name}.${sha256(bytes).slice(0, 12)}.${extension}`;
  files.set(path, bytes);
  return path;
}

// ---- programs and scripts, what nobody names first -----------------------------------------------------
const names = { APP_WASM: add("app", "wasm", readFileSync(join(built, "app.first.wasm"))), LATE_WASM: add("late", "wasm", readFileSync(join(built, "app.late.wasm"))), KEY_WASM: add("argon2", "wasm", readFileSync(join(built, "argon2.wasm"))) };
const glue = { "huzhu:app": join(built, "app.js"), "huzhu:argon2": join(built, "argon2.js") };
// What only the screen that reads codes needs.
names.CODE_WASM = add("code_reader", "wasm", readFileSync(resolve(web, "../node_modules/zxing-wasm/dist/reader/zxing_reader.wasm")));
names.CODE_WORKER_SCRIPT = add("code_worker", "js", await bundle("code_worker.ts", "iife", { names }));
names.KEY_WORKER_SCRIPT = add("key_worker", "js", await bundle("key_worker.ts", "iife", { glue, names }));
// The worker's own name is not known while it is bundled; it never starts itself.
names.WORKER_SCRIPT = add("worker", "js", await bundle("worker.ts", "iife", { glue, names: { ...names, WORKER_SCRIPT: "" } }));
// What only printing needs.
names.PRINT_SCRIPT = add("print", "js", await bundle("print.ts", "esm"));
// What only a photo needs that is taken here.
names.PHOTO_SCRIPT = add("photo", "js", await bundle("photo.ts", "esm"));
// What only a recording needs that is made or heard here.
names.SOUND_SCRIPT = add("sound", "js", await bundle("sound.ts", "esm"));
const main = add("main", "js", await bundle("main.ts", "esm", { names }));

// ---- page ----------------------------------------------------------------------------------------------
const style = add("page", "css", Buffer.from((await transform(readFileSync(join(web, "page/page.css"), "utf8"), { loader: "css", minify: true, target: "chrome109" })).code));
const drawing = JSON.parse(readFileSync(join(web, "page/icon.json"), "utf8")).paths;
const icons = [192, 512].map((size) => ({ src: add(`icon${size}`, "png", icon(drawing, size)), sizes: `${size}x${size}`, type: "image/png", purpose: "any" }));
icons.push({ src: add("icon_maskable", "png", icon(drawing, 512, { maskable: true })), sizes: "512x512", type: "image/png", purpose: "maskable" });
const manifest = { ...JSON.parse(readFileSync(join(web, "page/manifest.json"), "utf8")), icons };
files.set("/manifest.webmanifest", Buffer.from(JSON.stringify(manifest)));
const template = readFileSync(join(web, "page/index.html"), "utf8");
const version = sha256([...files.keys(), template].join("\n")).slice(0, 12);
const places = { VERSION: version, STYLE: style, ICON: icons[0].src, APP_WASM: names.APP_WASM, MAIN: main };
files.set("/index.html", Buffer.from(template.replace(/@(\w+)@/g, (_, word) => places[word]).replace(/>\n</g, "><")));

// ---- what the service worker installs, and the service worker --------------------------------------------
// 今日 works, and works offline, without the late ones; the asked ones come only where a browser cannot read codes itself.
const when = new Map([[names.LATE_WASM, "late"], [names.PRINT_SCRIPT, "late"], [names.PHOTO_SCRIPT, "late"], [names.SOUND_SCRIPT, "late"], [names.CODE_WASM, "asked"], [names.CODE_WORKER_SCRIPT, "asked"]]);
const whenOf = (path) => when.get(path) ?? "first";
const list = [...files].map(([path, bytes]) => ({ path, sha256: sha256(bytes), bytes: bytes.length, when: whenOf(path) }));
files.set("/files.json", Buffer.from(JSON.stringify({ version, files: list })));
files.set("/sw.js", await bundle("service_worker.ts", "iife"));

// ---- what it is made of: served beside the app, no part of it -----------------------------------------------
const { bill, notices } = describe(version);
const about = new Map([["/about/sbom.json", Buffer.from(bill)], ["/about/notices.txt", Buffer.from(notices)]]);

// ---- write, packed and plain ------------------------------------------------------------------------------
const brotli = (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 22, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } });
const kept = join(resolve(process.argv[2]), "packed"); // packing a megabyte takes seconds: remembered by content
mkdirSync(kept, { recursive: true });
function packed(bytes, extension, pack) {
  const file = join(kept, `${sha256(bytes)}.${extension}`);
  if (!existsSync(file)) writeFileSync(file, pack(bytes));
  return readFileSync(file);
}
rmSync(dist, { recursive: true, force: true });
mkdirSync(dist, { recursive: true });
const sizes = {};
mkdirSync(join(dist, "about"));
for (const [path, bytes] of [...files, ...about]) {
  const target = join(dist, path);
  const br = path.endsWith(".png") ? bytes : packed(bytes, "br", brotli);
  if (files.has(path)) sizes[path] = { bytes: bytes.length, brotli: br.length };
  writeFileSync(target, bytes);
  if (path.endsWith(".png")) continue;
  writeFileSync(`${target}.br`, br);
  writeFileSync(`${target}.gz`, packed(bytes, "gz", (b) => gzipSync(b, { level: 9 })));
}
const sum = (moment) => Object.entries(sizes).reduce((all, [path, size]) => all + (whenOf(path) === moment ? size.brotli : 0), 0);
const total = sum("first"), lateTotal = sum("late");
const firstPaint = sizes["/index.html"].brotli + sizes[style].brotli;
writeFileSync(join(dist, "headers.json"), JSON.stringify(headersFor([...files.keys(), ...about.keys()]), null, 1));
writeFileSync(join(dist, "sizes.json"), JSON.stringify({ version, first_load_brotli_bytes: total, late_brotli_bytes: lateTotal, first_paint_bytes: firstPaint, files: sizes }, null, 1));

for (const [path, { bytes, brotli: br }] of Object.entries(sizes)) console.log(`${String(br).padStart(8)} ${String(bytes).padStart(8)}  ${path}`);
console.log(`${String(total).padStart(8)} brotli bytes of a first load (first paint ${firstPaint}), then ${lateTotal}; version ${version}`);
