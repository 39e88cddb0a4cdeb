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

// What lies in a form from another day is said to be that, and thrown away only when somebody says so.
BOOST_AUTO_TEST_CASE(what_was_begun_before_is_said_and_begun_anew_at_a_press) {
  TabletApp tablet(*this);
  Driver& d = tablet.d();
  const auto press = [&](const char* name) {
    d.by_role(Role::button, name).press();
    d.advance(400);
  };
  tablet.enrol(code(village), "陈桂香", "24681357");
  register_elder(d);
  d.advance(400);
  open_visit(d);
  BOOST_TEST(!d.text_visible("上次没写完"), d.outline());
  d.by_role(Role::textarea, "还想说一句").type(half);
  d.advance(1'000);
  BOOST_TEST(!d.text_visible("上次没写完"), "who writes it knows that it stands there");
  press("返回");
  open_visit(d);
  BOOST_TEST(d.text_visible("上次没写完"), d.outline());
  BOOST_TEST(d.by_role(Role::textarea, "还想说一句").node().value == half);
  press("重新写");
  BOOST_TEST(!d.text_visible("上次没写完"), d.outline());
  BOOST_TEST(d.by_role(Role::textarea, "还想说一句").node().value.empty(), d.outline());
  press("撤回");
  BOOST_TEST(d.by_role(Role::textarea, "还想说一句").node().value == half, d.outline());
  press("返回");
  open_visit(d);
  BOOST_TEST(d.text_visible("上次没写完"), d.outline());
  d.by_role(Role::textarea, "还想说一句").type("窗户漏风，找人修");
  d.advance(1'000);
  BOOST_TEST(!d.text_visible("上次没写完"), d.outline());
}

BOOST_AUTO_TEST_CASE(every_form_says_so) {
  TabletApp tablet(*this);
  Driver& d = tablet.d();
  const auto press = [&](std::string_view name) {
    d.by_role(Role::button, name).press();
    d.advance(400);
  };
  tablet.enrol(code(village), "陈桂香", "24681357");
  register_elder(d);
  d.advance(400);
  press("返回");
  const auto write = [&](const char* form) {
    while (!d.exists(Role::button, "记一笔")) press("返回");
    press("记一笔");
    press(form);
  };
  write("登记老人");
  d.by_role(Role::textbox, "姓名").type("李秀英");
  d.advance(1'000);
  press("返回");
  write("登记老人");
  BOOST_TEST(d.text_visible("上次没写完"), d.outline());
  press("重新写");
  BOOST_TEST(d.by_role(Role::textbox, "姓名").node().value.empty(), d.outline());
  press("返回");
  write("记时长");
  d.by_role(Role::radio, "打扫").press();
  d.advance(1'000);
  press("返回");
  write("记时长");
  BOOST_TEST(d.text_visible("上次没写完"), d.outline());
  press("重新写");
  BOOST_TEST(!d.text_visible("上次没写完"), d.outline());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace huzhu::test
