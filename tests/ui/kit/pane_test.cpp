// Panes keep their place, sheets give the focus back, a focused control comes into view, keys are taken once.
#include <boost/test/unit_test.hpp>

#include <string>

#include "tests/ui/driver.h"

using namespace huzhu::ui;

namespace {

struct Fixture {
  bool inner = false, open = false, from_top = false;
  int rows = 60, slashes = 0;
  KitHost host{[this](Kit& kit) {
    kit.screen({inner ? "inner" : "outer", Str::app_name, from_top});
    if (kit.key("/")) ++slashes;
    if (inner) return kit.pane("inner", [&] { kit.label(Str::loading); });
    kit.pane("outer", [&] {
      if (kit.button("open", Str::open)) open = true;
      kit.list("outer.list", Str::app_name, rows, [&](int i) { kit.row(Id("row", static_cast<std::uint64_t>(i)), {.name = verbatim("行" + std::to_string(i))}); });
      kit.button("last", Str::later);
    });
    if (open && kit.sheet("sheet", Str::more_word, [&] { kit.button("in_sheet", Str::save); })) open = false;
  }};
  Driver d{program_of(host)};
  Fixture() { d.resize(360, 800); }
  void change(bool now_inner) {
    inner = now_inner;
    host.kit.invalidate();
    d.settle();
  }
  const Node* focused() {
    for (const Node& n : d.tree().nodes)
      if ((n.flags & node_focus) != 0) return &n;
    return nullptr;
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(panes, Fixture)

BOOST_AUTO_TEST_CASE(a_list_is_found_again_where_it_was_left) {
  d.scroll("outer", 900);
  change(true);
  BOOST_TEST(d.tree().panes[0].scroll_top == 0.0f);
  change(false);
  BOOST_TEST(d.tree().panes[0].scroll_top == 900.0f);
  BOOST_TEST(d.tree().panes[0].scroll_request == 900.0f);
  host.kit.invalidate();
  d.settle();
  BOOST_TEST(d.tree().panes[0].scroll_request < 0.0f);   // asked once
}

BOOST_AUTO_TEST_CASE(a_screen_may_begin_at_its_top) {
  d.scroll("outer", 900);
  change(true);
  from_top = true;
  change(false);
  BOOST_TEST(d.tree().panes[0].scroll_top == 0.0f);
}

BOOST_AUTO_TEST_CASE(a_list_that_became_short_is_not_drawn_past_its_end) {
  d.scroll("outer", 2000);
  rows = 3;
  host.kit.invalidate();
  d.settle();
  BOOST_TEST(d.tree().panes[0].scroll_top == 0.0f);
  d.by_role(Role::button, "行2").press();
}

BOOST_AUTO_TEST_CASE(a_control_that_is_to_be_focused_comes_into_view) {
  host.kit.focus("last");
  d.settle();
  BOOST_REQUIRE(focused() != nullptr);
  BOOST_TEST(focused()->key == "last");
  BOOST_TEST(d.tree().panes[0].scroll_request > 1000.0f);
  host.kit.invalidate();
  d.settle();
  BOOST_TEST(focused() == nullptr);   // said once
}

BOOST_AUTO_TEST_CASE(a_sheet_takes_the_focus_and_gives_it_back) {
  d.by_role(Role::button, "打开").press();
  BOOST_REQUIRE(open);
  d.send(event::Focus{d.by_key("in_sheet").node().id});
  d.by_role(Role::button, "关上").press();
  BOOST_TEST(!open);
  BOOST_TEST(!d.tree().overlay_open);
}

BOOST_AUTO_TEST_CASE(a_key_is_taken_once) {
  d.send(event::Key{"/", false, false, false});
  BOOST_TEST(slashes == 1);
  d.send(event::Key{"x", false, false, false});
  BOOST_TEST(slashes == 1);
}

BOOST_AUTO_TEST_CASE(long_lists_build_what_is_seen_and_name_the_place_of_each_row) {
  d.scroll("outer", 1500);
  BOOST_TEST(d.tree().nodes.size() < 30u);
  for (const Node& n : d.tree().nodes)
    if (n.key.starts_with("row/")) {
      BOOST_TEST(n.set_size == 60u);
      BOOST_TEST(n.name == "行" + std::to_string(n.position - 1));
    }
}

BOOST_AUTO_TEST_SUITE_END()
