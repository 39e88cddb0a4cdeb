#include <string_view>

#include "ui/kit/text_layout.h"

namespace huzhu::ui {
namespace {

bool is_digit(std::uint32_t c) { return c >= '0' && c <= '9'; }

bool is_wide(std::uint32_t c) {
  return (c >= 0x2E80 && c <= 0xA4CF) || (c >= 0xAC00 && c <= 0xFAFF) || (c >= 0xFE30 && c <= 0xFE4F) || (c >= 0xFF00 && c <= 0xFFEF) ||
         c >= 0x20000;
}

bool among(std::uint32_t c, std::u32string_view set) { return set.find(static_cast<char32_t>(c)) != std::u32string_view::npos; }

// GB/T 15834 and W3C clreq: what must not begin a line, and what must not end one.
bool never_first(std::uint32_t c) { return among(c, U"，。、；：？！）】》」』〉”’…—～·％‰℃°,.;:!?%)]}•/-–々ー"); }
bool never_last(std::uint32_t c) { return among(c, U"（【《「『〈“‘￥$([{#"); }

// The second half of a unit that is written with two characters stays with the first: 小时, 分钟, 公里.
bool splits_unit(std::uint32_t before, std::uint32_t after) {
  return (before == U'小' && after == U'时') || (before == U'分' && after == U'钟') || (before == U'公' && after == U'里');
}

}  // namespace

bool may_break(std::uint32_t before, std::uint32_t after) {
  if (after == ' ' || after == 0x3000) return false;          // the blank hangs at the end of the line
  if (never_first(after) || never_last(before)) return false;
  if (before == ' ') return true;                             // a number's blank is looked at by the layout
  if (is_digit(before) && is_wide(after)) return false;       // 11月, 87岁
  if ((before == U'月' || before == U'年') && is_digit(after)) return false;
  if (splits_unit(before, after)) return false;
  if (is_digit(after) && (before == ',' || before == '-' || before == '/')) return false;   // 1,284 and 10-24
  return is_wide(before) || is_wide(after) || before == ',' || before == '-' || before == '/';
}

}  // namespace huzhu::ui
