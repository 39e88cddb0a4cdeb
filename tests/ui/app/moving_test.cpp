// An elder goes to live in another village: who reaches both moves the file, and back; who does not is told whom to ask.
#include <boost/test/unit_test.hpp>

#include "tests/ui/app/tablet.h"

namespace huzhu::test {
namespace {

using namespace ui;

struct Moves : County {
  TabletApp town{*this, 31}, old_village{*this, 32}, new_village{*this, 33};

  Moves() {
    old_village.enrol(code(village), "陈桂香", "24681357");
    town.enrol(code(township), "赵玉梅", "24681357");
    new_village.enrol(code(other_village), "马秀兰", "24681357");
    auto device = enrol(village, "周育才", 12);
    BOOST_REQUIRE(sync(*device).ok());
    BOOST_REQUIRE(register_elder(*device, "马玉莲"));
    BOOST_REQUIRE(sync(*device).ok());
    meet();
  }
  void meet() {
    for (int round = 0; round < 2; ++round)
      for (TabletApp* one : {&town, &old_village, &new_village}) {
        one->news();
        one->network();
        one->d().advance(3'000);
        one->network();
        one->d().advance(1'000);
      }
  }
  static void press(TabletApp& tablet, std::string_view name, Role role = Role::button) {
    tablet.d().by_role(role, name).press();
    tablet.d().advance(400);
  }
  static void list(TabletApp& tablet) {
    while (!tablet.d().exists(Role::button, "老人")) press(tablet, "返回");
    press(tablet, "老人");
  }
  static bool lists(TabletApp& tablet) {
    list(tablet);
    return tablet.d().exists(Role::button, "马玉莲");
  }
  static void open_ending(TabletApp& tablet) {
    list(tablet);
    press(tablet, "马玉莲");
    press(tablet, "不再看了");
  }
  void move() {
    open_ending(town);
    press(town, "搬走了", Role::radio);
    BOOST_TEST((town.d().by_role(Role::button, "记下，不再看了").node().flags & node_disabled) != 0);
    press(town, "本地别的村", Role::radio);
    BOOST_TEST(town.d().text_visible("米家台村"), town.d().outline());
    press(town, "记下，迁到米家台村");
    BOOST_TEST(town.d().text_visible("迁到米家台村了"), town.d().outline());
    BOOST_TEST(town.d().text_visible("从红古村迁来的"), town.d().outline());   // the file that goes on
    BOOST_TEST(town.d().exists(Role::button, "记录探访"), town.d().outline());
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(moving, Moves)

BOOST_AUTO_TEST_CASE(the_township_moves_her_and_both_villages_know) {
  move();
  meet();
  BOOST_TEST(!lists(old_village), old_village.d().outline());
  BOOST_TEST(lists(new_village), new_village.d().outline());
  press(new_village, "马玉莲");
  BOOST_TEST(new_village.d().text_visible("从红古村迁来的"), new_village.d().outline());
  press(town, "返回");
  BOOST_TEST(town.d().text_visible("迁到米家台村了"), town.d().outline());
  BOOST_TEST(!town.d().exists(Role::button, "记录探访"), town.d().outline());
  press(town, "不再看了");
  press(town, "搬回来了，在红古村接着看");
  BOOST_TEST(town.d().text_visible("迁回红古村了"), town.d().outline());
  meet();
  BOOST_TEST(lists(old_village), old_village.d().outline());
  BOOST_TEST(!lists(new_village), new_village.d().outline());
}

BOOST_AUTO_TEST_CASE(a_wrong_press_is_taken_back_from_the_toast) {
  move();
  press(town, "撤回");
  meet();
  BOOST_TEST(lists(old_village), old_village.d().outline());
  BOOST_TEST(!lists(new_village), new_village.d().outline());
}

BOOST_AUTO_TEST_CASE(far_away_is_an_end_and_no_move) {
  open_ending(town);
  press(town, "搬走了", Role::radio);
  press(town, "外地", Role::radio);
  press(town, "记下，不再看了");
  meet();
  BOOST_TEST(!lists(old_village));
  BOOST_TEST(!lists(new_village));
}

BOOST_AUTO_TEST_CASE(who_reaches_one_village_is_told_whom_to_ask) {
  open_ending(old_village);
  press(old_village, "搬走了", Role::radio);
  BOOST_TEST(!old_village.d().exists(Role::radio, "外地"));
  BOOST_TEST(old_village.d().text_visible("请镇上的人来迁"), old_village.d().outline());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace huzhu::test
