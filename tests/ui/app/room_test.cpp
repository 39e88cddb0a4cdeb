// What is left for records: told in words that say what to do, and photos that others hold make room.
#include "ui/app/room.h"

#include <boost/test/unit_test.hpp>

#include "tests/ui/app/tablet.h"

namespace huzhu::test {

using namespace ui;

namespace {
constexpr double mb = 1024.0 * 1024.0;
}

BOOST_FIXTURE_TEST_SUITE(room, County)

BOOST_AUTO_TEST_CASE(what_is_left_has_a_level) {
  const auto level = [](double used, double quota, std::uint64_t free_bytes = 0) { return room_of({used * mb, quota * mb, false}, free_bytes).level; };
  BOOST_TEST((level(0, 0) == RoomLevel::unknown));
  BOOST_TEST((level(100, 1000) == RoomLevel::enough));
  BOOST_TEST((level(700, 1000) == RoomLevel::little));
  BOOST_TEST((level(950, 1000) == RoomLevel::full));
  BOOST_TEST((level(1200, 1000) == RoomLevel::full));
  BOOST_TEST((level(950, 1000, 400 * 1024 * 1024) == RoomLevel::enough));   // the file's own empty pages are room
  const Room some = room_of({100 * mb, 1000 * mb, true}, 0);
  BOOST_TEST((some.used_mb == 100 && some.left_mb == 900 && some.kept));
}

BOOST_AUTO_TEST_CASE(a_full_tablet_says_what_to_do) {
  TabletApp tablet(*this);
  tablet.enrol(code(village), "陈桂香", "24681357");
  Driver& d = tablet.d();
  d.send(event::StorageState{100 * mb, 1000 * mb, true});
  d.advance(400);
  BOOST_TEST(!d.text_visible("这台快存满了，要腾地方。"), d.outline());
  d.send(event::StorageState{990 * mb, 1000 * mb, true});
  d.advance(400);
  BOOST_TEST(d.text_visible("这台快存满了，要腾地方。"), d.outline());
  d.by_role(Role::button, "怎么腾").press();
  d.advance(400);
  BOOST_TEST(d.text_visible("还能存 10 兆"), d.outline());
  BOOST_TEST(d.text_visible("快存满了"));
  BOOST_TEST(d.text_visible("不用删互助"));
}

BOOST_AUTO_TEST_CASE(photos_that_others_hold_make_room_and_come_when_looked_at) {
  TabletApp tablet(*this);
  tablet.enrol(code(village), "陈桂香", "24681357");
  register_elder(tablet.d());
  Bytes jpeg(45000, 1);
  jpeg[0] = 0xFF, jpeg[1] = 0xD8;
  tablet.d().send(event::PhotoChosen{tablet.d().by_role(Role::button, "拍照片").node().id, jpeg});
  tablet.network();
  TabletApp other(*this, 6);
  other.enrol(code(village), "马兰", "97531864");
  const auto d = [&]() -> Driver& { return other.d(); };
  // By the clocks of both, until the hub holds it and this one knows so.
  for (int i = 0; i < 8; ++i) {
    tablet.d().advance(15'000);
    tablet.network();
    d().advance(15'000);
    other.network();
  }
  const auto open = [&] {
    d().by_role(Role::button, "老人").press();
    d().by_role(Role::button, "马玉莲").press();
    d().advance(400);
  };
  open();
  BOOST_TEST(d().exists(Role::image, "马玉莲的照片"), d().outline());
  other.restart();
  other.type_pin("97531864");
  other.network();
  d().send(event::StorageState{990 * mb, 1000 * mb, true});
  other.online = false;
  open();
  BOOST_TEST(d().text_visible("照片还没传到这台设备"), d().outline());
  other.come_online();
  d().advance(400);
  BOOST_TEST(d().exists(Role::image, "马玉莲的照片"), d().outline());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace huzhu::test
