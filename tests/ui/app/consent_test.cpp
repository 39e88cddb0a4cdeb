// 同意和权利: what was agreed to is asked for one by one, taken back as easily, and erased when the person asks.
#include <boost/test/unit_test.hpp>

#include "tests/ui/app/tablet.h"

namespace huzhu::test {

using namespace ui;

BOOST_FIXTURE_TEST_SUITE(consent, County)

// What is signed on the screen is kept with the consent and seen by whoever asks later.
BOOST_AUTO_TEST_CASE(signed_on_the_screen) {
  TabletApp tablet(*this);
  tablet.enrol(code(village), "陈桂香", "24681357");
  Driver& d = tablet.d();
  register_elder(d, "马玉莲", "13900015621");
  d.advance(2000);
  d.by_role(Role::button, "同意和权利").press();
  d.by_role(Role::button, "记下同意，记录健康情况").press();
  const auto touch = [&](const char* pad) {
    const auto [x, y] = d.into_view(d.by_role(Role::image, pad).node().id);
    d.finger_down(x, y);
    d.finger_up(x, y);
  };
  d.by_role(Role::radio, "本人签字").press();
  touch("请本人在这里签名，未签名");
  BOOST_TEST(d.exists(Role::image, "请本人在这里签名，已签名"), d.outline());
  d.by_role(Role::radio, "按手印").press();   // another way is another mark
  touch("请本人在这里按手印，没按手印");
  // Half of it waits as a draft, the mark too.
  d.by_role(Role::button, "返回").press();
  d.by_role(Role::button, "记下同意，记录健康情况").press();
  BOOST_TEST(d.exists(Role::image, "请本人在这里按手印，按了手印"), d.outline());
  d.by_role(Role::button, "记下").press();
  d.advance(9000);
  BOOST_TEST(d.exists(Role::image, "记录健康情况，按了手印"), d.outline());
  // Who cannot write says it before somebody.
  d.by_role(Role::button, "记下同意，公示").press();
  d.by_role(Role::radio, "本人签字").press();
  d.by_role(Role::button, "写不了，口头说，请人作证").press();
  BOOST_TEST(d.exists(Role::textbox, "谁在场"), d.outline());
}

BOOST_AUTO_TEST_CASE(asked_taken_back_and_erased) {
  TabletApp tablet(*this);
  tablet.enrol(code(village), "陈桂香", "24681357");
  Driver& d = tablet.d();
  register_elder(d, "马玉莲", "13900015621");
  tablet.network();
  d.advance(2000);
  d.by_role(Role::button, "同意和权利").press();
  BOOST_TEST_MESSAGE(d.outline());
  BOOST_TEST(d.text_visible("公示，还没问过"), d.outline());
  // The first "记下同意" is of the first subject nobody has asked about: health.
  d.by_role(Role::button, "记下同意，记录健康情况").press();
  d.by_role(Role::checkbox, "公示").press();
  d.by_role(Role::radio, "口头同意，有人在场").press();
  d.by_role(Role::button, "记下").press();
  BOOST_TEST(d.text_visible("这里还没写"), d.outline());
  d.by_role(Role::textbox, "谁在场").type("李占魁");
  d.by_role(Role::button, "记下").press();
  d.advance(9000);
  BOOST_TEST(d.text_visible("李占魁在场"), d.outline());
  BOOST_TEST(!d.text_visible("公示，还没问过"));
  // What was recorded is no draft any more: the next thing is asked from the start.
  d.by_role(Role::button, "记下同意，拍照").press();
  BOOST_TEST(d.by_role(Role::checkbox, "拍照").node().flags & node_checked);
  BOOST_TEST(!(d.by_role(Role::checkbox, "公示").node().flags & node_checked));
  BOOST_TEST(!d.exists(Role::textbox, "谁在场"), d.outline());
  // Half of it is kept, and what is pressed later joins it.
  d.by_role(Role::radio, "口头同意，有人在场").press();
  d.by_role(Role::textbox, "谁在场").type("马成");
  d.by_role(Role::button, "返回").press();
  d.by_role(Role::button, "记下同意，报给上级部门").press();
  BOOST_TEST(d.by_role(Role::checkbox, "拍照").node().flags & node_checked);
  BOOST_TEST(d.by_role(Role::checkbox, "报给上级部门").node().flags & node_checked);
  BOOST_TEST(d.exists(Role::textbox, "谁在场"), d.outline());
  d.by_role(Role::button, "返回").press();
  // It has reached the county.
  tablet.network();
  BOOST_TEST(!d.text_visible("待发"), d.outline());
  TabletApp desk(*this, 6, 1366, 768);
  desk.enrol(code(county), "周育才", "86421357");
  desk.network();
  Driver& pc = desk.d();
  pc.by_role(Role::button, "老人").press();
  pc.by_role(Role::button, "马玉莲").press();
  pc.by_role(Role::button, "同意和权利").press();
  BOOST_TEST(pc.text_visible("李占魁在场"), pc.outline());
  // Taken back: registration is the first line.
  d.by_role(Role::button, "收回，登记").press();
  d.by_role(Role::radio, "本人签字").press();
  d.by_role(Role::button, "记下").press();
  d.advance(9000);
  BOOST_TEST(d.text_visible("登记，收回了"), d.outline());
  d.by_role(Role::button, "返回").press();
  BOOST_TEST(d.text_visible("本人收回了登记的同意"), d.outline());
  d.by_role(Role::button, "同意和权利").press();
  d.by_role(Role::button, "删除资料").press();
  BOOST_TEST_MESSAGE(d.outline());
  d.by_role(Role::radio, "全部资料").press();
  d.by_role(Role::checkbox, "本人要求").press();
  BOOST_TEST(d.text_visible("找不回来"), d.outline());
  d.by_role(Role::button, "删除资料").press();
  d.by_role(Role::button, "先不删").press();
  d.by_role(Role::button, "删除资料").press();
  d.by_role(Role::button, "删掉").press();
  BOOST_TEST(!d.text_visible("马玉莲"), d.outline());
  d.by_role(Role::button, "老人").press();
  BOOST_TEST(!d.text_visible("马玉莲"), d.outline());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace huzhu::test
