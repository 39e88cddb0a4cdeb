// 登记老人: one of a county's many villages is found by a part of its name or by its initials.
#include <boost/test/unit_test.hpp>

#include "tests/ui/driver.h"
#include "tests/ui/screens/sample.h"
#include "ui/screens/register.h"

namespace huzhu::ui {
namespace {

struct Form {
  RegisterScreen screen;
  RegisterState state;
  KitHost host{[this](Kit& kit) {
    kit.screen({"register", Str::register_title});
    kit.pane("register", [&] { (void)register_content(kit, screen, state); });
  }};
  Driver driver{program_of(host)};

  explicit Form(int villages) {
    for (std::int64_t i = 0; i < villages; ++i) screen.villages.push_back({620111104300 + i, "河湾" + std::to_string(i) + "村"});
    screen.villages.push_back({620111104203, "王家口村"});
    driver.resize(1366, 768);
    driver.settle();
  }
  bool offers(std::string_view village) { return driver.exists(Role::checkbox, village); }
};

BOOST_AUTO_TEST_SUITE(register_screen)

BOOST_AUTO_TEST_CASE(few_villages_stand_there_at_once) {
  Form form(5);
  BOOST_TEST(form.offers("河湾4村"));
  BOOST_TEST(form.offers("王家口村"));
}

BOOST_AUTO_TEST_CASE(of_many_villages_what_is_typed_is_offered) {
  Form form(55);
  BOOST_TEST(form.offers("河湾0村"));
  BOOST_TEST(!form.offers("王家口村"));
  for (const char* typed : {"家口", "wjk"}) {
    form.state.village_typed = typed;
    form.host.kit.invalidate();
    form.driver.settle();
    BOOST_TEST(form.offers("王家口村"), typed);
    BOOST_TEST(!form.offers("河湾0村"), typed);
  }
  // The one chosen stays in sight, whatever is looked for next.
  form.state.draft.area = 620111104203;
  form.state.village_typed = "河湾3";
  form.host.kit.invalidate();
  form.driver.settle();
  BOOST_TEST(form.offers("王家口村"));
  BOOST_TEST(form.offers("河湾30村"));
}

BOOST_AUTO_TEST_CASE(a_birthday_told_by_the_lunar_calendar_is_kept_as_told_and_said_in_both) {
  Form form(1);
  form.screen.moment = sample::moment();
  form.driver.by_role(Role::textbox, "出生日期").type("农历1947年闰二月廿三");
  BOOST_TEST((form.state.draft.birth_date == Date::from_civil(1947, 4, 14)));
  BOOST_TEST(form.state.birth_typed == "农历1947年闰二月廿三");
  BOOST_TEST(form.driver.by_role(Role::textbox, "出生日期").node().description == "1947年4月14日，属猪，79 岁");
  form.driver.by_role(Role::textbox, "出生日期").type("1947-4-14");
  BOOST_TEST(form.driver.by_role(Role::textbox, "出生日期").node().description == "农历1947年闰二月廿三，属猪，79 岁");
  form.driver.by_role(Role::textbox, "出生日期").type("1947年闰三月廿三");   // no such month that year
  BOOST_TEST(!form.state.draft.birth_date);
  BOOST_TEST(form.driver.text_visible("写成 1947-06-03，或农历1947年四月十五"));
}

BOOST_AUTO_TEST_CASE(a_birthday_is_chosen_without_a_keyboard) {
  for (const bool elder : {false, true}) {
    Form form(1);
    form.screen.moment = sample::moment();
    if (elder) form.host.kit.set_look({Density::elder, SizeStep::normal, Palette::light});
    form.driver.resize(360, 800);
    if (elder) form.driver.by_role(Role::combobox, "哪天生的").press();
    else form.driver.by_role(Role::button, "挑日子").press();
    for (const char* word : {"农历", "1940 年代", "1947 猪", "四月", "十五"}) form.driver.by_role(Role::radio, word).press();
    BOOST_TEST((form.state.draft.birth_date == Date::from_civil(1947, 6, 3)));
    BOOST_TEST(form.state.birth_typed == "农历1947年四月十五");   // the draft keeps how it was told
    const Node& said = elder ? form.driver.by_role(Role::combobox, "哪天生的").node() : form.driver.by_role(Role::textbox, "出生日期").node();
    BOOST_TEST(said.description == "1947年6月3日，属猪，79 岁");
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace huzhu::ui
