// The lunar half of calendar.h: months and solar terms looked up in lunar_table.h. Kept apart from the civil dates,
// because it is a table of facts with an end (2100), while those are arithmetic without one.
#include <array>

#include "core/base/calendar.h"
#include "core/base/lunar_table.h"

namespace huzhu {

namespace {

struct LunarYear {
  std::uint32_t bits;
  int leap_after() const { return static_cast<int>(bits >> 13 & 15); }
  int month_count() const { return leap_after() == 0 ? 12 : 13; }
  int month_days(int index) const { return bits >> index & 1 ? 30 : 29; }
};

LunarYear lunar_year(int year) { return {lunar_table::years[year - lunar_table::first_lunar_year]}; }

Date new_year(int year) {
  Date date = *Date::from_civil(year, 1, 21);
  date.days += static_cast<std::int32_t>(lunar_year(year).bits >> 17 & 31);
  return date;
}

}  // namespace

std::optional<LunarDay> lunar(Date date) {
  const int civil_year = date.civil().year;
  if (civil_year < lunar_table::first_term_year || civil_year > lunar_table::last_year) return std::nullopt;
  const int year = date < new_year(civil_year) ? civil_year - 1 : civil_year;
  const LunarYear table = lunar_year(year);
  int day = date.days - new_year(year).days;
  for (int index = 0; index < table.month_count(); ++index) {
    if (day < table.month_days(index)) {
      const int leap = table.leap_after();
      const bool past_leap = leap != 0 && index >= leap;
      return LunarDay{year, index + 1 - (past_leap ? 1 : 0), day + 1, leap != 0 && index == leap};
    }
    day -= table.month_days(index);
  }
  return std::nullopt;  // not reached: a year's months end where the next begins
}

std::string lunar_month_day_zh(const LunarDay& day) {
  constexpr std::array<std::string_view, 13> months = {"",     "正月", "二月", "三月", "四月", "五月", "六月",
                                                       "七月", "八月", "九月", "十月", "冬月", "腊月"};
  constexpr std::array<std::string_view, 11> units = {"", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十"};
  if (day.month < 1 || day.month > 12 || day.day < 1 || day.day > 30) return {};
  std::string text = day.leap ? "闰" : "";
  text += months[static_cast<std::size_t>(day.month)];
  const auto unit = units[static_cast<std::size_t>(day.day % 10)];
  if (day.day <= 10) return text.append("初").append(units[static_cast<std::size_t>(day.day)]);
  if (day.day < 20) return text.append("十").append(unit);
  if (day.day == 20) return text.append("二十");
  if (day.day < 30) return text.append("廿").append(unit);
  return text.append("三十");
}

std::string_view zodiac_zh(int lunar_year) {
  constexpr std::array<std::string_view, 12> animals = {"鼠", "牛", "虎", "兔", "龙", "蛇", "马", "羊", "猴", "鸡", "狗", "猪"};
  const int index = ((lunar_year - 4) % 12 + 12) % 12;  // the year 4 was a year of the rat
  return animals[static_cast<std::size_t>(index)];
}

std::string_view solar_term_zh(Date date) {
  constexpr std::array<std::string_view, 24> names = {
      "小寒", "大寒", "立春", "雨水", "惊蛰", "春分", "清明", "谷雨", "立夏", "小满", "芒种", "夏至",
      "小暑", "大暑", "立秋", "处暑", "白露", "秋分", "寒露", "霜降", "立冬", "小雪", "大雪", "冬至"};
  const Date::Civil civil = date.civil();
  if (civil.year < lunar_table::first_term_year || civil.year > lunar_table::last_year) return {};
  const std::uint64_t late = lunar_table::term_late[civil.year - lunar_table::first_term_year];
  for (const int index : {2 * (civil.month - 1), 2 * (civil.month - 1) + 1}) {
    const int day = lunar_table::term_earliest[index] + static_cast<int>(late >> (2 * index) & 3);
    if (day == civil.day) return names[static_cast<std::size_t>(index)];
  }
  return {};
}

}  // namespace huzhu
