// UTF-8 text: valid or not, how many characters, and one code point after the other.
//
// Bytes from outside become text only after valid(); everything else here still ends and stays in bounds on broken
// input, where each bad byte counts as one U+FFFD.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace huzhu::utf8 {

inline constexpr char32_t replacement = 0xFFFD;

// Unicode 15 table 3-7: no overlong forms, no surrogates, nothing above U+10FFFF.
bool valid(std::string_view text);

// Code points, which for Chinese text is what people call characters.
std::size_t count(std::string_view text);

// Takes the first code point off the front of `text`; 0 when it is empty (a NUL in the text is 0 as well: ask empty() first).
char32_t next(std::string_view& text);

// Nothing for a surrogate or a number above U+10FFFF.
void append(std::string& text, char32_t code_point);

// The longest start of `text` with at most `characters_max` code points; cuts between code points only.
std::string_view first(std::string_view text, std::size_t characters_max);

}  // namespace huzhu::utf8
