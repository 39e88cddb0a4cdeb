#include "core/base/calendar.h"

#include <boost/test/unit_test.hpp>

#include "core/base/lunar.h"

namespace huzhu {
namespace {

Date day(int year, int month, int day_of_month) { return *Date::from_civil(year, month, day_of_month); }

std::string lunar_text(Date date) {
  const auto found = lunar(date);
  return found ? lunar_month_day_zh(*found) : std::string();
}

BOOST_AUTO_TEST_SUITE(calendar)

BOOST_AUTO_TEST_CASE(civil_days_count_from_1970) {
  BOOST_TEST(day(1970, 1, 1).days == 0);
  BOOST_TEST(day(1969, 12, 31).days == -1);
  BOOST_TEST(day(2000, 3, 1).days == 11017);
  BOOST_TEST(!Date::from_civil(1900, 2, 29));
  BOOST_TEST(Date::from_civil(2000, 2, 29).has_value());
  for (const auto& [year, month, wrong] : {std::tuple{2001, 4, 31}, {2001, 0, 1}, {2001, 13, 1}, {2001, 1, 0}, {0, 1, 1}, {10000, 1, 1}})
    BOOST_TEST(!Date::from_civil(year, month, wrong));
}

BOOST_AUTO_TEST_CASE(civil_is_the_inverse_of_from_civil_on_every_day) {
  Date date = day(1600, 1, 1);
  int weekday = date.weekday();
  for (; date <= day(2400, 12, 31); ++date.days) {
    const auto [year, month, of_month] = date.civil();
    BOOST_REQUIRE(Date::from_civil(year, month, of_month) == date);
    BOOST_REQUIRE(date.weekday() == weekday);
    BOOST_REQUIRE(Date::parse(date.iso()) == date);
    weekday = (weekday + 1) % 7;
  }
}

BOOST_AUTO_TEST_CASE(weekday_of_known_days) {
  BOOST_TEST(day(1970, 1, 1).weekday() == 4);
  BOOST_TEST(day(1949, 10, 1).weekday() == 6);
  BOOST_TEST(day(2026, 11, 22).weekday() == 0);
}

BOOST_AUTO_TEST_CASE(milliseconds_fall_on_the_local_day) {
  BOOST_TEST(Date::from_ms(0, 480).iso() == "1970-01-01");
  BOOST_TEST(Date::from_ms(-1, 0).iso() == "1969-12-31");
  BOOST_TEST(Date::from_ms(16 * 3600'000 - 1, 480).iso() == "1970-01-01");
  BOOST_TEST(Date::from_ms(16 * 3600'000, 480).iso() == "1970-01-02");
}

BOOST_AUTO_TEST_CASE(parse_reads_what_clerks_write) {
  for (const char* text : {"1947-06-03", "1947/6/3", "1947.6.3", "1947.06.03", "19470603", "1947年6月3日", "1947年06月03日", "1947年6月3号", "1947年6月3"})
    BOOST_TEST((Date::parse(text) == day(1947, 6, 3)), text);
  for (const char* text : {"", "1947", "1947-06", "1947-6-31", "194706031", "47-6-3", "1947-6/3", "1947-6-3x", "1947年6-3", "1947--3", "1947-6-", "-947-6-3", "1947-006-3", "1947-6-3 "})
    BOOST_TEST(!Date::parse(text), text);
}

BOOST_AUTO_TEST_CASE(age_counts_completed_years) {
  BOOST_TEST(age_on(day(1947, 6, 3), day(2027, 6, 2)) == 79);
  BOOST_TEST(age_on(day(1947, 6, 3), day(2027, 6, 3)) == 80);
  BOOST_TEST(age_on(day(1948, 2, 29), day(2027, 2, 28)) == 78);
  BOOST_TEST(age_on(day(1948, 2, 29), day(2027, 3, 1)) == 79);
  BOOST_TEST(age_on(day(1948, 2, 29), day(2028, 2, 29)) == 80);
}

BOOST_AUTO_TEST_CASE(new_years_days_are_the_ones_celebrated) {
  for (const Date date : {day(1900, 1, 31), day(1949, 1, 29), day(1950, 2, 17), day(1966, 1, 21), day(1976, 1, 31), day(1985, 2, 20),
                          day(2000, 2, 5), day(2008, 2, 7), day(2020, 1, 25), day(2024, 2, 10), day(2026, 2, 17), day(2034, 2, 19)}) {
    BOOST_TEST(lunar_text(date) == "正月初一", date.iso());
    BOOST_TEST(lunar(date)->year == date.civil().year);
    BOOST_TEST(lunar({date.days - 1})->month == 12);
  }
}

BOOST_AUTO_TEST_CASE(lunar_days_of_known_dates) {
  BOOST_TEST(lunar_text(day(2026, 11, 20)) == "十月十二");  // the calendar leaf of the drawn 今日 screen
  BOOST_TEST(lunar_text(day(2020, 5, 23)) == "闰四月初一");
  BOOST_TEST(lunar_text(day(2033, 12, 22)) == "闰冬月初一");
  BOOST_TEST(lunar_text(day(2025, 7, 25)) == "闰六月初一");
  BOOST_TEST(lunar_text(day(2024, 2, 9)) == "腊月三十");
  BOOST_TEST(lunar_text(day(2026, 9, 25)) == "八月十五");
  BOOST_TEST(lunar_month_day_zh({2026, 5, 20, false}) == "五月二十");
  BOOST_TEST(lunar_month_day_zh({2026, 5, 29, false}) == "五月廿九");
}

BOOST_AUTO_TEST_CASE(lunar_ends_where_the_table_ends) {
  BOOST_TEST(lunar_text(day(1900, 1, 1)) == "腊月初一");
  BOOST_TEST(!lunar(day(1899, 12, 31)));
  BOOST_TEST(lunar(day(2100, 12, 31)).has_value());
  BOOST_TEST(!lunar(day(2101, 1, 1)));
  BOOST_TEST(solar_term_zh(day(1899, 12, 22)).empty());
  BOOST_TEST(solar_term_zh(day(2101, 1, 5)).empty());
}

BOOST_AUTO_TEST_CASE(every_lunar_day_leads_back_to_its_date) {
  for (Date date = day(1900, 1, 1); date <= day(2100, 12, 31); ++date.days) BOOST_REQUIRE(from_lunar(*lunar(date)) == date);
}

BOOST_AUTO_TEST_CASE(there_are_no_other_lunar_days) {
  BOOST_TEST((from_lunar({1947, 1, 5, false}) == day(1947, 1, 26)));
  BOOST_TEST((from_lunar({2020, 4, 1, true}) == day(2020, 5, 23)));
  BOOST_TEST(leap_month_of(2020) == 4);
  BOOST_TEST(leap_month_of(2021) == 0);
  BOOST_TEST(lunar_month_days(2020, 4, true) == 29);
  for (const LunarDay wrong : {LunarDay{2020, 5, 1, true}, {2021, 4, 1, true}, {2020, 4, 30, true}, {2020, 1, 31, false}, {2020, 1, 0, false},
                               {2020, 13, 1, false}, {2020, 0, 1, false}, {1898, 1, 1, false}, {2101, 1, 1, false}, {1899, 1, 1, false}, {2100, 12, 29, false}})
    BOOST_TEST(!from_lunar(wrong), wrong.year << " " << wrong.month << " " << wrong.day << " " << wrong.leap);
}

BOOST_AUTO_TEST_CASE(lunar_days_are_read_as_people_write_them) {
  const auto read = [](const char* text) {
    const auto found = parse_lunar(text);
    return found ? std::to_string(found->year) + " " + lunar_month_day_zh(*found) : std::string();
  };
  for (const char* text : {"农历1947年正月初五", "1947年正月初五", "阴历1947年正月初五", "农历1947年一月初五", "农历1947-1-5", "农历19470105", "农历1947.01.05"})
    BOOST_TEST(read(text) == "1947 正月初五", text);
  BOOST_TEST(read("1947年闰二月廿三") == "1947 闰二月廿三");
  BOOST_TEST(read("农历1947年十一月二十") == "1947 冬月二十");
  BOOST_TEST(read("1947年十二月二十九") == "1947 腊月廿九");
  BOOST_TEST(read("1950年十月初十") == "1950 十月初十");
  BOOST_TEST(read("农历1947-2-30") == "1947 二月三十");   // no civil day, and a lunar one
  for (const char* text : {"", "农历", "1947-01-05", "19470105", "1947年1月5日", "农历1947年闰正月初五", "1947年正月卅一", "1947年正月", "47年正月初五",
                           "1947年正月初五日", "农历1947-13-1", "农历1947-1-31", "农历1947", "1947年初五", "农历1947-1-", "农历1947-1-5-", "2101年正月初五"})
    BOOST_TEST(read(text) == "", text);
}

BOOST_AUTO_TEST_CASE(zodiac_follows_the_lunar_year) {
  BOOST_TEST(zodiac_zh(2023) == "兔");
  BOOST_TEST(zodiac_zh(1947) == "猪");
  BOOST_TEST(zodiac_zh(2026) == "马");
  BOOST_TEST(zodiac_zh(3) == "猪");
  BOOST_TEST(zodiac_zh(-8) == "鼠");
}

BOOST_AUTO_TEST_CASE(solar_terms_of_known_days) {
  BOOST_TEST(solar_term_zh(day(2026, 11, 22)) == "小雪");
  BOOST_TEST(solar_term_zh(day(2024, 4, 4)) == "清明");
  BOOST_TEST(solar_term_zh(day(2023, 4, 5)) == "清明");
  BOOST_TEST(solar_term_zh(day(2025, 12, 21)) == "冬至");
  BOOST_TEST(solar_term_zh(day(2026, 11, 21)).empty());
}

// The same walk through lunar-javascript 1.7.7 gives this sum: tests/tidy/lunar_table_test.mjs computes it there.
BOOST_AUTO_TEST_CASE(every_day_agrees_with_lunar_javascript) {
  std::uint32_t sum = 0x811c9dc5;  // FNV-1a
  for (Date date = day(1900, 1, 1); date <= day(2100, 12, 31); ++date.days) {
    const LunarDay found = *lunar(date);
    std::string line = std::to_string(found.year) + ' ' + std::to_string(found.month) + ' ' + std::to_string(found.day);
    line.append(found.leap ? " 1 " : " 0 ").append(solar_term_zh(date)).append(" ").append(zodiac_zh(found.year)).append("\n");
    for (const char c : line) sum = (sum ^ static_cast<std::uint8_t>(c)) * 0x01000193u;
  }
  BOOST_TEST(sum == 0x16ae050eu);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace huzhu
