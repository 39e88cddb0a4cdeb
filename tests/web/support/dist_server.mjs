// Serves the built page with the headers the hub will send (dist/headers.json), for browser tests without a hub.
//
//   const server = await serveDist({ routes: { "GET /v1/ping": () => ({ status: 200, body: "ok" }) } });
//   server.url · server.requests · server.stop() · server.start()   (the same port again: a hub that went and came back)
import { createServer } from "node:http";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { distFolder } from "./dist.mjs";

// routes: "METHOD /path" → answer {status, headers, body} for what is not a file.
// change: (path, bytes) → bytes, to publish another version from the same folder.
export async function serveDist({ routes = {}, folder = distFolder() } = {}) {
  const state = { folder, requests: [], port: 0, server: undefined, url: "" };
  const answer = async (request, response) => {
    const path = new URL(request.url, "http://localhost").pathname;
    state.requests.push(`${request.method} ${path}`);
    const rules = JSON.parse(readFileSync(join(state.folder, "headers.json"), "utf8"));
    const route = routes[`${request.method} ${path}`];
    if (route) {
      const { status = 200, headers = {}, body = "" } = await route(request);
      return response.writeHead(status, headers).end(body);
    }
    const isPage = request.headers.accept?.includes("text/html") && !rules.files[path];
    const file = isPage ? rules.index : path;
    if (!rules.files[file]) return response.writeHead(404).end();
    const packed = /\bbr\b/.test(request.headers["accept-encoding"] ?? "") && existsSync(join(state.folder, `${file}.br`));
    const headers = { ...rules.all, ...rules.files[file], ...(packed ? { "content-encoding": "br" } : {}) };
    return response.writeHead(200, headers).end(readFileSync(join(state.folder, packed ? `${file}.br` : file)));
  };
  state.start = () => new Promise((resolve, reject) => {
    state.server = createServer((request, response) => void answer(request, response));
    state.server.on("error", reject);
    state.server.listen(state.port, "127.0.0.1", () => {
      state.port = state.server.address().port;
      state.url = `http://127.0.0.1:${state.port}/`;
      resolve();
    });
  });
  state.stop = () => new Promise((resolve) => {
    state.server.close(resolve);
    state.server.closeAllConnections();
  });
  await state.start();
  return state;
}
