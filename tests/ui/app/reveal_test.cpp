// 显示: an ID is masked until somebody says why; the look is on record first, and a lead can read it.
#include <boost/test/unit_test.hpp>

#include "tests/ui/app/tablet.h"

namespace huzhu::test {

using namespace ui;

namespace {

constexpr const char* resident_id = "999999194706032044";
constexpr const char* masked = "999999••••2044";

}  // namespace

BOOST_FIXTURE_TEST_SUITE(reveal, County)

BOOST_AUTO_TEST_CASE(an_id_is_shown_for_a_reason_and_on_record) {
  TabletApp tablet(*this);
  tablet.enrol(code(village), "陈桂香", "24681357");
  Driver& d = tablet.d();
  register_elder(d);
  BOOST_TEST_MESSAGE(d.outline());
  BOOST_TEST(d.text_visible(masked), d.outline());
  BOOST_TEST(!d.text_visible(resident_id));
  d.by_role(Role::button, "显示").press();
  BOOST_TEST(!d.text_visible(resident_id), "not before a reason is given");
  d.by_role(Role::button, "办补贴").press();
  BOOST_TEST(d.text_visible(resident_id), d.outline());
  tablet.network();

  TabletApp desk(*this, 6, 1366, 768);
  desk.enrol(code(county), "周育才", "86421357");
  desk.network();
  Driver& pc = desk.d();
  pc.by_role(Role::button, "老人").press();
  pc.by_role(Role::button, "马玉莲").press();
  pc.by_role(Role::button, "谁看过").press();
  BOOST_TEST(pc.text_visible("陈桂香"), pc.outline());
  BOOST_TEST(pc.text_visible("办补贴"), pc.outline());
  // The copy that she may ask for: whole, and on record each time it is given.
  for (int times : {1, 2}) {
    pc.by_role(Role::button, "存一份给本人").press();
    BOOST_TEST(desk.saved_files.size() == static_cast<std::size_t>(times));
    pc.advance(2000);   // the finger is up: the list may move again
  }
  const auto& copy = desk.saved_files.back();
  const std::string html(copy.data.begin(), copy.data.end());
  BOOST_TEST(html.find(resident_id) != std::string::npos);
  BOOST_TEST(html.find("陈桂香") != std::string::npos);
  BOOST_TEST(copy.name.find("马玉莲") == std::string::npos);
  int given = 0;
  for (const Node& n : pc.tree().nodes) given += n.name.find("给本人一份") != std::string::npos;
  BOOST_TEST(given == 2, pc.outline());
}

BOOST_AUTO_TEST_CASE(the_lead_of_a_place_searches_who_looked_at_whom) {
  TabletApp tablet(*this);
  tablet.enrol(code(village), "陈桂香", "24681357");
  Driver& d = tablet.d();
  register_elder(d);
  d.by_role(Role::button, "显示").press();
  d.by_role(Role::button, "办补贴").press();
  d.by_role(Role::button, "返回").press();
  d.by_role(Role::button, "更多").press();
  d.by_role(Role::button, "人和设备").press();
  d.by_role(Role::button, "谁看过谁的").press();
  BOOST_TEST(d.text_visible("陈桂香 看了 马玉莲"), d.outline());
  d.by_role(Role::searchbox, "看的人，或者老人的姓名").type("祁");
  d.advance(400);
  BOOST_TEST(d.text_visible("没有这样的"), d.outline());
  d.by_role(Role::searchbox, "看的人，或者老人的姓名").type("玉莲");
  d.advance(400);
  d.by_role(Role::button, "陈桂香 看了 马玉莲").press();
  BOOST_TEST(d.exists(Role::button, "存一份给本人"), d.outline());
}

BOOST_AUTO_TEST_CASE(a_call_gives_the_number_out_and_is_on_record) {
  TabletApp tablet(*this);
  tablet.enrol(code(village), "陈桂香", "24681357");
  Driver& d = tablet.d();
  register_elder(d, "马玉莲", "13900015621");
  d.advance(2000);
  for (const Node& n : d.tree().nodes) BOOST_TEST((n.value + n.name).find("13900015621") == std::string::npos, n.key);
  d.by_role(Role::button, "打电话").press();
  BOOST_REQUIRE(tablet.links.size() == 1u);
  BOOST_TEST(tablet.links[0] == "tel:13900015621");
  d.by_role(Role::button, "谁看过").press();
  BOOST_TEST(d.text_visible("电话，要打电话"), d.outline());
}

BOOST_AUTO_TEST_CASE(to_change_a_file_is_to_look_at_it) {
  TabletApp tablet(*this);
  tablet.enrol(code(village), "陈桂香", "24681357");
  Driver& d = tablet.d();
  register_elder(d, "马玉莲", "13900015621");
  tablet.network();
  d.advance(2000);
  BOOST_TEST(!d.exists(Role::group, "电话，13900015621"));
  BOOST_TEST(!d.exists(Role::button, "待发 1"), d.outline());
  d.by_role(Role::button, "改档案").press();
  BOOST_TEST(d.exists(Role::button, "待发 1"), "the look is written, and is on its way");
  tablet.network();
  d.by_role(Role::button, "返回").press();
  BOOST_TEST(d.exists(Role::group, "电话，13900015621"), "what was seen need not be hidden again");
  BOOST_TEST(d.exists(Role::group, std::string("身份证号，") + masked), "the ID was not shown");
  d.by_role(Role::button, "谁看过").press();
  BOOST_TEST(d.text_visible("电话，核对、更正"), d.outline());
  BOOST_TEST(!d.text_visible("身份证号，核对、更正"));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace huzhu::test
