// Turns assets/words/plain_nouns.txt into the table of core/people/four_words.cpp. Fails the build unless it holds 256
// different words of two characters, for a byte must stand for exactly one of them.
import { readFileSync, writeFileSync } from 'node:fs';

const file = 'assets/words/plain_nouns.txt';
const words = readFileSync(file, 'utf8').split('\n').filter((line) => line !== '');
if (words.length !== 256 || new Set(words).size !== 256) throw new Error(`${file}: 256 different words are needed, not ${new Set(words).size}`);
for (const word of words) if ([...word].length !== 2) throw new Error(`${file}: not two characters: ${word}`);

writeFileSync(process.argv[2], `// Made from ${file}; change that file, not this one.
#include "core/people/four_words.h"

namespace huzhu::people {

std::string_view plain_noun(std::uint8_t number) {
  static constexpr std::string_view words = "${words.join('')}";
  constexpr std::size_t bytes = ${Buffer.byteLength(words[0])};  // UTF-8 of two characters
  return words.substr(number * bytes, bytes);
}

}  // namespace huzhu::people
`);
