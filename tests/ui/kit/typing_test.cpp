// Typing faster than frames come: the field holds the last text, whatever came before it in the same frame.
#include <boost/test/unit_test.hpp>

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

BOOST_AUTO_TEST_SUITE_END()
