// Bytes that travel with the late part: taken out of a linked program's data by the marks around them (ui/text/late_sentences.cpp),
// and put into another module that shares its memory, which writes them to the same place when it is instantiated.

// unsigned LEB128 → [value, where it ends]
function number(bytes, at) {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++];
    value += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) return [value, at];
  }
}
function unsigned(value) {
  const out = [];
  for (; value >= 0x80; value = Math.floor(value / 0x80)) out.push(value % 0x80 | 0x80);
  return Buffer.from([...out, value]);
}
function signed(value) {
  const out = [];
  for (; value >= 0x40; value = Math.floor(value / 0x80)) out.push(value % 0x80 | 0x80);
  return Buffer.from([...out, value]);
}

const DATA = 11, HEADER = 8, I32_CONST = 0x41, END = 0x0b;

// The active segments of a module: where each lies in memory, and in the file.
function* segments(wasm) {
  for (let at = HEADER, size; at < wasm.length; at += size) {
    const id = wasm[at];
    [size, at] = number(wasm, at + 1);
    if (id !== DATA) continue;
    let count, inside;
    [count, inside] = number(wasm, at);
    for (; count > 0; --count) {
      if (wasm[inside] !== 0 || wasm[inside + 1] !== I32_CONST) throw new Error("a data segment of another kind than the linker's");
      let address, length;
      [address, inside] = number(wasm, inside + 2);
      [length, inside] = number(wasm, inside + 1);
      yield { address, from: inside, to: inside + length };
      inside += length;
    }
  }
}

// Blanks them in `wasm`; answers what lay there and its address. What is blank the optimiser leaves out.
export function take(wasm, begin, end) {
  const from = wasm.indexOf(begin), to = wasm.indexOf(end) + end.length;
  const segment = [...segments(wasm)].find((one) => one.from <= from && to <= one.to);
  if (from < 0 || !segment || wasm.indexOf(begin, from + 1) >= 0 || wasm.indexOf(end, to) >= 0) throw new Error("the late bytes are not there once and in one piece");
  const bytes = Buffer.from(wasm.subarray(from, to));
  wasm.fill(0, from, to);
  return { bytes, address: segment.address + from - segment.from };
}

// As the module's only data; it must have none so far, and import the memory.
export function give(wasm, { bytes, address }) {
  if ([...segments(wasm)].length > 0) throw new Error("the late part has data of its own");
  const section = Buffer.concat([Buffer.from([1, 0, I32_CONST]), signed(address), Buffer.from([END]), unsigned(bytes.length), bytes]);
  return Buffer.concat([wasm, Buffer.from([DATA]), unsigned(section.length), section]);
}
