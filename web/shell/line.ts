// Signed requests as messages of one WebSocket: on a slow link the headers that a browser puts before every fetch weigh
// more than what is sent (docs/sync_protocol.md "Line"). Where no line can be had, everything goes by fetch as before.

import { deflateRaw, inflateRaw } from "./convert";
import type { HttpEffect } from "./effect_wire";

export interface Reply { status: number; body: Uint8Array }

const PROTOCOL = "huzhu.1", NAMES = /^\/v1\/(hello|introduce|offer|push|pull|digest|wait)$/;
const OPEN_MS_MAX = 20_000;
const AGAIN_MS = 10 * 60_000; // where only fetch gets through: proxies that know no WebSocket stay what they are
const WORTH_DEFLATING = 96;
const ANSWER_BYTES_MAX = 1024 * 1024;
const AUTH_BYTES = 104;

const authBytes = (text: string): Uint8Array => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));

class Line {
  private socket: Promise<WebSocket | undefined> | undefined;
  private readonly waiting = new Map<number, (reply: Reply | undefined) => void>();
  private number = 0;
  private notBefore = 0;
  private missing = false;

  // undefined: there is no line; ask by fetch. status 0: there was one, and it gave no answer.
  async ask(effect: HttpEffect): Promise<Reply | undefined> {
    const name = NAMES.exec(effect.path)?.[1], auth = effect.headers.find(([header]) => header === "X-Huzhu-Auth")?.[1];
    if (name === undefined || auth === undefined || performance.now() < this.notBefore) return undefined;
    const socket = await (this.socket ??= this.open());
    if (socket === undefined) return undefined;
    const number = (this.number = (this.number + 1) & 0xffff);
    const message = await this.message(number, name, authBytes(auth), effect.body);
    const reply = await new Promise<Reply | undefined>((resolve) => {
      // A link that has silently died is given up with the request that found it out.
      const timer = setTimeout(() => socket.close(), effect.timeoutMs);
      this.waiting.set(number, (got) => { clearTimeout(timer); resolve(got); });
      if (socket.readyState === WebSocket.OPEN) socket.send(message as Uint8Array<ArrayBuffer>);
      else this.waiting.get(number)!(undefined);
    });
    this.waiting.delete(number);
    return reply ?? { status: 0, body: new Uint8Array(0) };
  }

  // A fetch was answered where no line could be had: it is not the network that is missing.
  fetched(): void {
    if (this.missing) this.notBefore = performance.now() + AGAIN_MS;
    this.missing = false;
  }

  private open(): Promise<WebSocket | undefined> {
    return new Promise((resolve) => {
      const url = new URL("/v1/line", self.location.href);
      url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
      const socket = new WebSocket(url, PROTOCOL);
      socket.binaryType = "arraybuffer";
      const timer = setTimeout(() => socket.close(), OPEN_MS_MAX);
      let opened = false;
      socket.onopen = () => { clearTimeout(timer); opened = true; resolve(socket); };
      socket.onmessage = ({ data }) => void this.take(data as ArrayBuffer);
      socket.onclose = () => {
        clearTimeout(timer);
        this.socket = undefined;
        for (const answer of this.waiting.values()) answer(undefined);
        this.missing = !opened;
        resolve(undefined);
      };
    });
  }

  private async message(number: number, name: string, auth: Uint8Array, plain: Uint8Array): Promise<Uint8Array> {
    const packed = plain.length < WORTH_DEFLATING ? undefined : await deflateRaw(plain);
    const deflated = packed !== undefined && packed.length < plain.length;
    const body = deflated ? packed : plain;
    const message = new Uint8Array(4 + name.length + AUTH_BYTES + body.length);
    message.set([deflated ? 1 : 0, number >> 8, number & 255, name.length, ...new TextEncoder().encode(name)]);
    message.set(auth, 4 + name.length);
    message.set(body, 4 + name.length + AUTH_BYTES);
    return message;
  }

  private async take(data: ArrayBuffer): Promise<void> {
    const bytes = new Uint8Array(data), view = new DataView(data);
    if (bytes.length < 5) return;
    const number = view.getUint16(1), status = view.getUint16(3), body = bytes.subarray(5);
    const plain = bytes[0] === 1 ? await inflateRaw(body, ANSWER_BYTES_MAX) : body;
    this.waiting.get(number)?.(plain && { status, body: plain });
  }
}

export const line = new Line();
