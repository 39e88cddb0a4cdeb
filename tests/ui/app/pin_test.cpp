// How long a PIN is by role, of digits or of pictures, and how somebody is asked for a longer one.
#include <boost/test/unit_test.hpp>

#include "core/people/draft_ops.h"
#include "core/people/keyring.h"
#include "tests/ui/app/tablet.h"

namespace huzhu::test {
namespace {

using people::PinForm;
using people::PinKind;
using ui::Role;

constexpr std::string_view lead_pin = "24681357", other_pin = "86420975", short_pin = "135790";
const std::vector<std::string_view> six = {"鸡", "鱼", "鱼", "太阳", "锅", "笑脸"}, eight = {"鸡", "鱼", "鱼", "太阳", "锅", "笑脸", "月亮", "房子"};

struct Pins : County {
  TabletApp tablet{*this, 45};

  void press(std::string_view name) { tablet.d().by_role(Role::button, name).press(); }
  void choose(const char* name) { tablet.d().by_role(Role::radio, name).press(); }
  bool says(const char* words) { return tablet.d().text_visible(words); }
  bool at_home() { return tablet.d().exists(Role::heading, "今日"); }
  void settle() {
    tablet.d().advance(400);
    tablet.network();
  }
  void type(std::string_view pin) {
    tablet.type_pin(pin);
    settle();
  }
  void type(const std::vector<std::string_view>& pictures) {
    for (const std::string_view picture : pictures) press(picture);
    settle();
  }
  // Up to the choice of a PIN, as the lead of the village.
  void begin() {
    tablet.ask_code(code(village));
    tablet.compare_words();
    tablet.d().by_role(Role::textbox, "姓名").type("陈桂香");
    press("接着设密码");
  }
  void enrol_lead() {
    tablet.enrol(code(village), "陈桂香", lead_pin);
    tablet.network();
  }
  // Ends at the choice of a PIN.
  void add(const char* name) {
    press("更多");
    press("加一个人");
    tablet.d().by_role(Role::textbox, "姓名").type(name);
    press("让他自己设密码");
  }
  void lock() {
    if (!tablet.d().exists(Role::button, "换人")) press("更多");
    press("换人");
  }
  void change_own() {
    press("更多");
    press("设置");
    press("改我的密码");
  }
  people::KeyringEntry entry(std::string_view short_name) {
    const people::Keyring kept = people::Keyring::decode(tablet.keyring).value();
    for (const people::KeyringEntry& e : kept.entries())
      if (e.short_name == short_name) return e;
    return {};
  }
  static Hash derived(std::string_view pin, const Bytes& salt) { return crypto::blake2b({view(pin), salt}); }
  // The lead's as it was before leads needed more than six digits, in the keyring of that time.
  void as_before_the_rule() {
    people::Keyring ring = people::Keyring::decode(tablet.keyring).value();
    const people::KeyringEntry e = entry("桂香");
    const auto person = ring.unlock(e.profile, derived(lead_pin, e.salt), clock.now_ms());
    BOOST_REQUIRE(person.ok());
    const auto challenge = people::Keyring::new_challenge(random);
    BOOST_REQUIRE(ring.put(e.profile, "桂香", "站长", {}, challenge, derived(short_pin, challenge.salt), person->database_key, person->actor, random).ok());
    tablet.keyring = ring.encode();
    tablet.keyring.resize(tablet.keyring.size() - 2);
    tablet.keyring[1 + std::string_view("huzhu/keyring/").size()] = '4';
    tablet.restart();
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(pin, Pins)

BOOST_AUTO_TEST_CASE(a_lead_sets_eight_digits) {
  begin();
  BOOST_TEST(says("给自己设 8 位密码"), tablet.d().outline());
  type("246813");
  BOOST_TEST(says("给自己设 8 位密码"), tablet.d().outline());  // not enough yet
  type("57");
  BOOST_TEST(says("再输一遍"), tablet.d().outline());
  type(lead_pin);
  BOOST_TEST(tablet.d().exists(Role::button, "跳过"), tablet.d().outline());
}

BOOST_AUTO_TEST_CASE(the_lock_calls_everybody_by_the_role_they_hold_now) {
  enrol_lead();
  add("魏长顺");
  type(short_pin);
  type(short_pin);
  tablet.d().advance(400);
  lock();
  people::Keyring ring = people::Keyring::decode(tablet.keyring).value();
  for (const char* name : {"桂香", "长顺"}) BOOST_TEST(ring.call(entry(name).profile, "县管理员"));
  tablet.keyring = ring.encode();
  tablet.restart();
  choose("桂香");
  type(lead_pin);
  tablet.d().advance(3000);
  BOOST_TEST(entry("桂香").role_word == "站长");
  BOOST_TEST(entry("长顺").role_word == "志愿者");
}

BOOST_AUTO_TEST_CASE(the_pad_knows_before_the_unlock_how_many_there_are) {
  enrol_lead();
  add("魏长顺");
  BOOST_TEST(says("魏长顺，给自己设 6 位密码"), tablet.d().outline());
  type(short_pin);
  type(short_pin);
  BOOST_TEST((entry("桂香").pin == PinForm{PinKind::digits, 8}));
  BOOST_TEST((entry("长顺").pin == PinForm{PinKind::digits, 6}));
  lock();
  tablet.restart();
  choose("长顺");
  BOOST_TEST(says("长顺，输 6 位密码"), tablet.d().outline());
  BOOST_TEST(says("输了 0 个，共 6 个"));
  choose("桂香");
  BOOST_TEST(says("桂香，输 8 位密码"), tablet.d().outline());
  type(lead_pin);
  BOOST_TEST(at_home(), tablet.d().outline());
}

BOOST_AUTO_TEST_CASE(what_is_guessed_first_is_refused) {
  begin();
  for (const char* weak : {"12345678", "77777777", "19560311"}) {
    type(weak);
    BOOST_TEST(says("太好猜了"), tablet.d().outline());
    BOOST_TEST(says("给自己设 8 位密码"));
    BOOST_TEST(says("输了 0 个，共 8 个"));
  }
  type("2");
  BOOST_TEST(!says("太好猜了"), tablet.d().outline());
}

BOOST_AUTO_TEST_CASE(pictures_instead_of_digits) {
  enrol_lead();
  add("魏长顺");
  press("数字记不住？用图来记");
  BOOST_TEST(says("魏长顺，给自己选 6 个图"), tablet.d().outline());
  for (const char* picture : {"太阳", "月亮", "树", "花", "鸡", "鱼", "房子", "饭碗", "锅", "菜篮", "扫帚", "笑脸"}) BOOST_TEST(tablet.d().exists(Role::button, picture), picture);
  type(std::vector<std::string_view>(6, "鸡"));
  BOOST_TEST(says("太好猜了"), tablet.d().outline());
  type({"太阳", "月亮", "树", "花", "鸡", "鱼"});
  BOOST_TEST(says("太好猜了"), tablet.d().outline());
  type(six);
  BOOST_TEST(!tablet.d().exists(Role::button, "还是用数字"), tablet.d().outline());  // the second time is of the same kind
  type(six);
  BOOST_TEST((entry("长顺").pin == PinForm{PinKind::pictures, 6}));
  lock();
  choose("长顺");
  BOOST_TEST(says("长顺，点你的 6 个图"), tablet.d().outline());
  type({"鱼", "鸡", "鱼", "太阳", "锅", "笑脸"});  // their order counts
  BOOST_TEST(says("密码不对"), tablet.d().outline());
  tablet.d().advance(1'100);
  clock.pass_minutes(1);
  tablet.d().advance(1'100);
  press("鸡");
  press("锅");
  press("退一个");
  type({"鱼", "鱼", "太阳", "锅", "笑脸"});
  BOOST_TEST(at_home(), tablet.d().outline());
}

BOOST_AUTO_TEST_CASE(a_lead_presses_eight_pictures_and_changes_to_digits) {
  begin();
  press("数字记不住？用图来记");
  BOOST_TEST(says("给自己选 8 个图"), tablet.d().outline());
  type(eight);
  type(eight);
  press("跳过");
  settle();
  BOOST_TEST((entry("桂香").pin == PinForm{PinKind::pictures, 8}));
  change_own();
  BOOST_TEST(says("给自己选 8 个图"), tablet.d().outline());  // the kind one is used to
  press("还是用数字");
  BOOST_TEST(says("给自己设 8 位密码"), tablet.d().outline());
  type(other_pin);
  type(other_pin);
  BOOST_TEST(says("密码改好了"), tablet.d().outline());
  BOOST_TEST((entry("桂香").pin == PinForm{PinKind::digits, 8}));
  press("返回");
  lock();
  type(other_pin);
  BOOST_TEST(!tablet.d().exists(Role::radiogroup, "谁在用？"), tablet.d().outline());
}

BOOST_AUTO_TEST_CASE(a_short_one_opens_as_before_and_a_longer_one_is_asked_for) {
  enrol_lead();
  lock();
  as_before_the_rule();
  BOOST_TEST(says("桂香，输 6 位密码"), tablet.d().outline());
  type(short_pin);
  BOOST_TEST(tablet.d().exists(Role::heading, "换个长点的密码"), tablet.d().outline());
  BOOST_TEST(says("别人更难猜"));
  // Put off, and said so; asked again at the next unlock.
  press("先不换，下回开锁再问我");
  BOOST_TEST(at_home(), tablet.d().outline());
  BOOST_TEST(says("下回开锁再问你"), tablet.d().outline());
  lock();
  type(short_pin);
  tablet.d().send(ui::event::Back{});
  BOOST_TEST(at_home(), tablet.d().outline());
  BOOST_TEST(says("下回开锁再问你"), tablet.d().outline());
  lock();
  type(short_pin);
  press("现在换");
  BOOST_TEST(says("给自己设 8 位密码"), tablet.d().outline());
  tablet.d().send(ui::event::Back{});
  BOOST_TEST(tablet.d().exists(Role::button, "现在换"), tablet.d().outline());
  press("现在换");
  type(other_pin);
  type(other_pin);
  BOOST_TEST(at_home(), tablet.d().outline());
  BOOST_TEST(says("密码改好了"));
  BOOST_TEST((entry("桂香").pin == PinForm{PinKind::digits, 8}));
  lock();
  type(other_pin);
  BOOST_TEST(at_home(), tablet.d().outline());
}

BOOST_AUTO_TEST_CASE(the_question_for_a_longer_one_is_read_aloud) {
  enrol_lead();
  lock();
  as_before_the_rule();
  type(short_pin);
  press("大字，换成长辈版");
  tablet.d().send(ui::event::Preferences{false, false, false, 1, true, false});
  press("念出来");
  BOOST_REQUIRE(!tablet.spoken.empty());
  for (const char* words : {"别人更难猜", "现在换", "先不换，下回开锁再问我"}) BOOST_TEST(tablet.spoken.back().find(words) != std::string::npos, tablet.spoken.back());
}

BOOST_AUTO_TEST_CASE(who_comes_to_lead_is_asked_at_the_next_unlock) {
  using T = model::EntityType;
  enrol_lead();
  add("魏长顺");
  type(short_pin);
  type(short_pin);
  lock();
  choose("长顺");
  type(short_pin);
  BOOST_TEST(at_home(), tablet.d().outline());  // as a volunteer he has what he needs
  auto admin = enrol(county, "周育才", 46);
  BOOST_REQUIRE(admin);
  for (int i = 0; i < 2; ++i) BOOST_REQUIRE(sync(*admin).ok());
  people::Session session = admin->session();
  people::DraftOps ops;
  ops.of(T::role_grant, session.new_entity())
      .set(model::role_grant::profile, Value::of(entry("长顺").profile))
      .set(model::role_grant::role, Value::of(static_cast<std::int64_t>(model::RoleKind::station_lead)))
      .set(model::role_grant::area, Value::of(village));
  BOOST_REQUIRE(session.commit(session.authority_scope(), ops.take()).ok());
  BOOST_REQUIRE(sync(*admin).ok());
  tablet.come_online();
  tablet.news();
  lock();
  choose("长顺");
  BOOST_TEST(says("长顺，输 6 位密码"), tablet.d().outline());
  type(short_pin);
  BOOST_TEST(tablet.d().exists(Role::heading, "换个长点的密码"), tablet.d().outline());
  press("现在换");
  press("数字记不住？用图来记");
  type(eight);
  type(eight);
  BOOST_TEST(at_home(), tablet.d().outline());
  BOOST_TEST((entry("长顺").pin == PinForm{PinKind::pictures, 8}));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace huzhu::test
