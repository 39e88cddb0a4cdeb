#include "core/care/duties.h"

#include <algorithm>

#include <boost/test/unit_test.hpp>

#include "core/care/birthdays.h"
#include "core/care/cadence_source.h"
#include "core/care/day_facts.h"
#include "core/model/model.h"

namespace huzhu::care {
namespace {

Date day(int year, int month, int day_of_month) { return *Date::from_civil(year, month, day_of_month); }
const Date today = day(2026, 11, 20);
constexpr std::int64_t alone = 1, empty_nest = 1, extreme_poverty = 4, unable = 3, able = 1;

ElderFacts elder(int born_year, int month = 3, int day_of_month = 8) {
  ElderFacts facts;
  facts.birth_date = day(born_year, month, day_of_month);
  facts.registered_on = day(2026, 1, 5);
  return facts;
}

int days_between(const ElderFacts& facts, Date on = today) {
  const CadenceRule* rule = cadence_for(facts, on);
  return rule ? rule->every_days : 0;
}

BOOST_AUTO_TEST_SUITE(duties)

BOOST_AUTO_TEST_CASE(every_rule_has_its_source_its_validity_and_words_the_model_knows) {
  std::size_t words = 0, found = 0;
  for (const CadenceSource& line : cadence_source())
    for (std::string_view keys : {line.tags, line.care_levels, line.livings})
      if (!keys.empty()) words += 1 + static_cast<std::size_t>(std::count(keys.begin(), keys.end(), '|'));
  BOOST_REQUIRE(cadence_rules().size() == cadence_source().size());
  for (const CadenceRule& rule : cadence_rules()) {
    BOOST_TEST(!rule.source_zh.empty());
    BOOST_TEST((rule.valid_from <= rule.valid_to));
    BOOST_TEST(rule.every_days > 0);
    found += rule.tags.size() + rule.care_levels.size() + rule.livings.size();
  }
  BOOST_TEST(found == words);
}

BOOST_AUTO_TEST_CASE(high_risk_weekly_key_monthly_general_quarterly) {
  ElderFacts high = elder(1940), key = elder(1955), general = elder(1955), young = elder(1980);
  high.living = alone;
  key.care_level = unable;
  general.care_level = able;
  BOOST_TEST(days_between(high) == 7);
  BOOST_TEST(days_between(key) == 30);
  BOOST_TEST(days_between(general) == 90);
  BOOST_TEST(days_between(young) == 0);
  key.care_level = 0;
  key.tags = {extreme_poverty};
  BOOST_TEST(days_between(key) == 30);
  high.living = 0;
  high.tags = {empty_nest};
  BOOST_TEST(days_between(high) == 7);
}

BOOST_AUTO_TEST_CASE(a_rule_holds_from_its_first_day) {
  ElderFacts facts = elder(1955);
  facts.living = alone;
  BOOST_TEST(days_between(facts, day(2025, 12, 31)) == 90);
  BOOST_TEST(days_between(facts, day(2026, 1, 1)) == 30);
  BOOST_TEST(days_between(facts, day(2021, 12, 31)) == 0);
}

BOOST_AUTO_TEST_CASE(late_today_tomorrow_later) {
  ElderFacts facts = elder(1940);
  facts.living = alone;
  struct Case { int days_ago; DueWord word; int late; };
  for (const Case& c : {Case{9, DueWord::late, 2}, Case{8, DueWord::late, 1}, Case{7, DueWord::today, 0}, Case{6, DueWord::tomorrow, 0}, Case{0, DueWord::later, 0}}) {
    facts.last_visit = Date{today.days - c.days_ago};
    const auto duty = next_duty(facts, today);
    BOOST_REQUIRE(duty.has_value());
    BOOST_TEST((duty->word == c.word));
    BOOST_TEST(duty->days_late == c.late);
  }
}

BOOST_AUTO_TEST_CASE(who_turns_80_today_is_due_today_and_not_late) {
  ElderFacts facts = elder(1946, 11, 20);
  facts.living = alone;
  facts.last_visit = Date{today.days - 20};
  const auto duty = next_duty(facts, today);
  BOOST_REQUIRE(duty.has_value());
  BOOST_TEST(duty->every_days == 7);
  BOOST_TEST((duty->word == DueWord::today));
  // The day before, the monthly rule held: due in eleven days.
  const auto before = next_duty(facts, Date{today.days - 1});
  BOOST_TEST(before->every_days == 30);
  BOOST_TEST((before->word == DueWord::later));
  // What was late by the old rule stays late.
  facts.last_visit = Date{today.days - 40};
  BOOST_TEST(next_duty(facts, today)->days_late == 10);
}

BOOST_AUTO_TEST_CASE(born_on_29_february_turns_80_on_1_march_of_other_years) {
  ElderFacts facts = elder(1944, 2, 29);
  facts.tags = {empty_nest};
  BOOST_TEST(days_between(facts, day(2024, 2, 28)) == 90);
  BOOST_TEST(days_between(facts, day(2024, 2, 29)) == 7);
  const auto round = round_birthday(day(1936, 2, 29), day(2026, 2, 10));  // 90 in 2026
  BOOST_REQUIRE(round.has_value());
  BOOST_TEST((round->on == day(2026, 3, 1)));
  BOOST_TEST(round->turns == 90);
}

BOOST_AUTO_TEST_CASE(never_visited_is_owed_within_one_cadence_of_the_registration) {
  ElderFacts facts = elder(1940);
  facts.living = alone;
  facts.registered_on = today;
  BOOST_TEST((next_duty(facts, today)->due == Date{today.days + 7}));
  facts.registered_on.reset();
  BOOST_TEST((next_duty(facts, today)->word == DueWord::today));
}

BOOST_AUTO_TEST_CASE(a_cadence_set_by_a_person_goes_before_the_rules) {
  ElderFacts facts = elder(1980);
  facts.visit_every_days = 3;
  facts.last_visit = Date{today.days - 3};
  const auto duty = next_duty(facts, today);
  BOOST_REQUIRE(duty.has_value());
  BOOST_TEST((duty->word == DueWord::today));
  BOOST_TEST(!duty->rule);
}

BOOST_AUTO_TEST_CASE(a_follow_up_is_owed_beside_the_cadence) {
  ElderFacts facts = elder(1955);
  facts.last_visit = Date{today.days - 1};
  facts.follow_up_by = today;
  const auto all = duties_of(facts, today);
  BOOST_REQUIRE(all.size() == 2u);
  BOOST_TEST((all[0].kind == DutyKind::follow_up));
  BOOST_TEST((all[0].word == DueWord::today));
}

BOOST_AUTO_TEST_CASE(nothing_is_owed_to_those_who_are_gone) {
  ElderFacts facts = elder(1940);
  facts.living = alone;
  facts.in_care = false;
  BOOST_TEST(duties_of(facts, today).empty());
}

BOOST_AUTO_TEST_CASE(round_birthdays_show_up_thirty_days_ahead) {
  BOOST_TEST(round_birthday(day(1946, 11, 20), today)->turns == 80);
  BOOST_TEST((round_birthday(day(1946, 12, 20), today)->on == day(2026, 12, 20)));
  BOOST_TEST(!round_birthday(day(1946, 12, 21), today));
  BOOST_TEST(!round_birthday(day(1946, 11, 19), today));
  BOOST_TEST(round_birthday(day(1926, 12, 1), today)->turns == 100);
}

BOOST_AUTO_TEST_CASE(the_leaf_of_20_november_2026) {
  const DayFacts facts = day_facts(today);
  BOOST_TEST(facts.weekday == 5);
  BOOST_TEST(facts.lunar == "十月十二");
  BOOST_TEST(facts.solar_term == "小雪");
  BOOST_TEST(facts.solar_term_in_days == 2);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace huzhu::care
