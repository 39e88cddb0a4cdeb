// Calendar dates as people use them: days without a clock, ages, lunar days.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace huzhu {

// A day of the proleptic Gregorian calendar, as days since 1970-01-01.
struct Date {
  std::int32_t days = 0;
  static std::optional<Date> from_civil(int year, int month, int day);  // none when there is no such day
  static Date from_ms(std::int64_t ms, int utc_offset_minutes);
  static std::optional<Date> parse(std::string_view text);              // 1947-06-03, 1947/6/3, 1947.6.3, 19470603, 1947年6月3日
  struct Civil { int year, month, day; };
  Civil civil() const;
  int weekday() const;  // 0 = Sunday
  std::string iso() const;
  friend auto operator<=>(const Date&, const Date&) = default;
};

// Completed years on `on`; born on 29 February counts from 1 March in other years (GB practice: the day after).
int age_on(Date birth, Date on);

// Chinese lunar day, 1900 to 2100; none outside. Leap months are marked.
struct LunarDay { int year, month, day; bool leap; };
std::optional<LunarDay> lunar(Date date);
std::string lunar_month_day_zh(const LunarDay& day);   // 十月十二
std::string_view zodiac_zh(int lunar_year);            // 兔
// The solar term (节气) on this day, or empty.
std::string_view solar_term_zh(Date date);

}  // namespace huzhu
