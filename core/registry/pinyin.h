// Pinyin of names, without tones: so that "myl" and "mayulian" find 马玉莲 as one types.
//
// People do not know which reading a program prefers, so every usual reading of a character finds the person: 单 under
// shan and dan, 吕 under lv and lu. Surnames are read as surnames first. Pure functions; one thread at a time for the
// first call, any number afterwards.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace huzhu::registry {

inline constexpr std::size_t search_keys_max = 24;

// Readings of one character, the usual one first; empty when it has none here.
std::vector<std::string_view> readings_of(char32_t character);

// First letters of the usual reading: 马玉莲 → "myl". Latin words give their first letter; what cannot be read gives none.
std::string initials(std::string_view name);

// The usual reading in full: 马玉莲 → "mayulian".
std::string full_pinyin(std::string_view name);

// All that a person may type for this name: initials and full reading of the usual one, then those of the others; no
// doubles, lower case, at most search_keys_max. Empty for a name without any readable character.
std::vector<std::string> search_keys(std::string_view name);

}  // namespace huzhu::registry
