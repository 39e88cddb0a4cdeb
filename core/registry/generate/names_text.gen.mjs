// Puts the lists of assets/names into the program, as the text they are; core/registry/generate/names.cpp reads it.
import { readFileSync, writeFileSync } from 'node:fs';

const text = (file) => readFileSync(`assets/names/${file}.txt`, 'utf8').split('\n').filter((line) => line && !line.startsWith('#')).join('\n');
writeFileSync(process.argv[2], `#include "core/registry/generate/names.h"

namespace huzhu::registry::generate {

const std::string_view surnames_text = R"(${text('surnames')})";
const std::string_view given_names_text = R"(${text('given_names')})";
const std::string_view rare_text = R"(${text('rare')})";

}  // namespace huzhu::registry::generate
`);
