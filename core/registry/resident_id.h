// The resident identity number (公民身份号码, GB 11643): reading what people type, and what can be read off it.
//
// It fills birth date and sex and finds duplicates; it is never a key, because it may be missing, wrong, or told by
// the elder from a lunar birthday (domain/standards.md §5). Errors: bad_id_length, bad_id_date, bad_id_checksum.
#pragma once

#include <string>
#include <string_view>

#include "core/base/calendar.h"
#include "core/base/result.h"

namespace huzhu::registry {

struct ResidentId {
  std::string number;       // 18 characters, the last one a digit or capital X
  Date birth;
  bool male = false;
  bool was_legacy = false;  // 15 digits were typed; century and check character are ours
};

// Accepts blanks, full-width digits, a lower-case x and the 15-digit form issued before 1999. The first six digits are
// the area of first registration, which may be abolished by now: they are not checked against any list. Whether the birth
// date is one a living person can have (1900 to today) is for the check of the birth date to say.
Result<ResidentId> read_resident_id(std::string_view typed);

// How many characters are missing to 18 ("少了 14 位"); negative when there are too many. Blanks do not count.
int id_characters_missing(std::string_view typed);

// The check character for the first 17 digits: weights and the sum modulo 11 of ISO 7064 MOD 11-2.
char id_check_character(std::string_view first_17_digits);

// A number with a fitting check character. `sequence` is 0 to 999, odd for men.
std::string make_resident_id(int area6, Date birth, int sequence);

// No province has the code 99, so no living person has a number under it: what generated rosters and tests use.
inline constexpr int unassigned_area6 = 999999;

}  // namespace huzhu::registry
