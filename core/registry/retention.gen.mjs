// Turns assets/rules/retention.json into the table that core/registry/retention.cpp reads; fails the build on a rule without
// its period or its reach.
import fs from 'node:fs';
import { rulesOf, text } from '../../assets/rules/rule_file.mjs';

const file = 'assets/rules/retention.json';
const lines = rulesOf(file).map((rule) => {
  if (!Number.isInteger(rule.months) || rule.months < 0 || rule.months > 1200) rule.fail('months must be 0 to 1200');
  if (rule.reach !== 'all' && rule.reach !== 'health') rule.fail('reach must be all or health');
  if (Array.isArray(rule.ended) === (typeof rule.taken_back === 'string')) rule.fail('one of ended and taken_back');
  if (Array.isArray(rule.ended) && rule.ended.length === 0) rule.fail('ended is empty');
  return `    {${text(rule.key)}, ${text((rule.ended ?? []).join('|'))}, ${text(rule.taken_back ?? '')}, ${rule.months}, ErasureReach::${rule.reach},\n` +
    `     ${text(rule.title_zh)}, ${text(rule.source_zh)}, ${rule.validFrom}, ${rule.validTo}},`;
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
