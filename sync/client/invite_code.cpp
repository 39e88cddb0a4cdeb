#include "sync/client/invite_code.h"

#include <algorithm>

#include "core/base/limits.h"
#include "sync/receipt.h"

namespace huzhu::sync {

namespace {

constexpr std::string_view prefix = "HUZHU:J:";
constexpr std::size_t county_digits = 16;

char upper(char c) { return c >= 'a' && c <= 'f' ? static_cast<char>(c - 'a' + 'A') : c; }
char lower(char c) { return c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_hex(char c) { return is_digit(c) || (c >= 'A' && c <= 'F'); }

std::string each(std::string text, char (*change)(char)) {
  std::transform(text.begin(), text.end(), text.begin(), change);
  return text;
}

}  // namespace

bool InviteCode::is_of(const Hash& county_root) const { return county == first8(county_root); }

std::string invite_code_text(std::string_view digits, const Hash& county_root) {
  return std::string(prefix) + std::string(digits) + ":" + each(to_hex(ByteView(county_root).first(county_digits / 2)), upper);
}

Result<InviteCode> read_invite_code(std::string_view text) {
  const Error strange{ErrorCode::bad_code, "invite.code", "no code of an invitation"};
  if (!text.starts_with(prefix)) return strange;
  text.remove_prefix(prefix.size());
  const std::string_view digits = text.substr(0, limits::enrol_code_digits);
  text.remove_prefix(digits.size());
  if (digits.size() != limits::enrol_code_digits || !std::all_of(digits.begin(), digits.end(), is_digit)) return strange;
  if (text.size() != 1 + county_digits || text.front() != ':') return strange;
  text.remove_prefix(1);
  if (!std::all_of(text.begin(), text.end(), is_hex)) return strange;
  return InviteCode{std::string(digits), parse_id(each(std::string(text), lower))};
}

}  // namespace huzhu::sync
