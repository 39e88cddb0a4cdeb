#include "core/base/calendar.h"

#include <string>

namespace huzhu {

namespace {

// Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms" (public domain): years begin in March, eras are 400 years.
std::int32_t days_from_civil(int year, int month, int day) {
  year -= month <= 2;
  const int era = (year >= 0 ? year : year - 399) / 400;
  const int year_of_era = year - era * 400;
  const int day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  const int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + day_of_era - 719468;
}

int days_in_month(int year, int month) {
  constexpr int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : lengths[month - 1];
}

// Takes 1 to `digits_max` digits off the front; -1 when there is none.
int take_number(std::string_view& text, std::size_t digits_max) {
  int number = 0;
  std::size_t length = 0;
  while (length < text.size() && length < digits_max && text[length] >= '0' && text[length] <= '9') {
    number = number * 10 + (text[length] - '0');
    ++length;
  }
  text.remove_prefix(length);
  return length == 0 ? -1 : number;
}

// Not by snprintf, which would bring floating-point printing into the browser program.
std::string padded(int number, std::size_t width) {
  if (number < 0) return "-" + padded(-number, width - 1);
  std::string digits = std::to_string(number);
  return digits.size() < width ? digits.insert(0, width - digits.size(), '0') : digits;
}

bool take(std::string_view& text, std::string_view prefix) {
  if (text.substr(0, prefix.size()) != prefix) return false;
  text.remove_prefix(prefix.size());
  return true;
}

}  // namespace

std::optional<Date> Date::from_civil(int year, int month, int day) {
  if (year < 1 || year > 9999 || month < 1 || month > 12) return std::nullopt;
  if (day < 1 || day > days_in_month(year, month)) return std::nullopt;
  return Date{days_from_civil(year, month, day)};
}

Date Date::from_ms(std::int64_t ms, int utc_offset_minutes) {
  constexpr std::int64_t day_ms = 86'400'000;
  const std::int64_t local_ms = ms + std::int64_t{utc_offset_minutes} * 60'000;
  std::int64_t days = local_ms / day_ms;
  if (local_ms % day_ms < 0) --days;
  return Date{static_cast<std::int32_t>(days)};
}

std::optional<Date> Date::parse(std::string_view text) {
  if (text.size() == 8 && text.find_first_not_of("0123456789") == std::string_view::npos) {
    const int year = take_number(text, 4), month = take_number(text, 2), day = take_number(text, 2);
    return from_civil(year, month, day);
  }
  if (text.size() < 5 || text.substr(0, 4).find_first_not_of("0123456789") != std::string_view::npos) return std::nullopt;
  const int year = take_number(text, 4);
  for (const std::string_view separator : {"-", "/", ".", "年"}) {
    if (!take(text, separator)) continue;
    const int month = take_number(text, 2);
    const bool han = separator.size() > 1;
    if (month < 0 || !take(text, han ? "月" : separator)) return std::nullopt;
    const int day = take_number(text, 2);
    if (day < 0) return std::nullopt;
    if (han && !take(text, "日")) take(text, "号");
    if (!text.empty()) return std::nullopt;
    return from_civil(year, month, day);
  }
  return std::nullopt;
}

Date::Civil Date::civil() const {
  const std::int32_t shifted = days + 719468;
  const std::int32_t era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
  const int day_of_era = shifted - era * 146097;
  const int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int march_month = (5 * day_of_year + 2) / 153;
  const int day = day_of_year - (153 * march_month + 2) / 5 + 1;
  const int month = march_month + (march_month < 10 ? 3 : -9);
  return {year_of_era + era * 400 + (month <= 2), month, day};
}

int Date::weekday() const {
  const int from_thursday = days % 7;  // 1970-01-01 was a Thursday
  return (from_thursday + 7 + 4) % 7;
}

std::string Date::iso() const {
  const Civil c = civil();
  return padded(c.year, 4) + "-" + padded(c.month, 2) + "-" + padded(c.day, 2);
}

int age_on(Date birth, Date on) {
  const Date::Civil from = birth.civil(), to = on.civil();
  const bool before_birthday = to.month < from.month || (to.month == from.month && to.day < from.day);
  return to.year - from.year - (before_birthday ? 1 : 0);
}

}  // namespace huzhu
