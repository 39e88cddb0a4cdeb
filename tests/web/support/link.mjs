// A network between a browser and the hub that can be cut: the page's own files still come, the protocol does not.
//
//   const link = await startLink(() => hub.port);
//   link.url · link.cut = true (every /v1/ request breaks off) · link.cutAfter = "/v1/redeem" (cut once that was answered)
import { createServer, request } from "node:http";

export async function startLink(portOfHub) {
  const link = { cut: false, cutAfter: "", broken: 0 };
  const server = createServer((incoming, outgoing) => {
    if (link.cut && incoming.url.startsWith("/v1/")) {
      link.broken += 1;
      return incoming.socket.destroy();
    }
    const onward = request({ host: "127.0.0.1", port: portOfHub(), method: incoming.method, path: incoming.url, headers: incoming.headers }, (answer) => {
      outgoing.writeHead(answer.statusCode, answer.headers);
      answer.pipe(outgoing);
      answer.on("end", () => {
        if (link.cutAfter && incoming.url === link.cutAfter) link.cut = true;
      });
    });
    onward.on("error", () => incoming.socket.destroy());
    incoming.pipe(onward);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  link.url = `http://127.0.0.1:${server.address().port}/`;
  link.stop = () => new Promise((resolve) => {
    server.close(resolve);
    server.closeAllConnections();
  });
  return link;
}
