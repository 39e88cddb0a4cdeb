// The photo on an elder's file: taken, shown, still to come, hidden from who has not said why, taken away.
#include <boost/test/unit_test.hpp>

#include "tests/ui/app/tablet.h"

namespace huzhu::test {

using namespace ui;

namespace {

Bytes jpeg(std::uint8_t mark) {
  Bytes bytes(45000, mark);
  bytes[0] = 0xFF, bytes[1] = 0xD8;
  return bytes;
}

// As the shell answers when somebody has taken one; or chosen what is none.
void choose(Driver& d, std::string_view button, Bytes picture) {
  const Node node = d.by_role(Role::button, button).node();
  BOOST_TEST((node.flags & node_wants_file) != 0u);
  BOOST_TEST((node.flags & node_picture) != 0u);
  d.send(event::PhotoChosen{node.id, std::move(picture)});
  d.advance(400);
}

void open_file(Driver& d) {
  d.by_role(Role::button, "老人").press();
  d.by_role(Role::button, "马玉莲").press();
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(photo, County)

BOOST_AUTO_TEST_CASE(a_photo_is_taken_and_stands_on_the_file_through_a_kill) {
  TabletApp tablet(*this);
  tablet.enrol(code(village), "陈桂香", "24681357");
  register_elder(tablet.d());
  BOOST_TEST(tablet.d().text_visible("还没有照片"), tablet.d().outline());
  choose(tablet.d(), "拍照片", jpeg(1));
  BOOST_TEST(tablet.d().exists(Role::image, "马玉莲的照片"), tablet.d().outline());
  BOOST_TEST(tablet.d().text_visible("马玉莲的照片存好了"));
  BOOST_REQUIRE(tablet.decoded.size() == 1u);
  BOOST_TEST((tablet.decoded[0] == jpeg(1)));
  tablet.restart();
  tablet.type_pin("24681357");
  open_file(tablet.d());
  tablet.d().advance(400);   // it is decoded meanwhile
  BOOST_TEST(tablet.d().exists(Role::image, "马玉莲的照片"), tablet.d().outline());
}

BOOST_AUTO_TEST_CASE(what_is_no_photo_is_said_and_leaves_the_one_there) {
  TabletApp tablet(*this);
  tablet.enrol(code(village), "陈桂香", "24681357");
  Driver& d = tablet.d();
  register_elder(d);
  choose(d, "拍照片", jpeg(1));
  choose(d, "换一张", {});
  BOOST_TEST(d.text_visible("这个文件不是照片，另挑一张"), d.outline());
  BOOST_TEST(d.exists(Role::image, "马玉莲的照片"));
  // What cannot be drawn is kept, and said.
  choose(d, "换一张", Bytes(100, 1));
  BOOST_TEST(d.text_visible("这张照片坏了，看不了，换一张吧"), d.outline());
}

// Taking one lasts, and on the PC the register shows somebody else beside it at a press.
BOOST_AUTO_TEST_CASE(a_late_photo_is_not_put_on_somebody_else) {
  TabletApp tablet(*this, 5, 1366, 768);
  tablet.enrol(code(village), "陈桂香", "24681357");
  Driver& d = tablet.d();
  register_elder(d);
  const Node button = d.by_role(Role::button, "拍照片").node();
  register_elder(d, "包玉兰", "", "999999194706032060");
  d.send(event::PhotoChosen{button.id, jpeg(1)});
  d.advance(400);
  BOOST_TEST(d.text_visible("人换了，刚才那张没存。回到那一位再拍"), d.outline());
  BOOST_TEST(d.text_visible("还没有照片"), d.outline());
  BOOST_TEST(tablet.decoded.empty());
}

BOOST_AUTO_TEST_CASE(it_is_taken_away_and_brought_back) {
  TabletApp tablet(*this);
  tablet.enrol(code(village), "陈桂香", "24681357");
  Driver& d = tablet.d();
  register_elder(d);
  choose(d, "拍照片", jpeg(1));
  d.by_role(Role::button, "去掉照片").press();
  d.advance(400);
  BOOST_TEST(d.text_visible("还没有照片"), d.outline());
  d.by_role(Role::button, "撤回").press();
  d.advance(400);
  BOOST_TEST(d.exists(Role::image, "马玉莲的照片"), d.outline());
}

BOOST_AUTO_TEST_CASE(who_takes_the_consent_back_is_not_shown_any_more) {
  TabletApp tablet(*this);
  tablet.enrol(code(village), "陈桂香", "24681357");
  Driver& d = tablet.d();
  register_elder(d);
  choose(d, "拍照片", jpeg(1));
  const auto say = [&](const char* what) {
    d.by_role(Role::button, what).press();
    d.by_role(Role::radio, "口头同意，有人在场").press();
    d.by_role(Role::textbox, "谁在场").type("李占魁");
    d.by_role(Role::button, "记下").press();
    d.advance(9000);
  };
  d.by_role(Role::button, "同意和权利").press();
  say("记下同意，拍照");
  say("收回，拍照");
  d.by_role(Role::button, "返回").press();
  d.advance(400);
  BOOST_TEST(!d.exists(Role::image, "马玉莲的照片"), d.outline());
  BOOST_TEST(!d.exists(Role::button, "拍照片"), d.outline());
  BOOST_TEST(!d.exists(Role::button, "换一张"), d.outline());
}

BOOST_AUTO_TEST_CASE(on_another_tablet_the_record_comes_first_and_says_that_the_photo_is_coming) {
  TabletApp tablet(*this);
  tablet.enrol(code(village), "陈桂香", "24681357");
  register_elder(tablet.d());
  choose(tablet.d(), "拍照片", jpeg(1));
  bool pictures_pass = false;
  before_answer = [&](const sync::HttpRequest& request) { return pictures_pass || !request.path.starts_with("/v1/blobs/"); };
  tablet.network();
  TabletApp other(*this, 6);
  other.enrol(code(village), "马兰", "13579246");
  other.network();
  Driver& d = other.d();
  open_file(d);
  BOOST_TEST(d.text_visible("照片还没传到这台设备"), d.outline());
  pictures_pass = true;
  // By the clocks of both, which ask again.
  for (int i = 0; i < 8 && !d.exists(Role::image, "马玉莲的照片"); ++i) {
    tablet.d().advance(15'000);
    tablet.network();
    d.advance(15'000);
    other.network();
  }
  BOOST_TEST(d.exists(Role::image, "马玉莲的照片"), d.outline());
}

BOOST_AUTO_TEST_CASE(the_county_sees_it_when_it_has_said_why) {
  TabletApp tablet(*this);
  tablet.enrol(code(village), "陈桂香", "24681357");
  register_elder(tablet.d());
  choose(tablet.d(), "拍照片", jpeg(1));
  tablet.network();
  TabletApp desk(*this, 6, 1366, 768);
  desk.enrol(code(county), "周育才", "86421357");
  desk.network();
  Driver& pc = desk.d();
  open_file(pc);
  desk.network();
  BOOST_TEST(pc.text_visible("照片收着，点「显示」说明缘由再看"), pc.outline());
  BOOST_TEST(!pc.exists(Role::image, "马玉莲的照片"));
  BOOST_TEST(desk.decoded.empty());
  std::string show;
  for (const Node& n : pc.tree().nodes)
    if (n.key.starts_with("elder.show_photo/")) show = n.key;
  pc.by_key(show).press();
  pc.by_role(Role::button, "办补贴").press();
  for (int i = 0; i < 3; ++i) {   // it is asked for now, comes, and is decoded
    pc.advance(400);
    desk.network();
  }
  BOOST_TEST(pc.exists(Role::image, "马玉莲的照片"), pc.outline());
  BOOST_TEST(desk.decoded.size() == 1u);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace huzhu::test
