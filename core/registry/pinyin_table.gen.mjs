// Writes the readings declared in pinyin_table.h, from npm pinyin-pro and assets/pinyin.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const { pinyin } = createRequire(import.meta.url)('pinyin-pro');
const blockFirst = 0x4e00, blockLast = 0x9fff, readingsMax = 3;

const lines = (file) => readFileSync(file, 'utf8').split('\n').filter((line) => line && !line.startsWith('#'));

// Without tones; ü is v as on a keyboard, and u as people write it too.
function readingsOf(character) {
  const found = pinyin(character, { multiple: true, toneType: 'none', type: 'array', v: true })
    .filter((reading) => /^[a-zü]+$/.test(reading)).map((reading) => reading.replaceAll('ü', 'v'));
  const own = [...new Set(found)].slice(0, readingsMax);
  return [...new Set([...own, ...own.filter((reading) => /^[ln]v/.test(reading)).map((reading) => reading.replace('v', 'u'))])];
}

const readings = new Map();  // code point → readings, the usual one first
const gb2312 = new TextDecoder('gb18030');
for (let row = 0xb0; row <= 0xf7; row++)
  for (let cell = 0xa1; cell <= 0xfe; cell++) {
    const character = gb2312.decode(Uint8Array.of(row, cell));
    const code = character.codePointAt(0);
    if (code >= blockFirst && code <= blockLast) readings.set(code, readingsOf(character));
  }
for (const line of lines('assets/pinyin/name_characters.txt')) {
  const [characters, ...own] = line.split(' ');
  for (const character of characters) {
    const code = character.codePointAt(0);
    if (!readings.has(code)) readings.set(code, own.length ? own : readingsOf(character));
  }
}
for (const [code, found] of readings) if (found.length === 0) readings.delete(code);

const frequency = new Map();
for (const found of readings.values())
  found.forEach((reading, index) => frequency.set(reading, (frequency.get(reading) ?? 0) + (index === 0 ? 1000 : 1)));
const syllables = [...frequency.keys()].sort((a, b) => frequency.get(b) - frequency.get(a) || (a < b ? -1 : 1));
const numberOf = new Map(syllables.map((syllable, index) => [syllable, index]));
if (syllables.length > 512) throw new Error(`${syllables.length} syllables do not fit 9 bits`);

const members = new Array((blockLast - blockFirst + 1) / 32).fill(0), low = [], high = [], further = [];
for (const [code, found] of [...readings].sort(([a], [b]) => a - b)) {
  const inBlock = code >= blockFirst && code <= blockLast;
  if (inBlock) {
    const at = code - blockFirst, first = numberOf.get(found[0]);
    members[at >> 5] = (members[at >> 5] | (1 << (at & 31))) >>> 0;
    if (low.length % 8 === 0) high.push(0);
    high[low.length >> 3] |= (first >> 8) << (low.length & 7);
    low.push(first & 255);
  }
  for (const reading of found.slice(inBlock ? 1 : 0)) further.push(`{${code}, ${numberOf.get(reading)}}`);
}

const wrapped = (values, perLine = 24) => {
  const rows = [];
  for (let i = 0; i < values.length; i += perLine) rows.push('    ' + values.slice(i, i + perLine).join(', '));
  return rows.join(',\n');
};
writeFileSync(process.argv[2], `#include "core/registry/pinyin_table.h"

namespace huzhu::registry::pinyin_table {

const std::string_view syllables = "${syllables.join(' ')}";
const std::uint32_t members[block_words] = {
${wrapped(members, 10)}};
const std::uint8_t syllable_low[] = {
${wrapped(low)}};
const std::uint8_t syllable_high[] = {
${wrapped(high)}};
const Reading further[] = {
${wrapped(further, 8)}};
const std::size_t further_count = ${further.length};
const std::string_view surnames = "${lines('assets/pinyin/surnames.txt').join('\\n')}\\n";

}  // namespace huzhu::registry::pinyin_table
`);
