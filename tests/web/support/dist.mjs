// Where the built page is: HUZHU_DIST, or the web preset's own folder.
import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const projectFolder = resolve(dirname(fileURLToPath(import.meta.url)), "../../..");

export function distFolder() {
  const folder = process.env.HUZHU_DIST ?? join(projectFolder, "build/web/dist");
  if (!existsSync(join(folder, "index.html"))) throw new Error(`No built page in ${folder}: build the web preset first`);
  return folder;
}
