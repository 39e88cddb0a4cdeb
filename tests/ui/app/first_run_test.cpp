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

BOOST_AUTO_TEST_CASE(records_that_no_key_opens_are_not_given_up_unasked) {
  tablet.enrol(code(village), "陈桂香", "24681357");
  const Bytes kept = tablet.keyring;
  for (const Bytes& lost : {Bytes(), Bytes(40, 7)}) {   // the browser's key store is gone; the file is damaged
    tablet.keyring = lost;
    tablet.restart();
    BOOST_TEST(tablet.d().text_visible("这台上的记录打不开了"), tablet.d().outline());
    BOOST_TEST(!tablet.d().exists(Role::textbox, "8 位号码"));
    BOOST_CHECK(tablet.keyring == lost);
  }
  // It was for a moment: all is there.
  tablet.keyring = kept;
  tablet.restart();
  BOOST_TEST(!tablet.d().text_visible("这台上的记录打不开了"), tablet.d().outline());
  // It is for good, and the lead says so.
  tablet.keyring.clear();
  tablet.restart();
  BOOST_TEST((tablet.d().by_role(Role::button, "从头登记这台").node().flags & ui::node_disabled) != 0);
  tablet.d().by_role(Role::checkbox, "问过站长了，没发的不要了").press();
  tablet.d().advance(400);
  tablet.d().by_role(Role::button, "从头登记这台").press();
  tablet.d().advance(400);
  tablet.enrol(code(village), "陈桂香", "24681357");
  BOOST_TEST(at_home(), tablet.d().outline());
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
