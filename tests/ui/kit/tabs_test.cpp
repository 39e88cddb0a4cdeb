// Tabs: one is chosen, what it shows lies in a panel of its name; words never break the row they stand in.
#include <boost/test/unit_test.hpp>

#include <string>

#include "tests/ui/driver.h"

using namespace huzhu::ui;

namespace {

struct Fixture {
  int current = 0, changes = 0;
  KitHost host{[this](Kit& kit) {
    kit.screen({"tabs", Str::app_name});
    kit.pane("tabs", [&] {
      const bool changed = kit.tabs("views", Str::gallery_look,
                                    {{.word = Str::gallery_due_chip}, {.word = Str::gallery_fine}, {.word = Str::gallery_worry, .disabled = Str::gallery_disabled}},
                                    current, [&] { kit.text(current == 0 ? Text(Str::gallery_rest) : Text(Str::gallery_all_seen)); });
      if (changed) ++changes;
    });
  }};
  Driver d{program_of(host)};
  Fixture() { d.resize(360, 800); }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(tabs, Fixture)

BOOST_AUTO_TEST_CASE(each_says_its_place_and_whether_it_is_chosen) {
  const Node first = d.by_role(Role::tab, "该看了").node(), second = d.by_role(Role::tab, "都好").node();
  BOOST_TEST((first.set_size == 3 && first.position == 1 && second.position == 2));
  BOOST_TEST((first.flags & node_selected) != 0u);
  BOOST_TEST((second.flags & node_selected) == 0u);
  BOOST_TEST(first.parent == d.by_role(Role::tablist, "看成什么样").node().id);
}

BOOST_AUTO_TEST_CASE(a_press_shows_the_other_panel) {
  const NodeId words = d.by_role(Role::tabpanel, "该看了").node().id;
  BOOST_TEST(d.by_role(Role::text, "歇一歇").node().parent == words);
  d.by_role(Role::tab, "都好").press();
  BOOST_TEST((current == 1 && changes == 1));
  BOOST_TEST(d.by_role(Role::tabpanel, "都好").node().id == words);
  BOOST_TEST(d.exists(Role::text, "今天都看完了"));
  BOOST_TEST(!d.exists(Role::text, "歇一歇"));
  d.by_role(Role::tab, "都好").press();   // the chosen one again changes nothing
  BOOST_TEST(changes == 1);
}

BOOST_AUTO_TEST_CASE(one_that_cannot_be_chosen_says_why) {
  d.by_role(Role::tab, "有事").press();
  BOOST_TEST(current == 0);
  BOOST_TEST(d.text_visible("先看上面那张卡"));
}

BOOST_AUTO_TEST_CASE(a_tab_that_is_gone_leaves_the_last) {
  current = 7;
  host.kit.invalidate();
  d.settle();
  BOOST_TEST(current == 2);
}

BOOST_AUTO_TEST_SUITE_END()
