// Writes core/base/lunar_table.h: lengths of lunar months and days of solar terms, 1899 to 2100.
//
//   node assets/tools/lunar_table.mjs core/base/lunar_table.h
//
// The facts are read off the npm package lunar-javascript (MIT) named in package-lock.json; nothing of its code is
// copied. The header is checked in, because the facts do not change; tests/tidy/lunar_table_test.mjs compares it with
// the package again.
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const { Lunar, LunarYear, Solar } = createRequire(import.meta.url)('lunar-javascript');

export const firstLunarYear = 1899, firstTermYear = 1900, lastYear = 2100;
export const terms = ['小寒', '大寒', '立春', '雨水', '惊蛰', '春分', '清明', '谷雨', '立夏', '小满', '芒种', '夏至',
  '小暑', '大暑', '立秋', '处暑', '白露', '秋分', '寒露', '霜降', '立冬', '小雪', '大雪', '冬至'];

// bits 0–12: months in order, set = 30 days; 13–16: the leap month follows this month (0 = none);
// 17–21: days from 21 January to New Year's Day.
function lunarYear(year) {
  const months = LunarYear.fromYear(year).getMonths().filter((month) => month.getYear() === year);
  let bits = 0, leap = 0;
  months.forEach((month, index) => {
    if (month.getDayCount() === 30) bits |= 1 << index;
    if (month.getMonth() < 0) leap = -month.getMonth();
  });
  if (months.length !== (leap ? 13 : 12)) throw new Error(`${year}: ${months.length} months`);
  const newYear = Lunar.fromYmd(year, 1, 1).getSolar();
  const offset = (Date.UTC(year, newYear.getMonth() - 1, newYear.getDay()) - Date.UTC(year, 0, 21)) / 86400000;
  if (newYear.getYear() !== year || offset < 0 || offset > 31) throw new Error(`${year}: New Year at ${offset}`);
  return bits | (leap << 13) | (offset << 17);
}

// Term i falls in month i / 2 + 1; answers the day of that month for each.
function termDays(year) {
  return terms.map((name, index) => {
    const month = (index >> 1) + 1, from = index % 2 ? 17 : 2;
    for (let day = from; day < from + 9; day++)
      if (Solar.fromYmd(year, month, day).getLunar().getJieQi() === name) return day;
    throw new Error(`${year}: no ${name}`);
  });
}

const rows = (numbers, perLine) => {
  const lines = [];
  for (let i = 0; i < numbers.length; i += perLine) lines.push('    ' + numbers.slice(i, i + perLine).join(', ') + ',');
  return lines.join('\n');
};

export function header() {
  const years = [], days = [];
  for (let year = firstLunarYear; year <= lastYear; year++) years.push(lunarYear(year));
  for (let year = firstTermYear; year <= lastYear; year++) days.push(termDays(year));
  const earliest = terms.map((_, index) => Math.min(...days.map((row) => row[index])));
  const packed = days.map((row) => row.reduce((sum, day, index) => {
    const late = day - earliest[index];
    if (late > 3) throw new Error('a term moves by more than 3 days');
    return sum | (BigInt(late) << BigInt(2 * index));
  }, 0n));
  return `// Lunar months and solar terms, ${firstLunarYear} to ${lastYear}: facts, written by assets/tools/lunar_table.mjs.
//
// Source: npm lunar-javascript (MIT), facts only. Do not edit: tests/tidy/lunar_table_test.mjs writes it anew.
#pragma once

#include <cstdint>

namespace huzhu::lunar_table {

inline constexpr int first_lunar_year = ${firstLunarYear}, first_term_year = ${firstTermYear}, last_year = ${lastYear};

// bits 0-12: months in order, set = 30 days; 13-16: a leap month follows this month (0 = none);
// 17-21: days from 21 January to New Year's Day.
inline constexpr std::uint32_t years[] = {
${rows(years.map((bits) => '0x' + bits.toString(16).padStart(6, '0')), 10)}
};

// Earliest day of the month on which a term falls; term i is in month i / 2 + 1, the first is 小寒.
inline constexpr std::uint8_t term_earliest[24] = {
${rows(earliest, 24)}
};

// Two bits a term: how many days later than the earliest it falls in that year.
inline constexpr std::uint64_t term_late[] = {
${rows(packed.map((bits) => '0x' + bits.toString(16).padStart(12, '0')), 6)}
};

}  // namespace huzhu::lunar_table
`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) writeFileSync(process.argv[2], header());
