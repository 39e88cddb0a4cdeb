// The same registry workload in peer libraries, for the ratios beside our own figures: unsigned, unchained, in memory.
//
// Yjs is there anyway; Loro and Automerge (75 MB unpacked) are brought when one of these figures is asked for.
import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import * as Y from "yjs";
import { projectFolder } from "../web/support/dist.mjs";

const devices = 20, writesPerDevice = 1000, elders = 2000, fields = 10, values = 10000;
const writes = devices * writesPerDevice;

function draw(seed) {
  let state = seed >>> 0;
  return (n) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state >>> 8) % n;
  };
}

// Every device sees one other device's state before each act; write() answers the bytes that the act sends.
function everyAct(perAct, see, write) {
  const below = draw(1);
  const sent = [];
  for (let act = 0; act < writes / perAct; ++act) {
    const device = act % devices;
    see(device, (device + 1 + below(devices - 1)) % devices);
    sent.push(write(device, Array.from({ length: perAct }, () => ({ elder: below(elders), field: 1 + below(fields), value: below(values) }))));
  }
  return sent;
}

function folder() {
  const from = join(projectFolder, "tests/bench/peers"), to = join(projectFolder, "build/bench-peers");
  const lock = readFileSync(join(from, "package-lock.json"), "utf8"), stamp = join(to, "stamp");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === lock) return to;
  mkdirSync(to, { recursive: true });
  for (const file of ["package.json", "package-lock.json"]) copyFileSync(join(from, file), join(to, file));
  copyFileSync(join(projectFolder, ".npmrc"), join(to, ".npmrc"));
  const cache = process.env.HUZHU_CACHE ? ["--cache", join(process.env.HUZHU_CACHE, "npm")] : [];
  execFileSync("npm", ["ci", ...cache], { cwd: to, stdio: ["ignore", "ignore", "inherit"] });
  writeFileSync(stamp, lock);
  return to;
}

const peers = {
  Yjs: () => ({
    updates(perAct) {
      const docs = Array.from({ length: devices }, (_, i) => Object.assign(new Y.Doc(), { clientID: i + 1 }));
      return everyAct(perAct, (d, seen) => Y.applyUpdate(docs[d], Y.encodeStateAsUpdate(docs[seen], Y.encodeStateVector(docs[d])), "seen"), (d, list) => {
        // What a provider sends: the event's bytes. (A difference of states would bring every deletion again.)
        let bytes;
        const take = (update) => (bytes = update);
        docs[d].on("update", take);
        docs[d].transact(() => { for (const { elder, field, value } of list) docs[d].getMap(`e${elder}`).set(`f${field}`, value); });
        docs[d].off("update", take);
        return bytes;
      });
    },
    merge(updates) {
      const doc = new Y.Doc();
      for (const update of updates) Y.applyUpdate(doc, update);
    },
  }),
  Loro: () => {
    const { LoroDoc } = createRequire(join(folder(), "package.json"))("loro-crdt");
    return {
      updates(perAct) {
        const docs = Array.from({ length: devices }, (_, i) => { const doc = new LoroDoc(); doc.setPeerId(BigInt(i + 1)); return doc; });
        return everyAct(perAct, (d, seen) => docs[d].import(docs[seen].export({ mode: "update", from: docs[d].version() })), (d, list) => {
          const from = docs[d].version();
          for (const { elder, field, value } of list) docs[d].getMap(`e${elder}`).set(`f${field}`, value);
          docs[d].commit();
          return docs[d].export({ mode: "update", from });
        });
      },
      merge(updates) {
        const doc = new LoroDoc();
        for (const update of updates) doc.import(update);
      },
    };
  },
  Automerge: () => {
    const A = createRequire(join(folder(), "package.json"))("@automerge/automerge");
    return {
      updates(perAct) {
        const docs = Array.from({ length: devices }, (_, i) => A.init({ actor: String(i + 1).padStart(32, "0") }));
        return everyAct(perAct, (d, seen) => { docs[d] = A.merge(docs[d], docs[seen]); }, (d, list) => {
          docs[d] = A.change(docs[d], { time: 0 }, (doc) => { for (const { elder, field, value } of list) doc[`e${elder}f${field}`] = value; });
          return A.getLastLocalChange(docs[d]);
        });
      },
      merge(updates) {
        let doc = A.init();
        for (const update of updates) [doc] = A.applyChanges(doc, [update]);
      },
    };
  },
};

const measured = new Map();
function of(name, perAct) {
  const key = `${name} ${perAct}`;
  if (!measured.has(key)) {
    const peer = peers[name]();
    const updates = peer.updates(perAct);
    const from = performance.now();
    peer.merge(updates);
    measured.set(key, { bytesPerOp: updates.reduce((sum, one) => sum + one.length, 0) / writes, opsPerS: writes / ((performance.now() - from) / 1000) });
  }
  return measured.get(key);
}

// A figure with the peers beside it: Yjs as the peer, the others in words. `per` is how many writes an act has.
function beside(figure, per, value, digits) {
  const told = (name) => Number(value(of(name, per)).toFixed(digits));
  const others = ["Loro", "Automerge"].map((name) => `${name} ${told(name)}`).join(", ");
  return { ...figure, peer: "Yjs, unsigned", peer_value: told("Yjs"), how: `${figure.how}; the same writes, unsigned and in memory, in ${others}` };
}
export const besideBytes = (figure, per) => beside(figure, per, (one) => one.bytesPerOp, 1);
export const besideSpeed = (figure, per) => beside(figure, per, (one) => one.opsPerS, 0);
