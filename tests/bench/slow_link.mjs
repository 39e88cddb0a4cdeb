// A link between a browser and the hub, byte by byte: as slow and as far as is asked, cut at will, and every byte counted.
//
//   const link = await slowLink(() => hub.port);
//   link.url · link.set({ bitsPerS: 30_000, rttMs: 600 }) · link.set({}) (as fast as it can) · link.cut() · link.heal()
//   link.begin() · link.told() → { bytes, up, down, seconds, asked }: what went over it since, up to the last byte that came down
import { connect, createServer } from "node:net";

export async function slowLink(portOfHub) {
  let shape = {}, isCut = false, log = [], from = 0, budget = Infinity;
  const sockets = new Set();
  const now = () => performance.now();
  const free = { up: 0, down: 0 };

  // Each direction is one line: what comes later waits until what came before has gone.
  function deliver(direction, chunk, to) {
    const wayMs = (shape.rttMs ?? 0) / 2, takesMs = shape.bitsPerS ? chunk.length * 8000 / shape.bitsPerS : 0;
    free[direction] = Math.max(free[direction], now()) + takesMs;
    log.push({ direction, bytes: chunk.length, at: direction === "up" ? now() : free[direction] + wayMs });
    const ms = free[direction] + wayMs - now();
    const write = () => { if (!to.destroyed) to.write(chunk); };
    if (ms <= 1) write();
    else setTimeout(write, ms);
  }
  function cut() {
    isCut = true;
    for (const socket of sockets) socket.destroy();
  }

  const server = createServer((near) => {
    if (isCut) return near.destroy();
    const far = connect(portOfHub(), "127.0.0.1");
    for (const [socket, other] of [[near, far], [far, near]]) {
      sockets.add(socket);
      socket.setNoDelay(true);
      socket.on("error", () => undefined);
      socket.on("close", () => { sockets.delete(socket); other.destroy(); });
    }
    // A connection is there after one way forth and back.
    const opened = now() + (shape.rttMs ?? 0);
    near.on("data", (chunk) => { setTimeout(() => deliver("up", chunk, far), Math.max(0, opened - now())); });
    far.on("data", (chunk) => {
      if (chunk.length < budget) budget -= chunk.length;
      else {
        deliver("down", chunk.subarray(0, budget), near);
        budget = Infinity;
        return void setTimeout(cut, Math.max(0, free.down + (shape.rttMs ?? 0) / 2 - now()));
      }
      // In pieces as a modem hands them on.
      for (let at = 0; at < chunk.length; at += 1400) deliver("down", chunk.subarray(at, at + 1400), near);
    });
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    set(next) { shape = next; free.up = free.down = 0; },
    cut,
    cutAfterDown(bytes) { budget = bytes; },
    heal() { isCut = false; },
    isCut: () => isCut,
    begin() { log = []; from = now(); },
    lastMs: () => log.at(-1)?.at ?? 0,
    told() {
      const end = Math.max(0, ...log.filter((one) => one.direction === "down").map((one) => one.at));
      const counted = log.filter((one) => one.at <= end);
      const sum = (direction) => counted.filter((one) => one.direction === direction).reduce((all, one) => all + one.bytes, 0);
      return { up: sum("up"), down: sum("down"), bytes: sum("up") + sum("down"), seconds: (end - from) / 1000, asked: counted.filter((one) => one.direction === "up").length };
    },
    // Nothing has come or gone for a while.
    async quiet(ms = 4000) {
      do await new Promise((resolve) => setTimeout(resolve, 100)); while (now() - Math.max(from, log.at(-1)?.at ?? 0) < ms);
    },
    stop: () => new Promise((resolve) => { cut(); server.close(resolve); }),
  };
}
