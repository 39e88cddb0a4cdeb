#include "core/care/birthdays.h"

namespace huzhu::care {

std::optional<RoundBirthday> round_birthday(Date birth, Date today) {
  for (int turns : {80, 90, 100}) {
    const Date::Civil c = birth.civil();
    // 29 February counts from 1 March in other years, as in age_on().
    const auto on = Date::from_civil(c.year + turns, c.month, c.day);
    const Date day = on ? *on : *Date::from_civil(c.year + turns, 3, 1);
    if (day >= today && day.days <= today.days + birthday_days_ahead) return RoundBirthday{turns, day};
  }
  return std::nullopt;
}

}  // namespace huzhu::care
