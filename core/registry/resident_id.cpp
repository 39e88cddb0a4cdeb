#include "core/registry/resident_id.h"

#include <cstdio>

#include "core/base/utf8.h"
#include "core/registry/cell_text.h"

namespace huzhu::registry {

namespace {

// Blanks and full width undone, hyphens between groups dropped, x raised.
std::string plain_number(std::string_view typed) {
  std::string out;
  for (const char c : squeeze(typed)) {
    if (c == '-') continue;
    out.push_back(c == 'x' ? 'X' : c);
  }
  return out;
}

bool is_digits(std::string_view text) { return text.find_first_not_of("0123456789") == std::string_view::npos; }

Error wrong(ErrorCode code, const char* detail) { return {code, "person.resident_id", detail}; }

}  // namespace

char id_check_character(std::string_view first_17_digits) {
  constexpr int weights[17] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  int sum = 0;
  for (std::size_t i = 0; i < 17; ++i) sum += (first_17_digits[i] - '0') * weights[i];
  return "10X98765432"[sum % 11];
}

Result<ResidentId> read_resident_id(std::string_view typed) {
  std::string number = plain_number(typed);
  const std::size_t length = utf8::count(number);
  if (length != 15 && length != 18) return wrong(ErrorCode::bad_id_length, "neither 15 nor 18 characters");
  const bool legacy = length == 15;
  if (!is_digits(std::string_view(number).substr(0, legacy ? 15 : 17)))
    return wrong(ErrorCode::bad_id_checksum, "a character other than a digit");
  if (legacy) {
    // Six-digit dates meant the 20th century.
    number.insert(6, "19");
    number.push_back(id_check_character(number));
  }
  const auto birth = Date::parse(std::string_view(number).substr(6, 8));
  if (!birth) return wrong(ErrorCode::bad_id_date, "no such birth date");
  if (number[17] != id_check_character(number)) return wrong(ErrorCode::bad_id_checksum, "check character does not fit");
  return ResidentId{number, *birth, (number[16] - '0') % 2 == 1, legacy};
}

int id_characters_missing(std::string_view typed) { return 18 - static_cast<int>(utf8::count(plain_number(typed))); }

std::string make_resident_id(int area6, Date birth, int sequence) {
  const Date::Civil c = birth.civil();
  char buffer[64];
  std::snprintf(buffer, sizeof buffer, "%06d%04d%02d%02d%03d", area6 % 1000000, c.year, c.month, c.day, sequence % 1000);
  std::string number = buffer;
  number.push_back(id_check_character(number));
  return number;
}

}  // namespace huzhu::registry
