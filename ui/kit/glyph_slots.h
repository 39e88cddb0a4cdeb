// Glyph slots: code points above U+FFFF stand in ImGui's tables at private-use places.
//
// ImGui's lookup tables are as long as the largest code point seen: one 𠮷 would cost 0.8 MB for each of a dozen
// baked sizes. Each such code point gets the next of 6,400 slots at U+E000, for the life of the program; a glyph
// loader asks for the true code point. Private-use characters in people's data show as U+FFFD.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace huzhu::ui {

// The place of `code_point` in ImGui's tables; itself up to U+FFFF.
std::uint32_t slot_of_code_point(std::uint32_t code_point);
// What a glyph loader must draw for a place.
std::uint32_t code_point_of_slot(std::uint32_t slot);
// True when every character of this UTF-8 is its own slot: nothing to rewrite.
bool slots_unneeded(std::string_view utf8);
// The same text with slots in it, as AddText takes it.
std::string with_slots(std::string_view utf8);

}  // namespace huzhu::ui
