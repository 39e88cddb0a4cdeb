// A day by big choices: year, month, day in the calendar it was told in; only days within reach are offered.
#include <boost/test/unit_test.hpp>

#include <optional>
#include <string>

#include "core/base/lunar.h"
#include "tests/ui/driver.h"
#include "ui/kit/state.h"

using namespace huzhu;
using namespace huzhu::ui;

namespace {

Date day(int y, int m, int d) { return *Date::from_civil(y, m, d); }

struct Fixture {
  DateState state;
  std::optional<Date> value;
  int changes = 0;
  KitHost host{[this](Kit& kit) {
    kit.screen({"date", Str::app_name});
    kit.pane("date", [&] {
      if (kit.date("born", state, value, {.label = Str::register_birth_title, .placeholder = Str::register_birth_open, .low = day(1900, 1, 1), .high = day(2026, 11, 20)})) ++changes;
    });
  }};
  Driver d{program_of(host)};
  Fixture() { d.resize(360, 800); }
  void open() { d.by_role(Role::combobox, "哪天生的").press(); }
  void pick(const char* word) { d.by_role(d.exists(Role::button, word) ? Role::button : Role::radio, word).press(); }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(date_choice, Fixture)

BOOST_AUTO_TEST_CASE(a_solar_day_in_four_presses) {
  BOOST_TEST(d.by_role(Role::combobox, "哪天生的").node().value == "点这里挑日子");
  open();
  for (const char* word : {"1940 年代", "1947年", "6月", "3日"}) pick(word);
  BOOST_TEST((value == day(1947, 6, 3)));
  BOOST_TEST((changes == 1 && !d.tree().overlay_open));
  BOOST_TEST(d.by_role(Role::combobox, "哪天生的").node().value == "1947年6月3日，农历1947年四月十五");
}

BOOST_AUTO_TEST_CASE(a_lunar_day_with_its_animal_and_leap_month) {
  open();
  for (const char* word : {"农历", "1940 年代", "1947 猪", "闰二月", "廿三"}) pick(word);
  BOOST_TEST((value == from_lunar({1947, 2, 23, true})));
  BOOST_TEST(d.by_role(Role::combobox, "哪天生的").node().value == "农历1947年闰二月廿三，1947年4月14日");   // as it was told comes first
  open();
  BOOST_TEST((d.by_role(Role::radio, "农历").node().flags & node_checked) != 0u);   // it stays the calendar asked for
}

BOOST_AUTO_TEST_CASE(changing_the_calendar_keeps_a_day_that_is_known) {
  value = day(1947, 6, 3);
  open();
  pick("农历");
  BOOST_TEST((state.year == 1947 && state.month == 4 && state.day == 15 && !state.leap));
  BOOST_TEST(d.text_visible("1947年6月3日"));
  pick("阳历");
  BOOST_TEST((state.month == 6 && state.day == 3));
  d.by_role(Role::button, "关上").press();
  BOOST_TEST((value == day(1947, 6, 3) && changes == 0));
}

BOOST_AUTO_TEST_CASE(an_answer_can_be_changed_without_the_others) {
  value = day(1948, 2, 29);
  open();
  pick("1947年");                // 29 February is no day of it
  BOOST_TEST((state.month == 2 && state.asked == 1));
  d.by_key("born/month/1").press();
  BOOST_TEST(state.day == 0);
  BOOST_TEST(!d.exists(Role::radio, "29日"));
  d.by_key("born/part/0").press();   // back to the year
  pick("换个年代");
  for (const char* word : {"1950 年代", "1952年"}) pick(word);
  d.by_key("born/month/1").press();
  pick("29日");
  BOOST_TEST((value == day(1952, 2, 29)));
}

BOOST_AUTO_TEST_CASE(only_days_within_reach_are_offered) {
  open();
  BOOST_TEST(d.exists(Role::radio, "1900 年代"));
  BOOST_TEST(!d.exists(Role::radio, "1890 年代"));
  pick("2020 年代");
  BOOST_TEST(!d.exists(Role::radio, "2027年"));
  pick("2026年");
  BOOST_TEST(!d.exists(Role::radio, "12月"));
  pick("11月");
  BOOST_TEST(d.exists(Role::radio, "20日"));
  BOOST_TEST(!d.exists(Role::radio, "21日"));
}

BOOST_AUTO_TEST_CASE(the_first_lunar_days_of_the_reach_lie_in_the_year_before) {
  state.lunar = true;
  open();
  pick("1890 年代");
  pick("1899 猪");
  BOOST_TEST(!d.exists(Role::radio, "冬月"));
  pick("腊月");
  pick("初一");
  BOOST_TEST((value == day(1900, 1, 1)));
}

BOOST_AUTO_TEST_CASE(a_part_whose_turn_has_not_come_says_what_to_do) {
  open();
  d.by_key("born/part/2").press();
  BOOST_TEST(state.asked == 0);
  BOOST_TEST(d.text_visible("先挑前一样"));
}

BOOST_AUTO_TEST_CASE(every_question_holds_at_every_width_density_and_size) {
  for (const float width : {320.0f, 360.0f, 800.0f, 1366.0f})
    for (const Density density : {Density::standard, Density::elder})
      for (const SizeStep size : {SizeStep::normal, SizeStep::large, SizeStep::largest})
        for (const bool lunar : {false, true})
          for (int asked = -1; asked < 3; ++asked) {
            value = day(1947, 4, 14);   // 闰二月廿三
            state = {.open = true, .lunar = lunar, .decade = 1940, .asked = std::max(asked, 0)};
            if (asked < 0) value.reset(), state.decade = 0;
            host.kit.set_look({density, size, Palette::light});
            d.resize(width, width > 1000 ? 625.0f : 800.0f, width > 1000);
            std::string faults;
            for (const std::string& f : layout_faults(d.tree(), width, host.kit.theme().size(Size::target))) faults += "\n  " + f;
            for (const std::string& f : text_faults()) faults += "\n  " + f;
            BOOST_TEST(faults.empty(), "width " << width << " elder " << (density == Density::elder) << " size " << static_cast<int>(size) << " lunar " << lunar << " asked "
                                                << asked << faults);
          }
}

BOOST_AUTO_TEST_SUITE_END()
