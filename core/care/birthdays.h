// Round birthdays that change what an elder is owed: 80 and 90 (allowances of A20, E07), 100 (D13).
#pragma once

#include <optional>

#include "core/base/calendar.h"

namespace huzhu::care {

inline constexpr int birthday_days_ahead = 30;

struct RoundBirthday {
  int turns = 0;
  Date on;
};
// The round birthday that falls on `today` or within `birthday_days_ahead` days after.
std::optional<RoundBirthday> round_birthday(Date birth, Date today);

}  // namespace huzhu::care
