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

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace huzhu::ui
