// A tap means what was shown: presses are judged by the frame the person saw.
#include <boost/test/unit_test.hpp>

#include <vector>

#include "tests/ui/driver.h"

using namespace huzhu::ui;

namespace {

struct Elders {
  std::vector<int> ids{1, 2, 3};
  int opened = 0;
  bool disabled = false;

  void draw(Kit& kit) {
    kit.screen({"elders", Str::app_name});
    kit.pane("elders", [&] {
      kit.list("elders.list", Str::app_name, static_cast<int>(ids.size()), [&](int i) {
        const auto id = static_cast<std::uint64_t>(ids[static_cast<std::size_t>(i)]);
        Row row{.name = verbatim("老人" + std::to_string(id))};
        if (disabled) row.disabled = Str::later;
        if (kit.row(Id("elder", id), row) == RowPress::row) opened = static_cast<int>(id);
      });
    });
  }
};

struct Fixture {
  Elders elders;
  KitHost host{[this](Kit& kit) { elders.draw(kit); }};
  Driver d{program_of(host)};
  Fixture() { d.resize(360, 800); }
  Driver::Point centre(const char* name) { return d.into_view(d.by_role(Role::button, name).node().id); }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(press, Fixture)

BOOST_AUTO_TEST_CASE(a_tap_opens_the_row_under_it) {
  d.by_role(Role::button, "老人2").press();
  BOOST_TEST(elders.opened == 2);
}

BOOST_AUTO_TEST_CASE(a_row_that_slides_in_while_the_finger_is_down_opens_nobody_else) {
  const auto at = centre("老人2");
  d.finger_down(at.x, at.y);
  elders.ids.insert(elders.ids.begin(), 9);
  host.kit.invalidate();
  d.settle();
  d.finger_up(at.x, at.y);
  BOOST_TEST((elders.opened == 2 || elders.opened == 0));
}

BOOST_AUTO_TEST_CASE(a_press_on_a_frame_older_than_the_shown_one_finds_what_stood_there) {
  const auto at = centre("老人2");
  const std::uint32_t seen = d.tree().frame;
  const PaneId pane = d.tree().panes[0].id;
  elders.ids.insert(elders.ids.begin(), 9);   // drawn, but not yet presented when the finger lands
  host.kit.invalidate();
  d.settle();
  d.send(event::Pointer{event::Press::down, at.x, at.y, seen, pane, 0, true});
  d.send(event::Pointer{event::Press::up, at.x, at.y, seen, pane, 0, true});
  BOOST_TEST((elders.opened == 2 || elders.opened == 0));
}

BOOST_AUTO_TEST_CASE(a_row_that_is_gone_opens_nobody) {
  const auto at = centre("老人2");
  d.finger_down(at.x, at.y);
  elders.ids = {1, 3};
  host.kit.invalidate();
  d.settle();
  d.finger_up(at.x, at.y);
  BOOST_TEST(elders.opened == 0);
}

BOOST_AUTO_TEST_CASE(rolling_away_or_scrolling_cancels) {
  const auto at = centre("老人2");
  d.finger_down(at.x, at.y);
  d.send(event::Pointer{event::Press::move, at.x + 20, at.y, d.tree().frame, d.tree().panes[0].id, 0, true});
  d.finger_up(at.x, at.y);
  BOOST_TEST(elders.opened == 0);
  elders.ids.assign(20, 0);
  for (int i = 0; i < 20; ++i) elders.ids[static_cast<std::size_t>(i)] = i + 1;
  host.kit.invalidate();
  d.settle();
  d.finger_down(at.x, at.y);
  d.scroll("elders", 40);
  d.finger_up(at.x, at.y);
  BOOST_TEST(elders.opened == 0);
}

// Scrolling is told a frame after it happened: a press that came just behind it was made on what it led to.
BOOST_AUTO_TEST_CASE(a_scroll_the_press_already_knew_of_does_not_cancel_it) {
  elders.ids.assign(20, 0);
  for (int i = 0; i < 20; ++i) elders.ids[static_cast<std::size_t>(i)] = i + 1;
  host.kit.invalidate();
  d.settle();
  const auto at = centre("老人3");
  const PaneId pane = d.tree().panes[0].id;
  const std::uint32_t seen = d.tree().frame;
  d.send(event::Pointer{event::Press::down, at.x, at.y - 40, seen, pane, 40, true});
  d.send(event::Scroll{pane, 40});
  d.send(event::Pointer{event::Press::up, at.x, at.y - 40, d.tree().frame, pane, 40, true});
  BOOST_TEST(elders.opened == 3);
}

BOOST_AUTO_TEST_CASE(a_page_that_goes_out_of_sight_lifts_the_finger) {
  const auto at = centre("老人1");
  d.finger_down(at.x, at.y);
  d.send(event::Visibility{false});   // the lifting will not be told
  BOOST_TEST(host.kit.hold_order());
  d.advance(301);
  BOOST_TEST(!host.kit.hold_order());
  d.finger_up(at.x, at.y);
  BOOST_TEST(elders.opened == 0);
}

BOOST_AUTO_TEST_CASE(disabled_rows_take_neither_finger_nor_assistive_click) {
  elders.disabled = true;
  host.kit.invalidate();
  d.settle();
  d.by_role(Role::button, "老人2").press();
  d.by_role(Role::button, "老人2").activate();
  BOOST_TEST(elders.opened == 0);
  BOOST_TEST(d.by_role(Role::button, "老人2").node().description == "先不");
  BOOST_TEST(d.exists(Role::status, "先不"));   // whoever presses it is told why
  d.advance(6000);
  BOOST_TEST(!d.exists(Role::status, "先不"));
}

BOOST_AUTO_TEST_CASE(assistive_clicks_open_too) {
  d.by_role(Role::button, "老人3").activate();
  BOOST_TEST(elders.opened == 3);
}

BOOST_AUTO_TEST_CASE(order_is_held_while_a_finger_is_down_and_a_moment_after) {
  const auto at = centre("老人1");
  BOOST_TEST(!host.kit.hold_order());
  d.finger_down(at.x, at.y);
  BOOST_TEST(host.kit.hold_order());
  d.finger_up(at.x, at.y);
  BOOST_TEST(host.kit.hold_order());
  d.advance(301);
  BOOST_TEST(!host.kit.hold_order());
}

BOOST_AUTO_TEST_CASE(idle_means_no_frames) {
  const auto at = centre("老人1");
  d.finger_down(at.x, at.y);
  d.finger_up(at.x, at.y);
  d.advance(1000);
  const int before = d.frames();
  d.advance(60000);
  BOOST_TEST(d.frames() == before);
  BOOST_TEST(host.kit.deadline_ms() < 0);
}

BOOST_AUTO_TEST_SUITE_END()
