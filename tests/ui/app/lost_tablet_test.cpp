// A tablet is lost: two people shared it all day with no network, one forgot the PIN, a neighbour carries what was not sent, the
// tablet is stopped from the neighbour's with the hub away, the person goes on there, and nothing is lost.
#include <boost/test/unit_test.hpp>

#include "core/people/query.h"
#include "tests/ui/app/tablet.h"

namespace huzhu::test {
namespace {

using ui::Role;

constexpr std::string_view lead_pin = "24681357", old_pin = "135790", new_pin = "864209", neighbour_pin = "97531864", next_pin = "112358";

struct LostTablet : County {
  TabletApp lost{*this, 35}, neighbour{*this, 36, 800, 1280};

  LostTablet() {
    lost.enrol(code(village), "陈桂香", lead_pin);
    neighbour.enrol(code(village), "李存花", neighbour_pin);
    for (TabletApp* tablet : {&lost, &neighbour, &lost}) {
      tablet->network();
      tablet->news();
    }
    lost.online = neighbour.online = false;
  }
  static void press(TabletApp& tablet, std::string_view name) { tablet.d().by_role(Role::button, name).press(); }
  static bool says(TabletApp& tablet, const char* words) { return tablet.d().text_visible(words); }
  static bool at_home(TabletApp& tablet) { return tablet.d().exists(Role::heading, "今日"); }
  static void type(TabletApp& tablet, std::string_view pin) {
    tablet.type_pin(pin);
    tablet.d().advance(400);
    tablet.network();
  }
  static void unlock(TabletApp& tablet, const char* who, std::string_view pin) {
    tablet.d().by_role(Role::radio, who).press();
    type(tablet, pin);
    BOOST_REQUIRE_MESSAGE(at_home(tablet), tablet.d().outline());
  }
  static void change(TabletApp& tablet) {
    if (!tablet.d().exists(Role::button, "换人")) press(tablet, "更多");
    press(tablet, "换人");
  }
  static void record(TabletApp& tablet, std::string_view elder, const std::string& id) {
    register_elder(tablet.d(), elder, "", id);
    press(tablet, "返回");
  }
  static void add(TabletApp& tablet, const char* name, std::string_view pin) {
    press(tablet, "更多");
    press(tablet, "加一个人");
    tablet.d().by_role(Role::textbox, "姓名").type(name);
    press(tablet, "让他自己设密码");
    type(tablet, pin);
    type(tablet, pin);
  }
  static std::size_t people_on(TabletApp& tablet, std::string_view name) {
    std::size_t count = 0;
    for (const ui::Node& node : tablet.d().tree().nodes) count += node.role == Role::radio && node.name.starts_with(name);
    return count;
  }
  // Persons of this name in the register of a device.
  static int known(Tablet& tablet, std::string_view name) {
    int count = 0;
    people::each_row(tablet.replica().db().cached("SELECT 1 FROM person WHERE name=?1").bind(1, name), [&](const store::Statement&) { ++count; });
    return count;
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(lost_tablet, LostTablet)

BOOST_AUTO_TEST_CASE(nothing_is_lost_and_the_person_goes_on_elsewhere) {
  // A day with no network, two people, one tablet.
  record(lost, "马玉莲", "999999194706032044");
  add(lost, "魏长顺", old_pin);
  change(lost);
  unlock(lost, "长顺", old_pin);
  record(lost, "李秀英", "999999194706032060");
  change(lost);
  // He forgets the PIN; the lead is there.
  lost.d().by_role(Role::radio, "长顺").press();
  press(lost, "忘了密码");
  type(lost, lead_pin);
  type(lost, new_pin);
  type(lost, new_pin);
  unlock(lost, "长顺", new_pin);
  record(lost, "王桂兰", "999999194706032087");

  // A neighbour comes by and takes along what has not been sent.
  press(lost, "更多");
  press(lost, "同步");
  press(lost, "捎文件");
  lost.d().by_role(Role::radio, "红古村站 2 号平板").press();
  press(lost, "存成文件");
  BOOST_REQUIRE_MESSAGE(lost.saved_files.size() == 1u, lost.d().outline());
  neighbour.d().send(ui::event::FileChosen{0, lost.saved_files[0].name, lost.saved_files[0].data});
  neighbour.d().advance(1'000);
  BOOST_TEST(says(neighbour, "收好了"), neighbour.d().outline());

  // The tablet is lost. It is stopped from the neighbour's, with the hub away.
  press(neighbour, "返回");
  press(neighbour, "更多");
  press(neighbour, "人和设备");
  press(neighbour, "停用");
  press(neighbour, "丢了，停用它");
  neighbour.d().advance(1'000);
  // He goes on on the neighbour's within a minute: one press and a new PIN.
  BOOST_TEST(says(neighbour, "平板停用了的人"), neighbour.d().outline());
  BOOST_TEST(!says(neighbour, "陈桂香，"), neighbour.d().outline());  // the lead is for the township to take in again
  press(neighbour, "换到这台");
  BOOST_TEST(says(neighbour, "魏长顺，给自己设 6 位密码"), neighbour.d().outline());
  type(neighbour, next_pin);
  type(neighbour, next_pin);
  BOOST_TEST(!says(neighbour, "平板停用了的人"), neighbour.d().outline());
  press(neighbour, "返回");
  change(neighbour);
  BOOST_TEST(people_on(neighbour, "长顺") == 1u);
  unlock(neighbour, "长顺", next_pin);
  record(neighbour, "张秀兰", "999999194706032108");

  // The hub comes back: everything that was recorded counts, on every device.
  neighbour.come_online();
  auto third = enrol(village, "周育才", 37);
  BOOST_REQUIRE(third);
  for (int i = 0; i < 2; ++i) BOOST_REQUIRE(sync(*third).ok());
  for (const char* name : {"马玉莲", "李秀英", "王桂兰", "张秀兰"}) BOOST_TEST(known(*third, name) == 1, name);
  BOOST_TEST(third->replica().counts().held == 0u);
  BOOST_TEST(third->replica().counts().void_ops == 0u);
  // 魏长顺 is one person, whatever he wrote with.
  BOOST_TEST(known(*third, "魏长顺") == 1);

  // Whoever finds the tablet and switches it on reads what to do.
  lost.come_online();
  press(lost, "返回");
  press(lost, "返回");
  press(lost, "今日");
  BOOST_TEST(says(lost, "这台停用了，新记的不作数"), lost.d().outline());
  change(lost);
  BOOST_TEST(says(lost, "这台停用了。带给站长，记过的一条也不丢。"), lost.d().outline());
  lost.restart();
  BOOST_TEST(says(lost, "这台停用了。带给站长"), lost.d().outline());
}

// A lead ends the part of somebody who is using another tablet.
BOOST_AUTO_TEST_CASE(who_is_stopped_elsewhere_sees_no_elder_and_loses_nothing) {
  record(lost, "马玉莲", "999999194706032044");
  add(lost, "魏长顺", old_pin);
  for (TabletApp* tablet : {&lost, &neighbour, &lost, &neighbour}) tablet->come_online();
  change(lost);
  unlock(lost, "长顺", old_pin);
  lost.online = false;
  lost.d().send(ui::event::Network{false});
  record(lost, "包玉兰", "999999194706032060");
  press(neighbour, "更多");
  press(neighbour, "人和设备");
  press(neighbour, "谁不用了");
  press(neighbour, "不干了，魏长顺");
  press(neighbour, "不干了");
  BOOST_TEST(says(neighbour, "魏长顺不干了"), neighbour.d().outline());
  neighbour.network();
  // Not heard of yet: they go on, and what was recorded meanwhile waits for the lead.
  BOOST_TEST(!says(lost, "你在这里的事停了"));
  for (TabletApp* tablet : {&lost, &neighbour, &lost}) tablet->come_online();
  lost.d().advance(2'000);
  BOOST_TEST(says(lost, "你在这里的事停了"), lost.d().outline());
  BOOST_TEST(!says(lost, "马玉莲"), lost.d().outline());
  press(lost, "锁上");
  // A second time the door stays shut; the others' is as it was.
  lost.d().by_role(Role::radio, "长顺").press();
  type(lost, old_pin);
  BOOST_TEST(says(lost, "你在这里的事停了"), lost.d().outline());
  press(lost, "锁上");
  unlock(lost, "桂香", lead_pin);
  press(lost, "老人");
  BOOST_TEST(says(lost, "马玉莲"), lost.d().outline());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace huzhu::test
