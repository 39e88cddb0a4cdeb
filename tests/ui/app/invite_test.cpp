// 登记新设备: a supervisor's device brings in another one, on both screens, through a hub that signs nothing; and all that can go wrong.
#include <boost/test/unit_test.hpp>

#include "core/people/keyring.h"
#include "sync/client/invite_code.h"
#include "tests/ui/app/two_screens.h"

namespace huzhu::test {
namespace {

using ui::Role;

struct Inviting : County {
  TabletApp lead{*this, 15, 800, 1280}, fresh{*this, 16};

  Inviting() {
    lead.enrol(code(village), "陈桂香", "24681357");
    lead.network();
    keys->root.reset();  // from here on the hub can certify nobody
    start();
  }

  void fill_form(TabletApp& by, const char* role, const char* name) {
    by.d().by_role(Role::button, "更多").press();
    by.d().by_role(Role::button, "登记新设备").press();
    by.d().by_role(Role::radio, role).press();
    by.d().by_role(Role::textbox, "姓名").type(name);
  }
  // The digits on the inviting screen.
  std::string invite(TabletApp& by, const char* role = "志愿者", const char* name = "魏长顺") {
    fill_form(by, role, name);
    by.d().by_role(Role::button, "发邀请").press();
    by.network();
    return digits_on(by);
  }
  static std::string digits_on(TabletApp& by) {
    for (const ui::Node& node : by.d().tree().nodes)
      if (node.name.size() == 9 && node.name[4] == ' ' && sync::code_digits(node.name).size() == 8) return sync::code_digits(node.name);
    return {};
  }
  // Both look again whenever they are due, as two devices on a desk.
  void both(TabletApp& one, TabletApp& other) {
    for (int i = 0; i < 5; ++i)
      for (TabletApp* device : {&one, &other}) {
        device->d().advance(2'100);
        device->network();
      }
  }
  void both() { both(lead, fresh); }
  bool says(TabletApp& device, const char* words) { return device.d().text_visible(words); }
  void set_pin(TabletApp& device, std::string_view pin = "135790") {
    device.d().by_role(Role::button, "接着设密码").press();
    device.first_pin(pin);
    device.network();
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(invite, Inviting)

BOOST_AUTO_TEST_CASE(a_volunteer_is_brought_in_with_the_same_words_on_both_screens) {
  const std::string digits = invite(lead);
  BOOST_REQUIRE(digits.size() == 8u);
  BOOST_TEST(lead.d().exists(Role::image, "邀请的二维码"), lead.d().outline());
  fresh.ask_code(digits);
  BOOST_TEST(says(fresh, "找着他了"), fresh.d().outline());
  both();
  const auto words = words_on(lead);
  BOOST_TEST(words.size() == 4u, lead.d().outline());
  BOOST_TEST(words == words_on(fresh));
  BOOST_TEST(says(lead, "来的是：手机"));
  fresh.compare_words();
  BOOST_TEST(says(fresh, "等他也按“一样”"));
  lead.d().by_role(Role::button, "一样，登记").press();
  both();
  BOOST_TEST(says(lead, "已登记"), lead.d().outline());
  BOOST_TEST(says(lead, "魏长顺，红古村志愿者"));
  BOOST_TEST(says(lead, "中心收到了"), lead.d().outline());
  BOOST_TEST(says(fresh, "魏长顺，对吗"), fresh.d().outline());
  set_pin(fresh);
  BOOST_TEST(fresh.d().exists(Role::heading, "今日"), fresh.d().outline());
  BOOST_TEST(says(fresh, "长顺"));
  // Nobody who may not invite is offered it.
  fresh.d().by_role(Role::button, "更多").press();
  BOOST_TEST(!fresh.d().exists(Role::button, "登记新设备"));
}

BOOST_AUTO_TEST_CASE(the_one_who_says_yes_second_may_be_the_new_device) {
  fresh.ask_code(invite(lead));
  both();
  lead.d().by_role(Role::button, "一样，登记").press();
  both();
  BOOST_TEST(fresh.d().exists(Role::button, "一样"), fresh.d().outline());
  fresh.compare_words();
  BOOST_TEST(says(fresh, "魏长顺，对吗"), fresh.d().outline());
}

BOOST_AUTO_TEST_CASE(a_code_that_is_scanned_needs_no_typing_and_names_its_county) {
  const std::string digits = invite(lead);
  const auto scan = [&](const std::string& text) {
    fresh.d().by_role(Role::button, "扫邀请的码").press();
    fresh.d().send(ui::event::CodeRead{0, text});
    fresh.network();
  };
  scan("HZ1:ABC");
  BOOST_TEST(says(fresh, "这个码不是邀请"), fresh.d().outline());
  fresh.d().by_role(Role::button, "改输号码").press();
  Hash other = facts.county_root;
  other[0] ^= 1;
  scan(sync::invite_code_text(digits, other));
  BOOST_TEST(says(fresh, "答话的不是发邀请的那个县"), fresh.d().outline());
  lead.d().by_role(Role::button, "不发了").press();
  lead.d().by_role(Role::button, "发邀请").press();
  lead.network();
  scan(sync::invite_code_text(digits_on(lead), facts.county_root));
  both();
  BOOST_TEST(words_on(fresh).size() == 4u, fresh.d().outline());
  BOOST_TEST(words_on(lead) == words_on(fresh));
}

BOOST_AUTO_TEST_CASE(a_camera_that_is_refused_leaves_the_digits) {
  fresh.d().by_role(Role::button, "扫邀请的码").press();
  fresh.d().send(ui::event::CameraState{0, ui::event::Camera::refused});
  BOOST_TEST(says(fresh, "没让用摄像头"));
  fresh.d().by_role(Role::button, "改输号码").press();
  BOOST_TEST(fresh.d().exists(Role::textbox, "8 位号码"));
}

BOOST_AUTO_TEST_CASE(other_words_end_it_on_either_side) {
  fresh.ask_code(invite(lead));
  both();
  fresh.d().by_role(Role::button, "不一样").press();
  BOOST_TEST(says(fresh, "词不一样，先别用"), fresh.d().outline());
  lead.d().by_role(Role::button, "不一样").press();
  lead.network();
  BOOST_TEST(says(lead, "词不一样，没有登记"), lead.d().outline());
  lead.d().by_role(Role::button, "另发一个邀请").press();
  lead.network();
  // The next one is for new keys: nobody is "enrolled already".
  fresh.ask_code(digits_on(lead));
  both();
  fresh.compare_words();
  lead.d().by_role(Role::button, "一样，登记").press();
  both();
  BOOST_TEST(says(fresh, "魏长顺，对吗"), fresh.d().outline());
}

BOOST_AUTO_TEST_CASE(a_used_or_wrong_code_says_what_to_do) {
  const std::string digits = invite(lead);
  fresh.ask_code(digits);
  TabletApp third(*this, 17);
  third.ask_code(digits);
  BOOST_TEST(says(third, "号码不对、过期了或用过了。请他另发一个。"), third.d().outline());
  third.d().by_role(Role::textbox, "8 位号码").type("00000000");
  third.d().by_role(Role::button, "对上中心").press();
  third.network();
  BOOST_TEST(says(third, "号码不对、过期了或用过了"));
  third.online = false;
  third.d().by_role(Role::button, "对上中心").press();
  third.network();
  BOOST_TEST(says(third, "连不上中心"), third.d().outline());
}

BOOST_AUTO_TEST_CASE(an_invitation_nobody_answers_ends_after_a_quarter_of_an_hour) {
  const std::string digits = invite(lead);
  BOOST_TEST(says(lead, "15 分钟内管用"), lead.d().outline());
  for (int i = 0; i < 16; ++i) {
    lead.d().advance(60'000);
    lead.network();
    lead.d().send(ui::event::Key{"x", false, false, false});  // somebody is there
  }
  BOOST_TEST(says(lead, "邀请过期了"), lead.d().outline());
  lead.network();
  fresh.ask_code(digits);
  BOOST_TEST(says(fresh, "号码不对、过期了或用过了"), fresh.d().outline());
}

BOOST_AUTO_TEST_CASE(a_device_that_dies_after_the_words_goes_on_with_who_it_is) {
  fresh.ask_code(invite(lead));
  both();
  fresh.compare_words();
  lead.d().by_role(Role::button, "一样，登记").press();
  both();
  fresh.restart();
  BOOST_TEST(says(fresh, "魏长顺，对吗"), fresh.d().outline());
  set_pin(fresh);
  BOOST_TEST(fresh.d().exists(Role::heading, "今日"), fresh.d().outline());
  BOOST_TEST(!people::Keyring::decode(fresh.keyring)->begun.has_value());
}

BOOST_AUTO_TEST_CASE(a_device_that_dies_before_the_words_begins_anew_with_other_keys) {
  fresh.ask_code(invite(lead));
  const Bytes before = people::Keyring::decode(fresh.keyring)->begun->device_seed;
  fresh.restart();
  BOOST_TEST(fresh.d().exists(Role::textbox, "8 位号码"));
  BOOST_TEST((people::Keyring::decode(fresh.keyring)->begun->device_seed != before));
}

BOOST_AUTO_TEST_CASE(a_network_that_goes_away_is_waited_for) {
  fresh.ask_code(invite(lead));
  fresh.online = false;
  fresh.d().advance(2'100);
  fresh.network();
  BOOST_TEST(says(fresh, "网断了一下"), fresh.d().outline());
  fresh.online = true;
  for (int i = 0; i < 3; ++i) both();
  BOOST_TEST(words_on(fresh).size() == 4u, fresh.d().outline());
}

BOOST_AUTO_TEST_CASE(without_a_network_the_form_says_so) {
  fill_form(lead, "志愿者", "魏长顺");
  lead.d().send(ui::event::Network{false});
  BOOST_TEST(says(lead, "现在没有网，邀请发不了"), lead.d().outline());
  BOOST_TEST(says(lead, "让他先用你这台"));
  const std::size_t before = lead.asked.size();
  lead.d().by_role(Role::button, "发邀请").activate();
  lead.network();
  BOOST_TEST(lead.asked.size() == before);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(invite_from_the_county, County)

// Who looks after a county chooses the place as well; whoever is brought in as a township's brings in a village's lead.
BOOST_AUTO_TEST_CASE(from_the_county_to_a_township_to_a_village) {
  TabletApp pc(*this, 21, 800, 1280), town(*this, 22, 800, 1280), tablet(*this, 23);
  pc.enrol(code(county), "周育才", "24681357");
  pc.network();
  keys->root.reset();
  start();
  const auto bring = [&](TabletApp& by, TabletApp& device, const char* role, const char* place, const char* name) {
    by.d().by_role(Role::button, "更多").press();
    by.d().by_role(Role::button, "登记新设备").press();
    by.d().by_role(Role::radio, role).press();
    if (place != nullptr) by.d().by_role(Role::checkbox, place).press();
    by.d().by_role(Role::textbox, "姓名").type(name);
    by.d().by_role(Role::button, "发邀请").press();
    by.network();
    device.ask_code(Inviting::digits_on(by));
    const auto both = [&] {
      for (int i = 0; i < 5; ++i)
        for (TabletApp* one : {&by, &device}) {
          one->d().advance(2'100);
          one->network();
        }
    };
    both();
    BOOST_TEST(words_on(by) == words_on(device));
    device.compare_words();
    by.d().by_role(Role::button, "一样，登记").press();
    both();
    device.d().by_role(Role::button, "接着设密码").press();
    device.first_pin("13579024");
    device.network();
    BOOST_REQUIRE(device.d().exists(Role::heading, "今日"));
  };
  bring(pc, town, "乡镇工作人员", nullptr, "赵玉梅");
  bring(town, tablet, "站长", "米家台村", "陈桂香");
  tablet.d().by_role(Role::button, "更多").press();
  BOOST_TEST(tablet.d().text_visible("米家台村站长"), tablet.d().outline());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace huzhu::test
