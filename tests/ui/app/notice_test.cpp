// A sentence of the program stays until somebody has answered it, and takes nothing from under a finger.
#include <boost/test/unit_test.hpp>

#include "tests/ui/app/tablet.h"

namespace huzhu::test {

using namespace ui;

BOOST_FIXTURE_TEST_SUITE(notices, County)

BOOST_AUTO_TEST_CASE(the_first_press_after_a_sentence_counts) {
  TabletApp tablet(*this);
  tablet.enrol(code(village), "陈桂香", "24681357");
  Driver& d = tablet.d();
  d.by_role(Role::button, "大字，换成长辈版").press();
  d.by_role(Role::button, "记一笔").press();
  d.by_role(Role::button, "登记老人").press();
  BOOST_TEST(d.exists(Role::textbox, "身份证号"), d.outline());
  d.by_role(Role::button, "念").press();   // this machine has no voice: the program says so
  d.advance(400);
  const Rect before = d.by_role(Role::button, "下一步").node().rect;
  // Seen and said by one and the same.
  const Node& said = d.by_role(Role::alert, "这台没有装普通话的声音，念不了。字可以放大。").node();
  BOOST_TEST((said.flags & node_live_assertive));
  BOOST_TEST(said.rect.h > 0, "and it is seen");
  d.by_role(Role::button, "下一步").press();
  BOOST_TEST(d.exists(Role::textbox, "姓名"), d.outline());
  d.advance(400);
  BOOST_TEST(before.y < d.by_role(Role::button, "下一步").node().rect.y, "the sentence has gone");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace huzhu::test
