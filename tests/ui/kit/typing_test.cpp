// Typing faster than frames come: the field holds the last text, whatever came before it in the same frame.
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <string>

#include "tests/ui/driver.h"

using namespace huzhu::ui;

BOOST_AUTO_TEST_SUITE(typing)

BOOST_AUTO_TEST_CASE(the_newest_of_several_texts_in_one_frame_is_the_fields) {
  std::string value;
  KitHost host{[&value](Kit& kit) {
    kit.screen({"typing", Str::app_name});
    kit.pane("typing", [&] { kit.field("typing.name", value, {.label = Str::app_name}); });
  }};
  Driver d{program_of(host)};
  d.resize(360, 800);
  const NodeId field = d.by_key("typing.name").node().id;
  for (const char* text : {"9", "97", "971"}) host.handle(event::Text{field, text});
  d.settle();
  BOOST_TEST(value == "971");
}

// The frame in which a sheet closes may have to be drawn again before it can give the focus back; who types by then keeps it.
BOOST_AUTO_TEST_CASE(a_sheet_that_closed_does_not_take_the_focus_from_who_types) {
  std::string value;
  bool open = false;
  int busy = 0;
  KitHost* self = nullptr;
  KitHost host{[&](Kit& kit) {
    kit.screen({"typing", Str::app_name});
    kit.pane("typing", [&] {
      if (kit.button("typing.open", Str::save)) open = true;
      if (!open) kit.field("typing.name", value, {.label = Str::app_name});
    });
    if (open) kit.sheet("typing.sheet", Str::app_name, [&] {
      if (kit.button("typing.close", Str::change)) {
        open = false;
        busy = 20;   // more than the passes of one frame
      }
    });
    if (busy-- > 0) self->handle(event::Activate{1});
  }};
  self = &host;
  Driver d{program_of(host)};
  d.resize(360, 800);
  const NodeId opener = d.by_key("typing.open").node().id, field = d.by_key("typing.name").node().id;
  const auto focused = [&] {
    NodeId at = 0;
    for (const Node& n : host.tree().nodes)
      if ((n.flags & node_focus) != 0) at = n.id;
    return at;
  };
  host.handle(event::Focus{opener});
  d.by_key("typing.open").press();
  host.handle(event::Activate{d.by_key("typing.close").node().id});
  BOOST_TEST(host.frame(1'000));
  BOOST_REQUIRE(busy > 0);
  BOOST_TEST(focused() == 0u);   // not yet
  host.handle(event::Focus{field});
  for (int i = 0; i < 5; ++i) {
    host.frame(1'000 + i);
    BOOST_TEST(focused() == 0u);
  }
  // Who went nowhere is where they were before.
  host.handle(event::Focus{opener});
  d.by_key("typing.open").press();
  host.handle(event::Activate{d.by_key("typing.close").node().id});
  NodeId given = 0;
  for (int i = 0; i < 5; ++i) {
    host.frame(2'000 + i);
    given = std::max(given, focused());
  }
  BOOST_TEST(given == opener);
}

BOOST_AUTO_TEST_SUITE_END()
