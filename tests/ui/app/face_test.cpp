// 当面登记: a new device is taken in with no network, screen to screen or by a file; and what can go wrong on the way.
#include <boost/test/unit_test.hpp>

#include "core/base/limits.h"
#include "tests/ui/app/two_screens.h"

namespace huzhu::test {
namespace {

using ui::Role;

struct FaceToFace : County {
  TabletApp lead{*this, 35, 800, 1280}, fresh{*this, 36};

  FaceToFace() {
    lead.enrol(code(village), "陈桂香", "24681357");
    lead.network();
    lead.online = fresh.online = false;
    lead.d().send(ui::event::Network{false});
  }
  static void press(TabletApp& tablet, const char* name) { tablet.d().by_role(Role::button, name).press(); }
  static bool says(TabletApp& tablet, const char* words) { return tablet.d().text_visible(words); }
  void fill_form(const char* role = "志愿者", const char* name = "魏长顺") {
    press(lead, "更多");
    press(lead, "登记新设备");
    lead.d().by_role(Role::radio, role).press();
    lead.d().by_role(Role::textbox, "姓名").type(name);
  }
  // Up to the answer on the lead's screen.
  void answered() {
    press(fresh, "没有网，当面登记");
    fill_form();
    press(lead, "当面登记");
    shown_to(lead, codes_on(fresh, 1));
    press(lead, "一样，登记");
  }
  void goes_on() {
    press(fresh, "接着设密码");
    fresh.first_pin("135790");
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(face, FaceToFace)

BOOST_AUTO_TEST_CASE(screen_to_screen) {
  press(fresh, "没有网，当面登记");
  BOOST_TEST(says(fresh, "请站长扫这个码"), fresh.d().outline());
  fill_form();
  BOOST_TEST(says(lead, "他在跟前，就当面登记"), lead.d().outline());
  press(lead, "当面登记");
  shown_to(lead, codes_on(fresh, 1));
  BOOST_TEST(says(lead, "来的是：手机"), lead.d().outline());
  BOOST_TEST(words_on(lead).size() == 4u);
  BOOST_TEST(words_on(lead) == words_on(fresh));
  press(lead, "一样，登记");
  BOOST_TEST(says(lead, "让魏长顺扫这里"), lead.d().outline());
  press(fresh, "扫站长的码");
  shown_to(fresh, codes_on(lead, 40));
  BOOST_TEST(says(fresh, "魏长顺，对吗"), fresh.d().outline());
  goes_on();
  BOOST_TEST(fresh.d().exists(Role::heading, "今日"), fresh.d().outline());
  press(lead, "他扫好了");
  BOOST_TEST(says(lead, "魏长顺，红古村志愿者"), lead.d().outline());
  BOOST_TEST(says(lead, "先能用三十天"));
  // What is written there counts, and when there is a network everybody has it.
  register_elder(fresh.d());
  lead.come_online();
  fresh.come_online();
  lead.come_online();
  press(lead, "好了");
  press(lead, "老人");
  BOOST_TEST(says(lead, "马玉莲"), lead.d().outline());
  // The lead lets it go on.
  press(lead, "更多");
  press(lead, "人和设备");
  BOOST_TEST(says(lead, "还能用 30 天"), lead.d().outline());
  press(lead, "一直能用，红古村站 2 号手机");
  lead.d().advance(400);
  BOOST_TEST(!says(lead, "当面登记的，先用三十天"), lead.d().outline());
}

// Somebody new on a tablet that is in use: whoever has it unlocked asks, the lead's own device answers, and they set their PIN.
BOOST_AUTO_TEST_CASE(one_more_person_on_a_tablet_in_use) {
  answered();
  press(fresh, "扫站长的码");
  shown_to(fresh, codes_on(lead, 40));
  goes_on();
  press(lead, "他扫好了");
  press(lead, "好了");
  press(fresh, "更多");
  press(fresh, "加一个人");
  BOOST_TEST(says(fresh, "站长不用来这台上开锁"), fresh.d().outline());
  fill_form("志愿者", "祁生福");
  press(lead, "当面登记");
  shown_to(lead, codes_on(fresh, 1));
  BOOST_TEST(says(lead, "已经在用，再加一个人"), lead.d().outline());
  BOOST_TEST(words_on(lead) == words_on(fresh));
  press(lead, "一样，登记");
  press(fresh, "扫站长的码");
  shown_to(fresh, {"HUZHU:J:12345678:0123456789ABCDEF"});
  shown_to(fresh, codes_on(lead, 40));
  BOOST_TEST(says(fresh, "祁生福，对吗"), fresh.d().outline());
  press(lead, "他扫好了");
  BOOST_TEST(says(lead, "他在那一台上设好密码就能用"), lead.d().outline());
  BOOST_TEST(!says(lead, "先能用三十天"));
  press(fresh, "接着设密码");
  fresh.type_pin("864209");
  fresh.type_pin("864209");
  fresh.d().advance(400);
  BOOST_TEST(says(fresh, "祁生福可以用这台了"), fresh.d().outline());
  // And does, also after the tablet was off.
  fresh.restart();
  fresh.d().by_role(Role::radio, "生福").press();
  fresh.type_pin("864209");
  BOOST_TEST(fresh.d().exists(Role::heading, "今日"), fresh.d().outline());
  register_elder(fresh.d());
  BOOST_TEST(says(fresh, "马玉莲"), fresh.d().outline());
}

BOOST_AUTO_TEST_CASE(by_a_file_where_no_camera_is) {
  answered();
  press(lead, "存成文件");
  BOOST_REQUIRE(lead.saved_files.size() == 1u);
  const ui::Bytes file = lead.saved_files[0].data;
  BOOST_TEST(lead.saved_files[0].name.find("魏") == std::string::npos);
  press(fresh, "扫站长的码");
  fresh.d().send(ui::event::CameraState{0, ui::event::Camera::missing});
  BOOST_TEST(says(fresh, "请站长存成文件"), fresh.d().outline());
  // Nothing but that file is taken, and a part of it is nothing.
  fresh.d().send(ui::event::FileChosen{0, "老照片.jpg", ui::Bytes(400, 7)});
  BOOST_TEST(says(fresh, "这不是给这台的"), fresh.d().outline());
  fresh.d().send(ui::event::FileChosen{0, "a.huzhu", ui::Bytes(file.begin(), file.end() - 9)});
  BOOST_TEST(!says(fresh, "魏长顺，对吗"), fresh.d().outline());
  fresh.d().send(ui::event::FileChosen{0, "a.huzhu", file});
  BOOST_TEST(says(fresh, "魏长顺，对吗"), fresh.d().outline());
  goes_on();
  BOOST_TEST(fresh.d().exists(Role::heading, "今日"), fresh.d().outline());
}

BOOST_AUTO_TEST_CASE(another_devices_answer_is_refused) {
  answered();
  TabletApp third{*this, 37};
  press(third, "没有网，当面登记");
  press(third, "扫站长的码");
  shown_to(third, codes_on(lead, 40));
  BOOST_TEST(!says(third, "魏长顺，对吗"), third.d().outline());
}

// The new device dies after it was read: the same code, the same answer.
BOOST_AUTO_TEST_CASE(killed_before_the_answer) {
  answered();
  const auto words = words_on(lead);
  const auto answer = codes_on(lead, 40);
  fresh.restart();
  press(fresh, "没有网，当面登记");
  press(fresh, "扫站长的码");
  shown_to(fresh, answer);
  BOOST_TEST(says(fresh, "魏长顺，对吗"), fresh.d().outline());
  // And once more after that: the database is not there yet, the answer is.
  fresh.restart();
  BOOST_TEST(says(fresh, "魏长顺，对吗"), fresh.d().outline());
  goes_on();
  BOOST_TEST(fresh.d().exists(Role::heading, "今日"), fresh.d().outline());
}

BOOST_AUTO_TEST_CASE(other_words_and_other_codes_end_it) {
  press(fresh, "没有网，当面登记");
  fill_form();
  press(lead, "当面登记");
  shown_to(lead, {"HUZHU:J:12345678:0123456789ABCDEF"});
  BOOST_TEST(!says(lead, "两块屏上的词一样吗"), lead.d().outline());
  shown_to(lead, codes_on(fresh, 1));
  press(lead, "不一样");
  BOOST_TEST(says(lead, "词不一样，没有登记"), lead.d().outline());
  press(lead, "另发一个邀请");
  BOOST_TEST(lead.d().exists(Role::image, "摄像头的画面"), lead.d().outline());
}

BOOST_AUTO_TEST_CASE(told_in_time_that_it_ends) {
  answered();
  press(fresh, "扫站长的码");
  shown_to(fresh, codes_on(lead, 40));
  goes_on();
  BOOST_REQUIRE(fresh.d().exists(Role::heading, "今日"));
  const auto come_back = [&](std::int64_t days) {
    press(fresh, "更多");
    press(fresh, "换人");
    clock.pass_minutes(static_cast<int>(days * 24 * 60));
    fresh.d().advance(1'100);
    fresh.type_pin("135790");
    fresh.d().advance(400);
  };
  BOOST_TEST(!says(fresh, "这台还能用"), fresh.d().outline());
  come_back(24);
  BOOST_TEST(says(fresh, "这台还能用 7 天"), fresh.d().outline());
  come_back(7);
  BOOST_TEST(says(fresh, "这台的三十天到了"), fresh.d().outline());
}

// Who would lead is enrolled with a network, where the county sees the device at once.
BOOST_FIXTURE_TEST_CASE(no_lead, County) {
  TabletApp admin{*this, 38, 800, 1280};
  admin.enrol(code(county), "周育才", "24681357");
  admin.network();
  admin.d().by_role(Role::button, "更多").press();
  admin.d().by_role(Role::button, "登记新设备").press();
  admin.d().by_role(Role::radio, "县里管理员").press();
  admin.d().by_role(Role::textbox, "姓名").type("马占山");
  BOOST_TEST((admin.d().by_role(Role::button, "当面登记").node().flags & ui::node_disabled), admin.d().outline());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace huzhu::test
