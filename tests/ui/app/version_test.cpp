// A newer version: said on 今日 and in 设置, used at a press and never by itself; what was being written is kept.
#include <boost/test/unit_test.hpp>

#include "tests/ui/app/tablet.h"

namespace huzhu::test {

using namespace ui;

BOOST_FIXTURE_TEST_SUITE(new_version, County)

BOOST_AUTO_TEST_CASE(it_is_said_and_waits_for_a_press) {
  TabletApp tablet(*this);
  tablet.enrol(code(village), "陈桂香", "24681357");
  tablet.network();
  Driver& d = tablet.d();
  BOOST_TEST(!d.exists(Role::button, "换上"));
  d.send(event::VersionReady{"ab12cd34ef56"});
  d.advance(60'000);
  BOOST_TEST(d.text_visible("有新版本了"), d.outline());
  BOOST_TEST(tablet.switched == 0, "it never comes by itself");
  d.by_role(Role::button, "换上").press();
  BOOST_TEST(tablet.switched == 1);
}

BOOST_AUTO_TEST_CASE(a_form_under_way_is_not_disturbed_and_is_there_afterwards) {
  TabletApp tablet(*this);
  tablet.enrol(code(village), "陈桂香", "24681357");
  tablet.network();
  Driver& d = tablet.d();
  d.by_role(Role::button, "记一笔").press();
  d.by_role(Role::button, "登记老人").press();
  d.by_role(Role::textbox, "姓名").type("马玉莲");
  const std::string before = d.outline();
  d.send(event::VersionReady{"ab12cd34ef56"});
  BOOST_TEST(d.outline() == before, "nothing moves under a form");
  d.by_role(Role::button, "返回").press();
  d.advance(2000);
  d.by_role(Role::button, "更多").press();
  d.by_role(Role::button, "设置").press();
  d.by_role(Role::button, "换上新版本").press();
  BOOST_TEST(tablet.switched == 1);
  tablet.restart();   // as the page does
  tablet.type_pin("24681357");
  tablet.network();
  tablet.d().advance(400);
  BOOST_TEST(!tablet.d().text_visible("有新版本了"));
  tablet.d().by_role(Role::button, "记一笔").press();
  tablet.d().by_role(Role::button, "登记老人").press();
  BOOST_TEST(tablet.d().by_role(Role::textbox, "姓名").node().value == "马玉莲");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace huzhu::test
