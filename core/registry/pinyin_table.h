// The readings of characters, packed: data only, filled in by pinyin_table.gen.mjs when the program is built.
//
// 6,763 characters of GB 2312 and some hundred of names, without tones. Packed because it is part of the first load: about
// 12 KB compressed. Source: npm pinyin-pro (MIT), facts only, and assets/pinyin.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace huzhu::registry::pinyin_table {

inline constexpr char32_t block_first = 0x4E00, block_last = 0x9FFF;
inline constexpr std::size_t block_words = (block_last - block_first + 1) / 32;

extern const std::string_view syllables;          // "yi ji zhi …": the most frequent first
extern const std::uint32_t members[block_words];  // one bit a character: it has a reading here
extern const std::uint8_t syllable_low[];         // of each member in order: the low 8 bits of its first reading …
extern const std::uint8_t syllable_high[];        // … and one bit for the ninth
// Further readings of members, and characters outside the block; sorted by character.
struct Reading { std::uint32_t code; std::uint16_t syllable; };
extern const Reading further[];
extern const std::size_t further_count;
extern const std::string_view surnames;           // "单 shan\n欧阳 ou yang\n…"

}  // namespace huzhu::registry::pinyin_table
