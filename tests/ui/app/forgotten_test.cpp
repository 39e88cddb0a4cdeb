// 忘了密码: somebody forgot the PIN, the lead has a profile on the same tablet, and there is no network.
#include <boost/test/unit_test.hpp>

#include "core/people/keyring.h"
#include "tests/ui/app/tablet.h"

namespace huzhu::test {
namespace {

using ui::Role;

constexpr std::string_view lead_pin = "24681357", old_pin = "135790", new_pin = "864209";

struct Shared : County {
  TabletApp tablet{*this, 25};

  Shared() {
    tablet.enrol(code(village), "陈桂香", lead_pin);
    tablet.network();
    tablet.online = false;
    add("魏长顺", old_pin);
    add("马玉莲", "112233");
    press("换人");
  }
  void press(const char* name) { tablet.d().by_role(Role::button, name).press(); }
  void choose(const char* name) { tablet.d().by_role(Role::radio, name).press(); }
  bool says(const char* words) { return tablet.d().text_visible(words); }
  bool at_home() { return tablet.d().exists(Role::heading, "今日"); }
  bool locked() { return tablet.d().exists(Role::radiogroup, "谁在用？"); }
  void add(const char* name, std::string_view pin) {
    press("更多");
    press("加一个人");
    tablet.d().by_role(Role::textbox, "姓名").type(name);
    press("让他自己设密码");
    tablet.type_pin(pin);
    tablet.type_pin(pin);
    tablet.d().advance(400);
    tablet.network();
    if (!tablet.d().exists(Role::button, "换人")) press("更多");
  }
  void type(std::string_view pin) {
    tablet.type_pin(pin);
    tablet.d().advance(400);
    tablet.network();
  }
  // 长顺 begins to register somebody, and leaves the tablet before it is saved.
  void begin_an_elder() {
    choose("长顺");
    type(old_pin);
    press("老人");
    press("登记");
    tablet.d().by_role(Role::textbox, "姓名").type("包玉兰");
    tablet.d().advance(2000);
    press("返回");
    press("更多");
    press("换人");
  }
  people::Keyring keyring() { return people::Keyring::decode(tablet.keyring).value(); }
  people::KeyringEntry entry(std::string_view short_name) {
    const people::Keyring kept = keyring();
    for (const people::KeyringEntry& e : kept.entries())
      if (e.short_name == short_name) return e;
    return {};
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(forgotten, Shared)

BOOST_AUTO_TEST_CASE(the_lead_gives_a_new_pin_from_the_lock_screen_with_no_network) {
  const people::KeyringEntry other = entry("玉莲"), before = entry("长顺");
  choose("长顺");
  press("忘了密码");
  BOOST_TEST(says("站长输密码，给长顺设新的"), tablet.d().outline());
  BOOST_TEST(says("桂香，输 8 位密码"), tablet.d().outline());  // who set the tablet up is chosen already
  type(lead_pin);
  BOOST_TEST(says("魏长顺，给自己设 6 位密码"), tablet.d().outline());
  type(new_pin);
  type(new_pin);
  // The tablet is in the helper's hands: the lead's session is over.
  BOOST_TEST(locked(), tablet.d().outline());
  BOOST_TEST(says("魏长顺的新密码设好了"), tablet.d().outline());
  // The old wrap is gone; the others' are as they were.
  BOOST_TEST(keyring().entries().size() == 3u);
  BOOST_TEST((entry("长顺").profile != before.profile));
  BOOST_TEST((entry("玉莲").wrapped == other.wrapped && entry("玉莲").profile == other.profile));
  choose("长顺");
  type(old_pin);
  BOOST_TEST(!at_home());
  clock.pass_minutes(6);
  tablet.d().advance(1'100);
  type(new_pin);
  BOOST_TEST(at_home(), tablet.d().outline());
}

BOOST_AUTO_TEST_CASE(ten_mistakes_lead_to_the_lead_and_erase_nothing) {
  choose("长顺");
  const Bytes wrapped = entry("长顺").wrapped;
  for (int i = 0; i < 10; ++i) {
    type("000000");
    clock.pass_minutes(6);
    tablet.d().advance(1'100);
  }
  BOOST_TEST(says("错了 10 回，请站长来帮你。"), tablet.d().outline());
  tablet.restart();
  choose("长顺");
  BOOST_TEST(says("错了 10 回，请站长来帮你。"), tablet.d().outline());
  BOOST_TEST((entry("长顺").wrapped == wrapped));
  press("忘了密码");
  type(lead_pin);
  type(new_pin);
  type(new_pin);
  choose("长顺");
  type(new_pin);
  BOOST_TEST(at_home(), tablet.d().outline());
}

BOOST_AUTO_TEST_CASE(somebody_who_is_no_lead_gives_nobody_a_pin) {
  const Bytes before = entry("长顺").wrapped;
  choose("长顺");
  press("忘了密码");
  choose("玉莲");
  BOOST_TEST(says("站长输密码，给长顺设新的"), tablet.d().outline());
  type("112233");
  BOOST_TEST(at_home(), tablet.d().outline());
  BOOST_TEST(says("给长顺设新密码，要站长来。"), tablet.d().outline());
  BOOST_TEST((entry("长顺").wrapped == before));
}

BOOST_AUTO_TEST_CASE(who_remembers_goes_on_as_before) {
  choose("长顺");
  press("忘了密码");
  press("想起来了");
  BOOST_TEST(says("长顺，输 6 位密码"), tablet.d().outline());
  type(old_pin);
  BOOST_TEST(at_home(), tablet.d().outline());
}

BOOST_AUTO_TEST_CASE(who_leaves_the_tablet_gets_in_no_more_and_comes_back_to_what_was_begun) {
  const EntityId before = entry("长顺").profile;
  const Bytes other = entry("玉莲").wrapped;
  begin_an_elder();
  choose("桂香");
  type(lead_pin);
  press("更多");
  press("人和设备");
  press("谁不用了");
  const auto take_off = [&] {
    press("去掉，魏长顺");
    BOOST_TEST(says("魏长顺怎么不用了？"), tablet.d().outline());
  };
  BOOST_TEST(!tablet.d().exists(Role::button, "去掉，陈桂香"));   // nobody takes off themselves
  take_off();
  press("关上");
  BOOST_TEST(keyring().entries().size() == 3u);
  take_off();
  press("只从这台去掉");
  BOOST_TEST(says("魏长顺从这台去掉了"), tablet.d().outline());
  BOOST_TEST(keyring().entries().size() == 2u);
  press("撤回");
  BOOST_TEST((entry("长顺").profile == before), tablet.d().outline());
  tablet.d().advance(400);
  take_off();
  press("只从这台去掉");
  tablet.d().advance(400);
  BOOST_TEST((!entry("长顺").profile && entry("玉莲").wrapped == other));
  // The lock knows them no more, and what they began shows up with nobody else.
  press("返回");
  press("返回");
  press("换人");
  BOOST_TEST((!tablet.d().exists(Role::radio, "长顺") && tablet.d().exists(Role::radio, "玉莲")), tablet.d().outline());
  choose("玉莲");
  type("112233");
  press("老人");
  press("登记");
  BOOST_TEST(!says("包玉兰"));
  press("返回");
  press("更多");
  press("换人");
  // Back again, by a new PIN.
  choose("桂香");
  type(lead_pin);
  press("更多");
  press("人和设备");
  press("谁不用了");
  press("加回来，魏长顺");
  type(new_pin);
  type(new_pin);
  BOOST_TEST((entry("长顺").profile && entry("长顺").profile != before), tablet.d().outline());
  press("返回");
  press("返回");
  press("换人");
  choose("长顺");
  type(new_pin);
  BOOST_TEST(at_home(), tablet.d().outline());
  press("老人");
  press("登记");
  BOOST_TEST(tablet.d().by_role(Role::textbox, "姓名").node().value == "包玉兰", tablet.d().outline());
}

// A link opens no more than its button would.
BOOST_AUTO_TEST_CASE(nobody_gets_by_a_link_where_no_button_leads) {
  choose("桂香");
  type(lead_pin);
  register_elder(tablet.d());
  tablet.d().advance(400);
  press("谁看过");
  BOOST_TEST(tablet.d().exists(Role::button, "存一份给本人"), tablet.d().outline());
  const std::string looked = tablet.paths.empty() ? std::string() : tablet.paths.back();
  BOOST_REQUIRE_MESSAGE(looked.starts_with("looked/"), looked);
  for (const std::string& path : {looked, std::string("looks"), std::string("station"), std::string("held"), std::string("retention")}) {
    tablet.link = path;
    tablet.restart();
    choose("长顺");
    type(old_pin);
    BOOST_TEST(at_home(), tablet.d().outline());
    BOOST_TEST(!tablet.d().exists(Role::button, "存一份给本人"));
  }
  tablet.link = looked;
  tablet.restart();
  choose("桂香");
  type(lead_pin);
  BOOST_TEST(tablet.d().exists(Role::button, "存一份给本人"), tablet.d().outline());
}

BOOST_AUTO_TEST_CASE(who_leaves_for_good_sees_no_elder_and_what_they_recorded_counts) {
  choose("长顺");
  type(old_pin);
  register_elder(tablet.d());
  press("返回");
  press("更多");
  press("换人");
  choose("桂香");
  type(lead_pin);
  press("更多");
  press("人和设备");
  press("谁不用了");
  press("去掉，魏长顺");
  press("不干了，哪台都不再用");
  BOOST_TEST(says("魏长顺不干了"), tablet.d().outline());
  BOOST_TEST(!entry("长顺").profile);
  tablet.d().advance(400);
  BOOST_TEST(!tablet.d().exists(Role::button, "加回来，魏长顺"), tablet.d().outline());   // nobody who has no role
  press("返回");
  press("返回");
  press("老人");
  BOOST_TEST(says("马玉莲"), tablet.d().outline());
}

BOOST_AUTO_TEST_CASE(a_new_pin_loses_nothing_that_was_begun) {
  const EntityId before = entry("长顺").profile;
  begin_an_elder();
  choose("长顺");
  press("忘了密码");
  type(lead_pin);
  type(new_pin);
  type(new_pin);
  BOOST_TEST((entry("长顺").profile != before));
  choose("长顺");
  type(new_pin);
  press("老人");
  press("登记");
  BOOST_TEST(tablet.d().by_role(Role::textbox, "姓名").node().value == "包玉兰", tablet.d().outline());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace huzhu::test
