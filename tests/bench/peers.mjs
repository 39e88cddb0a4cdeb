// The same registry workload in a peer library, for the ratio beside our own figure.
import * as Y from "yjs";

const devices = 20, writesPerDevice = 1000, writesPerAct = 20, elders = 2000, fields = 10, values = 10000;

function draw(seed) {
  let state = seed >>> 0;
  return (n) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state >>> 8) % n;
  };
}

// Bytes of the updates a device would send, one update an act; unsigned, without a chain.
export function yjsWireBytesPerOp() {
  const below = draw(1);
  const docs = Array.from({ length: devices }, (_, i) => {
    const doc = new Y.Doc();
    doc.clientID = i + 1;
    return doc;
  });
  let bytes = 0;
  for (let act = 0; act < devices * writesPerDevice / writesPerAct; ++act) {
    const d = act % devices;
    const seen = (d + 1 + below(devices - 1)) % devices;
    Y.applyUpdate(docs[d], Y.encodeStateAsUpdate(docs[seen], Y.encodeStateVector(docs[d])));
    const before = Y.encodeStateVector(docs[d]);
    docs[d].transact(() => {
      for (let w = 0; w < writesPerAct; ++w) {
        const elder = below(elders), field = 1 + below(fields), value = below(values);
        docs[d].getMap(`e${elder}`).set(`f${field}`, value);
      }
    });
    bytes += Y.encodeStateAsUpdate(docs[d], before).length;
  }
  return bytes / (devices * writesPerDevice);
}
