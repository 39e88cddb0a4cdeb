// Lunar days the other way about: from what people say to the date, and back to their words (calendar.h has the way there).
//
// Lunar years 1899 to 2100, as far as lunar_table.h goes; outside there are no months. Leap months are named after the month
// they follow.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/base/calendar.h"

namespace huzhu {

// None when there is no such lunar day, or when its date lies outside 1900 to 2100.
std::optional<Date> from_lunar(const LunarDay& day);
int leap_month_of(int lunar_year);                        // the month a leap month follows and is named after; 0 = none
int lunar_month_days(int lunar_year, int month, bool leap);   // 29 or 30; 0 = there is no such month
// As it is said and written: 农历1947年四月十五, 1958年闰三月初五, 农历1947-4-15. None when it is no such day; a date without
// 农历 or the words of a lunar day is not lunar.
std::optional<LunarDay> parse_lunar(std::string_view text);
std::string lunar_month_zh(int month, bool leap);      // 正月, 闰四月; empty when there is none
std::string_view lunar_day_zh(int day);                // 初一, 廿九

}  // namespace huzhu
