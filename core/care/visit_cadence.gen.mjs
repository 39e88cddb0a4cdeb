// Turns assets/rules/visit_cadence.json into the table that core/care/cadence.cpp reads. Fails the build on a rule
// that lacks its source, its validity or its cadence, so that no rule without a document can be shipped.
import fs from 'node:fs';

const file = 'assets/rules/visit_cadence.json';
const { rules } = JSON.parse(fs.readFileSync(file, 'utf8'));
const fail = (rule, what) => { throw new Error(`${file}: ${rule.key ?? '?'}: ${what}`); };
const text = (value) => JSON.stringify(value);
const day = (value) => {
  const ms = Date.parse(`${value}T00:00:00Z`);
  if (Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== value) throw new Error(`${file}: no such day: ${value}`);
  return ms / 86400000;
};

const keys = new Set();
const lines = rules.map((rule) => {
  if (!/^[a-z0-9_]+$/.test(rule.key ?? '') || keys.has(rule.key)) fail(rule, 'key is missing or used twice');
  keys.add(rule.key);
  if (!Number.isInteger(rule.every_days) || rule.every_days < 1 || rule.every_days > 366) fail(rule, 'every_days must be 1 to 366');
  if (!Number.isInteger(rule.age_min) || rule.age_min < 0 || rule.age_min > 120) fail(rule, 'age_min must be 0 to 120');
  for (const name of ['title_zh', 'source_zh']) if (!rule[name]) fail(rule, `${name} is missing`);
  const from = day(rule.valid_from);
  const to = rule.valid_to === null ? 'Date{0x7fffffff}' : `Date{${day(rule.valid_to)}}`;
  const list = (name) => {
    if (!Array.isArray(rule[name])) fail(rule, `${name} must be a list`);
    return rule[name].join('|');
  };
  return `    {${text(rule.key)}, ${rule.every_days}, ${text(rule.title_zh)}, ${text(rule.source_zh)}, Date{${from}}, ${to}, ${rule.age_min},\n` +
    `     ${text(list('tags'))}, ${text(list('care_level'))}, ${text(list('living'))}},`;
});

fs.writeFileSync(process.argv[2], `// Made from ${file}; change that file, not this one.
#include "core/care/cadence_source.h"

namespace huzhu::care {

static constexpr CadenceSource table[] = {
${lines.join('\n')}
};

std::span<const CadenceSource> cadence_source() { return table; }

}  // namespace huzhu::care
`);
