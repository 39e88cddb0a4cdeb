// Unfinished input on a tablet of several people: everybody's own.
#include <boost/test/unit_test.hpp>

#include "tests/ui/app/tablet.h"

namespace huzhu::test {

using namespace ui;

namespace {

constexpr const char* half = "窗户漏风";

void open_visit(Driver& d) {
  while (!d.exists(Role::button, "老人")) d.by_role(Role::button, "返回").press();
  d.by_role(Role::button, "老人").press();
  d.by_role(Role::button, "马玉莲").press();
  d.by_role(Role::button, "记录探访").press();
  d.advance(400);
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(draft, County)

BOOST_AUTO_TEST_CASE(what_one_person_began_is_not_shown_to_the_next_and_waits_for_them) {
  TabletApp tablet(*this);
  Driver& d = tablet.d();
  const auto press = [&](const char* name) { d.by_role(Role::button, name).press(); };
  const auto switch_to = [&](const char* name, std::string_view pin) {
    while (!d.exists(Role::button, "更多")) press("返回");
    press("更多");
    press("换人");
    d.by_role(Role::radio, name).press();
    tablet.type_pin(pin);
    d.advance(400);
  };
  tablet.enrol(code(village), "陈桂香", "24681357");
  register_elder(d);
  tablet.network();
  press("返回");
  press("更多");
  press("加一个人");
  d.by_role(Role::textbox, "姓名").type("马兰花");
  press("让他自己设密码");
  tablet.type_pin("864209");
  tablet.type_pin("864209");
  d.advance(400);
  tablet.network();
  open_visit(d);
  d.by_role(Role::textarea, "还想说一句").type(half);
  press("返回");
  switch_to("兰花", "864209");
  open_visit(d);
  BOOST_TEST(d.by_role(Role::textarea, "还想说一句").node().value.empty(), d.outline());
  press("返回");
  switch_to("桂香", "24681357");
  open_visit(d);
  BOOST_TEST(d.by_role(Role::textarea, "还想说一句").node().value == half, d.outline());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace huzhu::test
