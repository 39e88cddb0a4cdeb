// Turns assets/rules/retention.json into the table that core/registry/retention.cpp reads. Fails the build on a rule that
// lacks its source, its validity or its period, so that nothing is erased by a rule without a document.
import fs from 'node:fs';

const file = 'assets/rules/retention.json';
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
  if (!Number.isInteger(rule.months) || rule.months < 0 || rule.months > 1200) fail(rule, 'months must be 0 to 1200');
  if (rule.reach !== 'all' && rule.reach !== 'health') fail(rule, 'reach must be all or health');
  if (Array.isArray(rule.ended) === (typeof rule.taken_back === 'string')) fail(rule, 'one of ended and taken_back');
  if (Array.isArray(rule.ended) && rule.ended.length === 0) fail(rule, 'ended is empty');
  for (const name of ['title_zh', 'source_zh']) if (!rule[name]) fail(rule, `${name} is missing`);
  const to = rule.valid_to === null ? 'Date{0x7fffffff}' : `Date{${day(rule.valid_to)}}`;
  return `    {${text(rule.key)}, ${text((rule.ended ?? []).join('|'))}, ${text(rule.taken_back ?? '')}, ${rule.months}, ErasureReach::${rule.reach},\n` +
    `     ${text(rule.title_zh)}, ${text(rule.source_zh)}, Date{${day(rule.valid_from)}}, ${to}},`;
});

fs.writeFileSync(process.argv[2], `// Made from ${file}; change that file, not this one.
#include "core/registry/retention_source.h"

namespace huzhu::registry {

static constexpr RetentionSource table[] = {
${lines.join('\n')}
};

std::span<const RetentionSource> retention_source() { return table; }

}  // namespace huzhu::registry
`);
