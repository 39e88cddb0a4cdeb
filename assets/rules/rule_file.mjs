// What every file of rules has: a key of its own, a title, the document it rests on, and the days it holds. Used by the scripts
// that turn them into tables (core/*/*.gen.mjs); fails the build otherwise, so that no rule without a document can be shipped.
import fs from 'node:fs';

export const text = (value) => JSON.stringify(value);

function dateOf(rule, value) {
  const ms = Date.parse(`${value}T00:00:00Z`);
  if (Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== value) rule.fail(`no such day: ${value}`);
  return `Date{${ms / 86400000}}`;
}

// The rules, each with `fail(what)` and, as C++, `validFrom` and `validTo`.
export function rulesOf(file) {
  const { rules } = JSON.parse(fs.readFileSync(file, 'utf8'));
  const keys = new Set();
  for (const rule of rules) {
    rule.fail = (what) => { throw new Error(`${file}: ${rule.key ?? '?'}: ${what}`); };
    if (!/^[a-z0-9_]+$/.test(rule.key ?? '') || keys.has(rule.key)) rule.fail('key is missing or used twice');
    keys.add(rule.key);
    for (const name of ['title_zh', 'source_zh']) if (!rule[name]) rule.fail(`${name} is missing`);
    rule.validFrom = dateOf(rule, rule.valid_from);
    rule.validTo = rule.valid_to === null ? 'Date{0x7fffffff}' : dateOf(rule, rule.valid_to);
  }
  return rules;
}
