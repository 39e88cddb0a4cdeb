// 请站长帮忙: somebody forgot the PIN, the lead is at home on another tablet, and neither has a network.
#include <boost/test/unit_test.hpp>

#include "core/people/keyring.h"
#include "tests/ui/app/two_screens.h"

namespace huzhu::test {
namespace {

using ui::Role;

constexpr std::string_view lead_pin = "24681357", old_pin = "135790", new_pin = "864209", helper_pin = "97531864";

struct Apart : County {
  TabletApp village_one{*this, 25}, village_two{*this, 26, 800, 1280};

  Apart() {
    village_one.enrol(code(village), "陈桂香", lead_pin);
    village_one.network();
    village_two.enrol(code(village), "李存花", helper_pin);
    village_two.network();
    add_volunteer();
    press(village_one, "更多");
    village_one.news();
    village_two.news();
    rest(village_one);
    village_one.online = village_two.online = false;
    press(village_one, "换人");
  }
  static void press(TabletApp& tablet, const char* name) { tablet.d().by_role(Role::button, name).press(); }
  static bool says(TabletApp& tablet, const char* words) { return tablet.d().text_visible(words); }
  static bool at_home(TabletApp& tablet) { return tablet.d().exists(Role::heading, "今日"); }
  static void rest(TabletApp& tablet) {
    tablet.d().advance(2'000);
    tablet.network();
  }
  static void type(TabletApp& tablet, std::string_view pin) {
    tablet.type_pin(pin);
    tablet.d().advance(400);
    tablet.network();
  }
  void add_volunteer() {
    press(village_one, "更多");
    press(village_one, "加一个人");
    village_one.d().by_role(Role::textbox, "姓名").type("魏长顺");
    press(village_one, "让他自己设密码");
    village_one.type_pin(old_pin);
    village_one.type_pin(old_pin);
    rest(village_one);
  }
  void ask(const char* who = "长顺") {
    village_one.d().by_role(Role::radio, who).press();
    press(village_one, "忘了密码");
    press(village_one, "让别的平板上的站长帮忙");
  }
  void open_helper() {
    press(village_two, "更多");
    press(village_two, "人和设备");
    press(village_two, "帮人重设密码");
  }
  // Up to the answer on the lead's screen.
  std::vector<std::string> helped() {
    open_helper();
    shown_to(village_two, codes_on(village_one));
    press(village_two, "一样，帮他");
    return codes_on(village_two);
  }
  people::Keyring keyring() { return people::Keyring::decode(village_one.keyring).value(); }
  EntityId profile(std::string_view short_name) {
    const people::Keyring kept = keyring();
    for (const people::KeyringEntry& e : kept.entries())
      if (e.short_name == short_name) return e.profile;
    return {};
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(far_reset, Apart)

BOOST_AUTO_TEST_CASE(the_lead_helps_from_another_tablet_with_no_network) {
  const EntityId before = profile("长顺"), other = profile("桂香");
  ask();
  BOOST_TEST(says(village_one, "长顺，请站长扫这个码"), village_one.d().outline());
  BOOST_TEST(says(village_one, "李存花"));
  open_helper();
  shown_to(village_two, codes_on(village_one));
  BOOST_TEST(says(village_two, "魏长顺忘了密码"), village_two.d().outline());
  BOOST_TEST(says(village_two, "他用的是红古村站 1 号"), village_two.d().outline());
  BOOST_TEST(words_on(village_one).size() == 4u);
  BOOST_TEST(words_on(village_one) == words_on(village_two));
  press(village_two, "一样，帮他");
  BOOST_TEST(says(village_two, "让魏长顺扫这个码"), village_two.d().outline());
  const auto answer = codes_on(village_two);
  BOOST_REQUIRE(!answer.empty());
  press(village_one, "扫站长的码");
  shown_to(village_one, answer);
  BOOST_TEST(says(village_one, "长顺，给自己设 6 位密码"), village_one.d().outline());
  type(village_one, new_pin);
  type(village_one, new_pin);
  BOOST_TEST(at_home(village_one), village_one.d().outline());
  BOOST_TEST(says(village_one, "长顺的新密码设好了"), village_one.d().outline());
  BOOST_TEST(keyring().entries().size() == 2u);
  BOOST_TEST((profile("长顺") != before && profile("桂香") == other));
  BOOST_TEST(keyring().help_asked.empty());
  // He goes on, and what he writes counts everywhere.
  register_elder(village_one.d());
  press(village_one, "返回");
  press(village_one, "更多");
  press(village_one, "换人");
  village_one.d().by_role(Role::radio, "长顺").press();
  type(village_one, old_pin);
  BOOST_TEST(!at_home(village_one));
  clock.pass_minutes(6);
  village_one.d().advance(1'100);
  type(village_one, new_pin);
  BOOST_TEST(at_home(village_one), village_one.d().outline());
  for (TabletApp* tablet : {&village_two, &village_one, &village_two}) tablet->come_online();
  press(village_two, "好了");
  press(village_two, "返回");
  press(village_two, "老人");
  BOOST_TEST(says(village_two, "马玉莲"), village_two.d().outline());
}

BOOST_AUTO_TEST_CASE(other_words_end_it_and_nothing_is_written) {
  ask();
  open_helper();
  shown_to(village_two, codes_on(village_one));
  press(village_two, "不一样");
  BOOST_TEST(says(village_two, "词不一样，没有帮"), village_two.d().outline());
  press(village_two, "再扫一次");
  BOOST_TEST(village_two.d().exists(Role::image, "摄像头的画面"), village_two.d().outline());
  shown_to(village_two, {"HZ1:ABC", "HUZHU:J:12345678:0123456789ABCDEF"});
  BOOST_TEST(says(village_two, "这个码不是请人帮忙的码"), village_two.d().outline());
}

BOOST_AUTO_TEST_CASE(an_answer_opens_only_what_it_was_given_for) {
  ask();
  const auto words = words_on(village_one);
  const auto old_answer = helped();
  // The tablet dies; the request is the same.
  village_one.restart();
  ask();
  BOOST_TEST(words_on(village_one) == words);
  // He remembers; that ends the request, and the next one is another.
  press(village_one, "返回");
  press(village_one, "想起来了");
  type(village_one, old_pin);
  BOOST_TEST(at_home(village_one), village_one.d().outline());
  press(village_one, "更多");
  press(village_one, "换人");
  ask();
  BOOST_TEST(words_on(village_one) != words);
  press(village_one, "扫站长的码");
  shown_to(village_one, old_answer);
  BOOST_TEST(says(village_one, "这不是给这回的"), village_one.d().outline());
  BOOST_TEST(village_one.d().exists(Role::image, "摄像头的画面"));
  // Its own request is no answer either.
  press(village_one, "再看我的码");
  const auto own = codes_on(village_one);
  press(village_one, "扫站长的码");
  shown_to(village_one, own);
  BOOST_TEST(says(village_one, "这个码不是站长给的回答"), village_one.d().outline());
}

BOOST_AUTO_TEST_CASE(nobody_elsewhere_may_help_a_lead_of_the_same_village) {
  ask("桂香");
  BOOST_TEST(says(village_one, "这台不知道谁能在别处帮桂香"), village_one.d().outline());
  BOOST_TEST(!village_one.d().exists(Role::button, "扫站长的码"));
}

BOOST_AUTO_TEST_CASE(a_stopped_tablet_is_not_helped) {
  press(village_two, "更多");
  press(village_two, "人和设备");
  press(village_two, "停用");
  press(village_two, "丢了，停用它");
  press(village_two, "帮人重设密码");
  ask();
  shown_to(village_two, codes_on(village_one));
  BOOST_TEST(says(village_two, "那台停用了"), village_two.d().outline());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace huzhu::test
