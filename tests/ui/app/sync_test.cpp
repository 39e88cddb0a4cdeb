// The program drives the sync: nobody has to press anything for it to begin, to go on or to end.
#include <algorithm>
#include <boost/test/unit_test.hpp>

#include <random>

#include "sync/protocol.h"
#include "tests/ui/app/tablet.h"

namespace huzhu::test {
namespace {

using namespace ui;

struct OneElder : County {
  OneElder() : other(enrol(village, "王建国", 12)) {
    BOOST_REQUIRE(other);
    BOOST_REQUIRE(register_elder(*other, "马玉莲"));
    BOOST_REQUIRE(sync(*other).ok());
  }
  // What the sync screen says, reached by a person who only looks.
  bool in_step(TabletApp& tablet) {
    Driver& d = tablet.d();
    if (d.exists(Role::button, "更多")) d.by_role(Role::button, "更多").press();
    if (d.exists(Role::button, "同步")) d.by_role(Role::button, "同步").press();
    return d.text_visible("名册上 1 位老人") || d.text_visible("名册上 2 位老人");
  }
  std::unique_ptr<Tablet> other;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(program_sync, OneElder)

BOOST_AUTO_TEST_CASE(the_first_sync_needs_nobody) {
  TabletApp tablet(*this);
  tablet.enrol(code(village), "陈桂香", "24681357");
  tablet.network();
  BOOST_TEST(in_step(tablet), tablet.d().outline());
}

BOOST_AUTO_TEST_CASE(what_is_long_unsent_is_offered_as_a_file) {
  TabletApp tablet(*this);
  tablet.enrol(code(village), "陈桂香", "24681357");
  tablet.network();
  tablet.online = false;
  Driver& d = tablet.d();
  d.send(event::Network{false});
  register_elder(d);
  const auto next_day = [&](int days) {
    d.by_role(Role::button, "返回").press();
    if (d.exists(Role::button, "更多")) d.by_role(Role::button, "更多").press();
    d.by_role(Role::button, "换人").press();
    clock.pass_minutes(days * 24 * 60);
    d.advance(1'100);
    d.by_role(Role::radio, "桂香").press();
    tablet.type_pin("24681357");
    d.advance(400);
  };
  next_day(29);
  BOOST_TEST(!d.text_visible("好久没发出去了"), d.outline());
  d.by_role(Role::button, "老人").press();
  d.by_role(Role::button, "登记").press();
  next_day(1);
  BOOST_TEST(d.text_visible("好久没发出去了"), d.outline());
  d.by_role(Role::button, "存文件").press();
  d.advance(400);
  BOOST_TEST(d.exists(Role::button, "存成文件"), d.outline());
  // Sent, and nothing is asked any more.
  tablet.online = true;
  d.send(event::Network{true});
  tablet.network();
  d.advance(5'000);
  tablet.network();
  d.by_role(Role::button, "返回").press();
  BOOST_TEST(!d.text_visible("好久没发出去了"), d.outline());
}

BOOST_AUTO_TEST_CASE(no_answer_is_tried_again_by_itself) {
  TabletApp tablet(*this);
  tablet.ask_code(code(village));
  tablet.online = false;
  tablet.name_and_pin("陈桂香", "24681357");
  tablet.network();
  tablet.online = true;
  tablet.d().advance(5'000);  // the first back-off is at most that
  tablet.network();
  BOOST_TEST(in_step(tablet), tablet.d().outline());
}

BOOST_AUTO_TEST_CASE(the_network_that_was_away_at_the_start_is_used_when_it_comes) {
  TabletApp tablet(*this);
  tablet.ask_code(code(village));
  tablet.d().send(event::Network{false});
  tablet.name_and_pin("陈桂香", "24681357");
  BOOST_TEST(!tablet.under_way());
  tablet.d().send(event::Network{true});
  tablet.network();
  BOOST_TEST(in_step(tablet), tablet.d().outline());
}

BOOST_AUTO_TEST_CASE(what_came_while_a_finger_was_down_is_taken_in_after_it) {
  TabletApp tablet(*this);
  tablet.enrol(code(village), "陈桂香", "24681357");
  while (tablet.under_way()) {
    tablet.d().finger_down(4, 400);
    tablet.deliver();
    tablet.d().finger_up(4, 400);
    tablet.d().advance(1'000);
  }
  BOOST_TEST(in_step(tablet), tablet.d().outline());
}

// A round's last request compares what both hold; it says nothing of what was written meanwhile.
BOOST_AUTO_TEST_CASE(what_is_saved_while_the_two_are_compared_is_sent) {
  TabletApp tablet(*this);
  tablet.enrol(code(village), "陈桂香", "24681357");
  const auto comparing = [&] { return std::find(tablet.asked.begin(), tablet.asked.end(), sync::path::digest) != tablet.asked.end(); };
  while (tablet.under_way() && !comparing()) {
    tablet.deliver();
    tablet.d().advance(1'000);
  }
  BOOST_REQUIRE(tablet.under_way());
  Driver& d = tablet.d();
  register_elder(d);
  BOOST_TEST(d.text_visible("待发"), d.outline());
  d.advance(1'000);
  tablet.network();
  BOOST_TEST(!d.text_visible("待发"), d.outline());
}

// A page without entries has nothing to apply, and yet the round goes on only when it is settled.
BOOST_AUTO_TEST_CASE(an_empty_page_under_a_finger_does_not_stop_the_sync) {
  TabletApp tablet(*this);
  int emptied = 0;
  after_answer = [&](const sync::HttpRequest& request, hub::Answer& answer) {
    if (request.path != sync::path::pull || emptied > 0) return;
    auto page = sync::decode<sync::PullAnswer>(answer.body);
    if (!page || page->entries.empty()) return;
    ++emptied;
    page->entries.clear();
    page->more = true;
    answer.body = sync::encode(*page);
  };
  tablet.enrol(code(village), "陈桂香", "24681357");
  while (tablet.under_way()) {
    tablet.d().finger_down(4, 400);
    tablet.deliver();
    tablet.d().finger_up(4, 400);
    tablet.d().advance(1'000);
  }
  BOOST_TEST(emptied == 1);
  BOOST_TEST(in_step(tablet), tablet.d().outline());
}

BOOST_AUTO_TEST_CASE(a_finger_whose_lifting_was_never_seen_holds_nothing_up_for_good) {
  TabletApp tablet(*this);
  tablet.enrol(code(village), "陈桂香", "24681357");
  tablet.d().finger_down(4, 400);
  tablet.network();
  tablet.d().send(event::Visibility{false});
  tablet.d().advance(1'000);
  tablet.network();
  tablet.d().send(event::Visibility{true});
  BOOST_TEST(in_step(tablet), tablet.d().outline());
}

// Whatever happened before: left alone with a network, a tablet comes into step with its hub without a press.
BOOST_AUTO_TEST_CASE(a_tablet_left_alone_comes_into_step) {
  for (unsigned seed = 1; seed <= 60; ++seed) {
    BOOST_TEST_CONTEXT("seed " << seed) {
      std::mt19937 dice(seed);
      const auto below = [&](unsigned n) { return dice() % n; };
      TabletApp tablet(*this, 100 + seed);
      tablet.enrol(code(village), "陈桂香", "24681357");
      bool down = false;
      for (int i = 0; i < 40; ++i) {
        switch (below(8)) {
          case 0: case 1: if (tablet.under_way()) tablet.deliver(); break;
          case 2: down ? tablet.d().finger_up(4, 400) : tablet.d().finger_down(4, 400); down = !down; break;
          case 3: tablet.d().advance(below(800)); break;
          case 4: tablet.online = !tablet.online; break;
          case 5: tablet.d().send(event::Network{below(2) == 0}); break;
          case 6: tablet.news(); break;
          case 7: if (below(6) == 0) start(); break;  // the hub starts anew
        }
      }
      if (down) tablet.d().finger_up(4, 400);
      tablet.online = true;
      tablet.d().send(event::Network{true});
      for (int i = 0; i < 40; ++i) {
        tablet.network();
        tablet.d().advance(5'000);
      }
      BOOST_TEST(in_step(tablet), tablet.d().outline());
      BOOST_TEST(tablet.d().text_visible("都收讫了"), tablet.d().outline());
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace huzhu::test
