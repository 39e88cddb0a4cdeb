// Entry of the short-lived worker that runs Argon2id (web/argon2/derive_key.cpp). One order, one answer.

import createArgon2 from "huzhu:argon2";

export interface KeyOrder { pin: Uint8Array; salt: Uint8Array; memoryKib: number; passes: number }
export interface KeyAnswer { key: Uint8Array }

export interface KeyProgramOptions { locateFile(name: string): string }
export interface KeyProgram {
  HEAPU8: Uint8Array;
  _argon2_pin(): number;
  _argon2_salt(): number;
  _argon2_key(): number;
  _argon2_derive(pinBytes: number, passes: number, memoryKib: number): number;
}

const KEY_BYTES = 32;
const SALT_BYTES = 16;
const PIN_MAX_BYTES = 256;

async function derive(order: KeyOrder): Promise<Uint8Array> {
  if (order.salt.length !== SALT_BYTES || order.pin.length > PIN_MAX_BYTES) return new Uint8Array(0);
  const program = await createArgon2({ locateFile: () => KEY_WASM });
  program.HEAPU8.set(order.pin, program._argon2_pin());
  program.HEAPU8.set(order.salt, program._argon2_salt());
  if (program._argon2_derive(order.pin.length, order.passes, order.memoryKib) !== 0) return new Uint8Array(0);
  const at = program._argon2_key();
  return program.HEAPU8.slice(at, at + KEY_BYTES);
}

self.onmessage = async (message: MessageEvent<KeyOrder>) => {
  const key = await derive(message.data).catch(() => new Uint8Array(0));
  const answer: KeyAnswer = { key };
  postMessage(answer);
};
