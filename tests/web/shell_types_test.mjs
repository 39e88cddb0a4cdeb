// The shell's TypeScript holds under the strictest settings.
import { test } from "node:test";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { projectFolder } from "./support/dist.mjs";

const compiler = join(projectFolder, "node_modules/typescript/bin/tsc");

for (const project of ["tsconfig.json", "tsconfig.service_worker.json"]) {
  test(`types hold: ${project}`, () => {
    try {
      execFileSync(process.execPath, [compiler, "--project", join(projectFolder, "web/shell", project)], { encoding: "utf8" });
    } catch (error) {
      throw new Error(error.stdout);
    }
  });
}
