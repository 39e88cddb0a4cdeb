// Starts the real hub with a data folder of its own, as `./huzhu run` does, and reads its address and codes.
//
//   const hub = await startHub({ demo: true, elders: 200 });
//   startHub({ app: folder }): serves that page; startHub({ demo: false }): a county of its own, whose only code is the first county device's.
//   hub.url · hub.codes.village · hub.codes.county · await hub.stop() · await hub.start() (same data, same port) · hub.remove()
import { execFile, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { distFolder, projectFolder } from "./dist.mjs";
import { clearOfMidnight } from "./midnight.mjs";

export const nativeProgram = process.env.HUZHU_NATIVE ?? join(projectFolder, "build/native/sync/hub/huzhu-native");

export async function startHub({ demo: isDemo = true, elders, data = mkdtempSync(join(tmpdir(), "huzhu-hub-")), args = [], app = distFolder() } = {}) {
  const hub = { data, port: 0, url: "", codes: {}, output: "", child: undefined };
  hub.start = () => new Promise((resolve, reject) => {
    hub.output = "";
    const demo = !isDemo ? [] : elders === undefined ? ["--demo"] : ["--demo", "--elders", String(elders)];
    hub.child = spawn(nativeProgram, ["hub", "serve", ...demo, "--data", data, "--app", app, "--port", String(hub.port), "--json", ...args]);
    hub.child.on("exit", (code) => reject(new Error(`the hub ended (${code}):\n${hub.output}`)));
    const read = (chunk) => {
      hub.output += chunk;
      const line = hub.output.split("\n").find((l) => l.startsWith('{"address"') && l.endsWith("}"));
      if (!line) return;
      const told = JSON.parse(line);
      Object.assign(hub, { url: told.address, port: Number(new URL(told.address).port), codes: { village: told.village_code, county: told.county_code },
        villageArea: told.village_area, countyArea: told.county_area });
      resolve(hub);
    };
    hub.child.stdout.on("data", read);
    hub.child.stderr.on("data", (chunk) => { hub.output += chunk; });
  });
  hub.stop = () => new Promise((resolve) => {
    hub.child.removeAllListeners("exit");
    if (hub.child.exitCode !== null) return resolve();
    hub.child.once("exit", resolve);
    hub.child.kill("SIGTERM");
  });
  // Until the hub has said this in its log.
  hub.said = async (words) => {
    while (!hub.output.includes(words)) await new Promise((resolve) => setTimeout(resolve, 200));
  };
  // Another code for the same village, by the command line (the hub need not stop).
  hub.newCode = async (area) => {
    const { stdout } = await promisify(execFile)(nativeProgram, ["hub", "code", "--data", data, "--area", String(area)]);
    return stdout.trim();
  };
  hub.remove = async () => {
    await hub.stop();
    rmSync(data, { recursive: true, force: true });
  };
  await clearOfMidnight();
  await hub.start();
  return hub;
}
