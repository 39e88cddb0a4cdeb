// lunar.h and the lunar half of calendar.h: months and solar terms looked up in lunar_table.h. Kept apart from the civil dates,
// because it is a table of facts with an end (2100), while those are arithmetic without one.
#include <array>
#include <initializer_list>

#include "core/base/lunar.h"
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

bool in_table(int year) { return year >= lunar_table::first_lunar_year && year <= lunar_table::last_year; }

// Where that month stands in the year's row; -1 when the year has none such.
int index_of(LunarYear table, int month, bool leap) {
  if (month < 1 || month > 12) return -1;
  const int leap_after = table.leap_after();
  if (leap) return month == leap_after ? month : -1;
  return month - 1 + (leap_after != 0 && month > leap_after ? 1 : 0);
}

constexpr std::array<std::string_view, 13> month_words = {"",     "正月", "二月", "三月", "四月", "五月", "六月",
                                                          "七月", "八月", "九月", "十月", "冬月", "腊月"};
constexpr std::array<std::string_view, 31> day_words = {
    "",     "初一", "初二", "初三", "初四", "初五", "初六", "初七", "初八", "初九", "初十", "十一", "十二", "十三", "十四", "十五",
    "十六", "十七", "十八", "十九", "二十", "廿一", "廿二", "廿三", "廿四", "廿五", "廿六", "廿七", "廿八", "廿九", "三十"};

bool eat(std::string_view& text, std::string_view word) {
  if (!text.starts_with(word)) return false;
  text.remove_prefix(word.size());
  return true;
}

struct Alias {
  std::string_view word;
  int value;
};
// The longest word that the text begins with, by its place in the list or as an alias says; 0 = none.
template <std::size_t N>
int eat_one_of(std::string_view& text, const std::array<std::string_view, N>& words, std::initializer_list<Alias> aliases) {
  std::size_t longest = 0;
  int value = 0;
  const auto try_word = [&](std::string_view word, int means) {
    if (word.size() <= longest || !text.starts_with(word)) return;
    longest = word.size();
    value = means;
  };
  for (std::size_t i = 1; i < N; ++i) try_word(words[i], static_cast<int>(i));
  for (const Alias& alias : aliases) try_word(alias.word, alias.value);
  text.remove_prefix(longest);
  return value;
}

// 1947-4-15 and whatever else Date::parse reads, although 30 February is a lunar day and no civil one.
std::optional<LunarDay> figures_of(std::string_view text) {
  int parts[3] = {}, at = 0, digits = 0;
  if (text.size() == 8 && text.find_first_not_of("0123456789") == std::string_view::npos) {
    const auto number = [&](std::size_t from, std::size_t count) {
      int n = 0;
      for (const char c : text.substr(from, count)) n = n * 10 + (c - '0');
      return n;
    };
    return LunarDay{number(0, 4), number(4, 2), number(6, 2), false};
  }
  for (const char c : text) {
    if (c >= '0' && c <= '9' && ++digits <= 4) parts[at] = parts[at] * 10 + (c - '0');
    else if ((c == '-' || c == '/' || c == '.') && digits > 0 && at < 2) ++at, digits = 0;
    else return std::nullopt;
  }
  if (at != 2 || digits == 0) return std::nullopt;
  return LunarDay{parts[0], parts[1], parts[2], false};
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

std::optional<Date> from_lunar(const LunarDay& day) {
  if (day.day < 1 || day.day > lunar_month_days(day.year, day.month, day.leap)) return std::nullopt;
  Date date = new_year(day.year);
  const LunarYear table = lunar_year(day.year);
  const int index = index_of(table, day.month, day.leap);
  for (int before = 0; before < index; ++before) date.days += table.month_days(before);
  date.days += day.day - 1;
  const int civil_year = date.civil().year;
  if (civil_year < lunar_table::first_term_year || civil_year > lunar_table::last_year) return std::nullopt;
  return date;
}

int leap_month_of(int year) { return in_table(year) ? lunar_year(year).leap_after() : 0; }

int lunar_month_days(int year, int month, bool leap) {
  if (!in_table(year)) return 0;
  const LunarYear table = lunar_year(year);
  const int index = index_of(table, month, leap);
  return index < 0 ? 0 : table.month_days(index);
}

std::string lunar_month_zh(int month, bool leap) {
  if (month < 1 || month > 12) return {};
  return std::string(leap ? "闰" : "").append(month_words[static_cast<std::size_t>(month)]);
}

std::string_view lunar_day_zh(int day) { return day < 1 || day > 30 ? std::string_view() : day_words[static_cast<std::size_t>(day)]; }

std::string lunar_month_day_zh(const LunarDay& day) {
  const std::string month = lunar_month_zh(day.month, day.leap);
  const std::string_view of_month = lunar_day_zh(day.day);
  return month.empty() || of_month.empty() ? std::string() : month + std::string(of_month);
}

std::optional<LunarDay> parse_lunar(std::string_view text) {
  bool said_lunar = false;
  for (const std::string_view word : {"农历", "阴历", "旧历"}) said_lunar = eat(text, word) || said_lunar;
  int year = 0;
  std::size_t digits = 0;
  for (; digits < text.size() && text[digits] >= '0' && text[digits] <= '9'; ++digits) year = digits < 4 ? year * 10 + (text[digits] - '0') : 0;
  if (digits != 4) {   // 19470415 too is a date in figures
    const auto figures = said_lunar ? figures_of(text) : std::nullopt;
    return figures && from_lunar(*figures) ? figures : std::nullopt;
  }
  LunarDay day{year, 0, 0, false};
  std::string_view rest = text.substr(4);
  eat(rest, "年");
  day.leap = eat(rest, "闰");
  day.month = eat_one_of(rest, month_words, {{"一月", 1}, {"十一月", 11}, {"十二月", 12}});
  if (day.month > 0) day.day = eat_one_of(rest, day_words, {{"二十一", 21}, {"二十二", 22}, {"二十三", 23}, {"二十四", 24}, {"二十五", 25},
                                                           {"二十六", 26}, {"二十七", 27}, {"二十八", 28}, {"二十九", 29}, {"卅", 30}});
  if (day.month > 0 && day.day > 0 && rest.empty() && from_lunar(day)) return day;
  const auto figures = said_lunar ? figures_of(text) : std::nullopt;
  return figures && from_lunar(*figures) ? figures : std::nullopt;
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
