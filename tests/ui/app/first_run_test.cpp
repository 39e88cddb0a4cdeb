// The first run: a code is good for one grant, so a tablet that dies before the PIN must go on where it was.
#include <boost/test/unit_test.hpp>

#include "core/people/keyring.h"
#include "tests/ui/app/tablet.h"

namespace huzhu::test {
namespace {

using ui::Role;

struct FirstRun : County {
  TabletApp tablet{*this};
  bool at_home() { return tablet.d().exists(Role::heading, "今日"); }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(first_run, FirstRun)

BOOST_AUTO_TEST_CASE(a_tablet_that_dies_after_the_code_goes_on_at_the_name) {
  const std::string once = code(village);
  tablet.ask_code(once);
  tablet.compare_words();
  BOOST_REQUIRE(tablet.d().exists(Role::textbox, "姓名"));
  tablet.restart();
  tablet.compare_words();
  BOOST_TEST(tablet.d().exists(Role::textbox, "姓名"), tablet.d().outline());
  BOOST_TEST(tablet.d().text_visible("红古村"));
  tablet.name_and_pin("陈桂香", "24681357");
  tablet.network();
  BOOST_TEST(at_home(), tablet.d().outline());
  // Nothing of it stays beside the database.
  BOOST_TEST(!people::Keyring::decode(tablet.keyring)->begun.has_value());
}

BOOST_AUTO_TEST_CASE(a_tablet_whose_answer_was_lost_asks_again_with_the_same_key) {
  const std::string once = code(village);
  after_answer = [](const sync::HttpRequest&, hub::Answer& answer) { answer.status = 0; };
  tablet.ask_code(once);
  BOOST_TEST(!tablet.d().exists(Role::button, "一样"));
  after_answer = nullptr;
  tablet.restart();
  tablet.ask_code(once);
  tablet.compare_words();
  BOOST_TEST(tablet.d().exists(Role::textbox, "姓名"), tablet.d().outline());
}

BOOST_AUTO_TEST_CASE(another_code_brings_another_place) {
  tablet.ask_code(code(village));
  tablet.d().by_role(Role::button, "返回").press();
  tablet.ask_code(code(other_village));
  tablet.compare_words();
  BOOST_TEST(tablet.d().text_visible("米家台村"), tablet.d().outline());
  tablet.restart();
  tablet.compare_words();
  BOOST_TEST(tablet.d().text_visible("米家台村"));
}

BOOST_AUTO_TEST_CASE(a_wrong_code_does_not_lose_the_place_one_has) {
  tablet.ask_code(code(village));
  tablet.d().by_role(Role::button, "返回").press();
  tablet.ask_code("00000000");
  tablet.restart();
  tablet.compare_words();
  BOOST_TEST(tablet.d().text_visible("红古村"));
}

BOOST_AUTO_TEST_CASE(what_waits_holds_no_plain_code) {
  const std::string once = code(village);
  tablet.ask_code(once);
  const std::string kept(tablet.keyring.begin(), tablet.keyring.end());
  BOOST_TEST(kept.find(once) == std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace huzhu::test
