// Turns assets/rules/visit_cadence.json into the table that core/care/cadence.cpp reads. Fails the build on a rule
// that lacks its source, its validity or its cadence, so that no rule without a document can be shipped.
import fs from 'node:fs';
import { rulesOf, text } from '../../assets/rules/rule_file.mjs';

const file = 'assets/rules/visit_cadence.json';
const lines = rulesOf(file).map((rule) => {
  if (!Number.isInteger(rule.every_days) || rule.every_days < 1 || rule.every_days > 366) rule.fail('every_days must be 1 to 366');
  if (!Number.isInteger(rule.age_min) || rule.age_min < 0 || rule.age_min > 120) rule.fail('age_min must be 0 to 120');
  const list = (name) => {
    if (!Array.isArray(rule[name])) rule.fail(`${name} must be a list`);
    return rule[name].join('|');
  };
  return `    {${text(rule.key)}, ${rule.every_days}, ${text(rule.title_zh)}, ${text(rule.source_zh)}, ${rule.validFrom}, ${rule.validTo}, ${rule.age_min},\n` +
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
