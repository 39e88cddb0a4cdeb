// effect::Http as a fetch to the own origin, with a deadline.
//
// A hub's answer carries X-Huzhu. An answer without it comes from something in between (a captive portal, a
// transparent proxy), and the program must not take it for the hub's word.

import type { HttpEffect } from "./effect_wire";
import * as event from "./event_wire";
import { line } from "./line";

export async function answer(effect: HttpEffect): Promise<Uint8Array> {
  // Only a hub speaks the line's subprotocol, so its answers need no mark.
  const reply = await line.ask(effect);
  if (reply) return event.httpDone(effect.request, reply.status, reply.body, reply.status !== 0);
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), effect.timeoutMs);
  try {
    if (!effect.path.startsWith("/") || effect.path.startsWith("//")) throw new TypeError("not a path of this origin");
    const hasBody = effect.method !== "GET" && effect.method !== "HEAD";
    const response = await fetch(effect.path, {
      method: effect.method, headers: effect.headers, body: hasBody ? (effect.body as Uint8Array<ArrayBuffer>) : null, signal: stop.signal,
      cache: "no-store", credentials: "omit", redirect: "error",
    });
    const body = new Uint8Array(await response.arrayBuffer());
    if (response.headers.has("X-Huzhu")) line.fetched();
    return event.httpDone(effect.request, response.status, body, response.headers.has("X-Huzhu"));
  } catch {
    return event.httpDone(effect.request, 0, new Uint8Array(0), false);
  } finally {
    clearTimeout(timer);
  }
}
