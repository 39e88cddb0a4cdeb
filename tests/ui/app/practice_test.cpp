// 怎么用 and 练一练: the first day is explained once, and what is practised never becomes a record.
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "tests/ui/app/tablet.h"

namespace huzhu::test {
namespace {

using namespace ui;

struct Practice : County {
  TabletApp tablet{*this};
  Driver& d() { return tablet.d(); }
  void press(const char* name) { d().by_role(Role::button, name).press(); }
  bool says(const char* words) { return d().text_visible(words); }
  void enrol() { tablet.enrol(code(village), "陈桂香", "24681357"); }
  std::uint64_t segments_at_hub() {
    std::uint64_t count = 0;
    const std::vector<hub::ScopeHead> scopes = store->scopes().value();
    for (const hub::ScopeHead& head : scopes) count += head.hub_seq;
    return count;
  }
  void begin() {
    press("更多");
    press("练一练");
    d().advance(400);
  }
  void finish() {
    press("练完了");
    d().advance(400);
  }
};

// All that the real store has on disk.
std::vector<std::string> files_of(const std::string& folder) {
  std::vector<std::string> all;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    std::ifstream file(entry.path(), std::ios::binary);
    all.push_back(entry.path().filename().string() + std::string(std::istreambuf_iterator<char>(file), {}));
  }
  std::sort(all.begin(), all.end());
  return all;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(practice, Practice)

BOOST_AUTO_TEST_CASE(the_first_day_shows_four_pictures_once) {
  tablet.skips_tour = false;
  enrol();
  BOOST_TEST(says("第 1 张，共 4 张"), d().outline());
  press("下一张");
  BOOST_TEST(says("一下就记完"));
  press("返回");   // back to the first
  BOOST_TEST(says("第 1 张，共 4 张"));
  for (int i = 0; i < 3; ++i) press("下一张");
  BOOST_TEST(says("没有网也能记"));
  press("用起来");
  BOOST_TEST(d().exists(Role::heading, "今日"), d().outline());
  tablet.restart();
  tablet.type_pin("24681357");
  d().advance(400);
  BOOST_TEST(d().exists(Role::heading, "今日"), d().outline());
  press("更多");
  press("四张图");
  BOOST_TEST(says("第 1 张，共 4 张"));
  press("跳过");
  BOOST_TEST(d().exists(Role::heading, "更多"));
}

BOOST_AUTO_TEST_CASE(the_pictures_are_read_aloud) {
  tablet.skips_tour = false;
  enrol();
  press("念出来");
  BOOST_TEST(says("这台没有装普通话的声音"), d().outline());
  d().send(event::Preferences{false, false, false, 1, true, false});
  press("念出来");
  BOOST_REQUIRE(!tablet.spoken.empty());
  BOOST_TEST(tablet.spoken.back().find("打开就是今日") != std::string::npos, tablet.spoken.back());
  press("下一张");
  BOOST_TEST(tablet.spoken.back() == "", "turning the page is heard as silence");
}

BOOST_AUTO_TEST_CASE(the_last_picture_leads_to_practice) {
  tablet.skips_tour = false;
  enrol();
  for (int i = 0; i < 3; ++i) press("下一张");
  press("练一练");
  BOOST_TEST(says("练习，不算数"), d().outline());
  finish();
  BOOST_TEST(d().exists(Role::heading, "今日"), d().outline());
  BOOST_TEST(!says("练习，不算数"));
}

// Every daily act works there; nothing of it reaches the real store, the hub or the wire.
BOOST_AUTO_TEST_CASE(nothing_practised_is_recorded_or_sent) {
  enrol();
  tablet.network();
  d().advance(9000);
  begin();
  BOOST_TEST(says("练习，不算数"), d().outline());
  tablet.network();
  const auto before = files_of(tablet.folder());
  const std::size_t asked = tablet.asked.size(), stored = segments_at_hub();
  const Bytes keyring = tablet.keyring;

  d().by_role(Role::button, "柳春芽").press();          // due: 今日 leads to the visit
  press("四样都好，记平安");
  BOOST_TEST(says("记好了，柳春芽平安"), d().outline());
  register_elder(d(), "阿玉兰");                        // ends on the file
  BOOST_TEST(says("阿玉兰"), d().outline());
  BOOST_TEST(says("练习，不算数"));
  d().advance(9000);
  press("返回");
  press("记一笔");
  press("记时长");
  d().by_role(Role::radio, "柳春芽").press();
  d().by_role(Role::radio, "打扫").press();
  d().by_role(Role::radio, "1 小时半").press();
  d().by_key("hours.save").press();
  d().advance(9000);
  press("更多");
  press("待处理");
  BOOST_TEST(says("备用钥匙"), d().outline());
  d().by_role(Role::button, "用这个，村干部有一把").press();
  d().advance(9000);
  BOOST_TEST(!says("女儿有一把"), d().outline());
  press("返回");
  press("记一笔");
  press("登记老人");                                     // a draft of the practice
  d().by_role(Role::textbox, "姓名").type("半个名字");
  d().advance(2000);

  BOOST_TEST(tablet.asked.size() == asked, "a request left while practising");
  BOOST_TEST((files_of(tablet.folder()) == before), "the real store was written to while practising");
  BOOST_TEST((tablet.keyring == keyring));
  finish();
  tablet.network();
  BOOST_TEST(segments_at_hub() == stored);
  BOOST_TEST(d().exists(Role::heading, "今日"), d().outline());
  BOOST_TEST(!says("柳春芽"));
  press("老人");
  BOOST_TEST(!says("阿玉兰"), d().outline());
  press("更多");
  BOOST_TEST(!says("练习村志愿者"));
  press("记一笔");
  press("登记老人");
  BOOST_TEST(!says("半个名字"), "a draft of the practice came into a real form");
  press("返回");
  begin();                                               // and it begins anew
  BOOST_TEST(!says("看过 1 位"), d().outline());
}

BOOST_AUTO_TEST_CASE(what_is_recorded_afterwards_is_sent_as_ever) {
  enrol();
  tablet.network();
  begin();
  finish();
  tablet.network();
  register_elder(d());
  tablet.network();
  d().advance(9000);
  press("返回");
  press("更多");
  BOOST_TEST(says("中心收讫"), d().outline());
}

// Locking leaves the practice for good, and the PIN opens what is real.
BOOST_AUTO_TEST_CASE(locked_while_practising) {
  enrol();
  tablet.network();
  begin();
  d().advance(6 * 60 * 1000);
  BOOST_TEST(d().exists(Role::radiogroup, "谁在用？"), d().outline());
  tablet.type_pin("24681357");
  d().advance(400);
  BOOST_TEST(d().exists(Role::heading, "今日"), d().outline());
  BOOST_TEST(!says("练习，不算数"));
  BOOST_TEST(!says("柳春芽"));
}

// What would need the hub, or would change what opens this device, is not offered.
BOOST_AUTO_TEST_CASE(doors_that_lead_out_are_shut) {
  enrol();
  tablet.network();
  begin();
  press("更多");
  for (const char* door : {"同步", "加一个人", "登记新设备", "人和设备", "练一练"}) BOOST_TEST(!d().exists(Role::button, door), door);
  press("设置");
  BOOST_TEST(!d().exists(Role::button, "改我的密码"), d().outline());
  BOOST_TEST(says("练习，不算数"));
  // A bundle that comes in meanwhile waits for the end.
  d().send(event::FileChosen{0, "捎来.huzhu", Bytes(40)});
  BOOST_TEST(says("这个文件自己收进来"), d().outline());
  finish();
  BOOST_TEST(d().exists(Role::heading, "收进来"), d().outline());
}

BOOST_AUTO_TEST_CASE(it_has_room_in_every_window) {
  constexpr float floor_standard = 48, floor_elder = 60, floor_desk = 40;
  for (const auto& [width, height] : {std::pair(320.0f, 568.0f), {360.0f, 800.0f}, {800.0f, 1280.0f}, {1366.0f, 768.0f}}) {
    BOOST_TEST_CONTEXT(width << " x " << height) {
      TabletApp one(*this, static_cast<std::uint64_t>(width), width, height);
      one.enrol(code(village), "陈桂香", "24681357");
      const bool desk = width > 1000;
      if (desk) one.d().resize(width, height, true);
      for (const bool elder : {false, true}) {
        if (elder) one.d().by_role(Role::button, "大字，换成长辈版").press();
        one.d().by_role(Role::button, one.d().exists(Role::button, "更多") ? "更多" : "设置").press();
        one.d().by_role(Role::button, "练一练").press();
        one.d().advance(400);
        BOOST_TEST(one.d().text_visible("练习，不算数"), one.d().outline());
        for (const std::string& fault : layout_faults(one.d().tree(), width, elder ? floor_elder : desk ? floor_desk : floor_standard)) BOOST_ERROR(fault);
        for (const std::string& fault : text_faults()) BOOST_ERROR(fault);
        one.d().by_role(Role::button, "练完了").press();
        one.d().advance(400);
      }
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace huzhu::test
