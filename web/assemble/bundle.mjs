// Bundles the shell's four scripts with esbuild. Names of hashed files are put in place of the words in
// web/shell/globals.d.ts, so the order is: what nobody names first.
import { build } from "esbuild";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const shell = resolve(dirname(fileURLToPath(import.meta.url)), "../shell");

// glue: { "huzhu:app": path of the emscripten script, … }; names: { APP_WASM: "/app.….wasm", … }
export async function bundle(entry, format, { glue = {}, names = {} } = {}) {
  const result = await build({
    entryPoints: [resolve(shell, entry)],
    bundle: true, write: false, minify: true, format, target: "chrome109", charset: "utf8", legalComments: "none",
    logLevel: "warning",
    define: Object.fromEntries(Object.entries(names).map(([word, value]) => [word, JSON.stringify(value)])),
    plugins: [{
      name: "glue",
      setup(b) {
        b.onResolve({ filter: /^huzhu:/ }, ({ path }) => ({ path: glue[path] }));
      },
    }],
  });
  return Buffer.from(result.outputFiles[0].contents);
}
