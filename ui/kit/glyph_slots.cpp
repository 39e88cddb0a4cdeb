#include "ui/kit/glyph_slots.h"

#include <vector>

#include "ui/text/utf8.h"

namespace huzhu::ui {
namespace {

constexpr std::uint32_t first_slot = 0xE000, slot_count = 0xF900 - 0xE000, replacement = 0xFFFD;

std::vector<std::uint32_t>& table() {
  static std::vector<std::uint32_t> slots;
  return slots;
}

}  // namespace

std::uint32_t slot_of_code_point(std::uint32_t code_point) {
  if (code_point >= first_slot && code_point < first_slot + slot_count) return replacement;
  if (code_point <= 0xFFFF) return code_point;
  auto& slots = table();
  for (std::size_t i = 0; i < slots.size(); ++i)
    if (slots[i] == code_point) return first_slot + static_cast<std::uint32_t>(i);
  if (slots.size() == slot_count) return replacement;
  slots.push_back(code_point);
  return first_slot + static_cast<std::uint32_t>(slots.size()) - 1;
}

std::uint32_t code_point_of_slot(std::uint32_t slot) {
  if (slot < first_slot || slot >= first_slot + table().size()) return slot;
  return table()[slot - first_slot];
}

bool slots_unneeded(std::string_view utf8) {
  // Four-byte sequences start at 0xF0; U+E000…U+F8FF are 0xEE .. and 0xEF 0x80…0xA3.
  for (std::size_t i = 0; i < utf8.size(); ++i) {
    const auto c = static_cast<unsigned char>(utf8[i]);
    if (c >= 0xF0 || c == 0xEE) return false;
    if (c == 0xEF && i + 1 < utf8.size() && static_cast<unsigned char>(utf8[i + 1]) <= 0xA3) return false;
  }
  return true;
}

std::string with_slots(std::string_view utf8) {
  std::string out;
  out.reserve(utf8.size());
  for (std::size_t at = 0; at < utf8.size();) append_utf8(out, slot_of_code_point(next_code_point(utf8, at)));
  return out;
}

}  // namespace huzhu::ui
