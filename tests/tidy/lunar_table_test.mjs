// The checked-in table of lunar months and solar terms says what lunar-javascript says, and the sum over every day that
// calendar_test.cpp expects is that package's own.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { header } from '../../assets/tools/lunar_table.mjs';

assert.equal(readFileSync('core/base/lunar_table.h', 'utf8'), header(), 'run assets/tools/lunar_table.mjs again');

const { Solar } = createRequire(import.meta.url)('lunar-javascript');
let sum = 0x811c9dc5;  // FNV-1a
for (let time = Date.UTC(1900, 0, 1); time <= Date.UTC(2100, 11, 31); time += 86400000) {
  const date = new Date(time);
  const day = Solar.fromYmd(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()).getLunar();
  const month = day.getMonth();
  const line = `${day.getYear()} ${Math.abs(month)} ${day.getDay()} ${month < 0 ? 1 : 0} ${day.getJieQi()} ${day.getYearShengXiao()}\n`;
  for (const byte of Buffer.from(line)) sum = Math.imul(sum ^ byte, 0x01000193) >>> 0;
}
const expected = readFileSync('tests/core/base/calendar_test.cpp', 'utf8').match(/sum == (0x[0-9a-f]+)u/);
assert.ok(expected, 'calendar_test.cpp names its sum');
assert.equal('0x' + sum.toString(16).padStart(8, '0'), expected[1]);
