// 打印: masked at once; whole for a reason, on record before anything is on paper; the list of the day and the card.
#include <boost/test/unit_test.hpp>

#include "tests/ui/app/tablet.h"
#include "tests/ui/print/read_document.h"

namespace huzhu::test {

using namespace ui;

namespace {

constexpr const char* resident_id = "999999194706032044";

int looks_named(Driver& d, std::string_view words) {
  int count = 0;
  for (const Node& n : d.tree().nodes) count += n.name.find(words) != std::string::npos;
  return count;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(print_pages, County)

BOOST_AUTO_TEST_CASE(a_file_is_printed_masked_at_once_and_whole_for_a_reason) {
  TabletApp tablet(*this);
  tablet.enrol(code(village), "李长顺", "24681357");
  Driver& d = tablet.d();
  register_elder(d, "马玉莲", "13900015621");
  tablet.network();
  d.advance(2000);
  d.by_role(Role::button, "印这份档案").press();
  BOOST_TEST(tablet.printed.empty(), "not before it is said how");
  d.by_role(Role::button, "遮住印").press();
  BOOST_REQUIRE(tablet.printed.size() == 1u);
  std::string sheet = print::words_of(tablet.printed.back());
  BOOST_TEST(sheet.find("尾号 5621") != std::string::npos, sheet);
  BOOST_TEST(sheet.find("13900015621") == std::string::npos);
  BOOST_TEST(sheet.find(resident_id) == std::string::npos);
  BOOST_TEST(!d.exists(Role::button, "待发 1"), "a masked sheet is no look");

  d.advance(2000);
  d.by_role(Role::button, "印这份档案").press();
  d.by_role(Role::button, "办补贴").press();
  BOOST_REQUIRE(tablet.printed.size() == 2u);
  sheet = print::words_of(tablet.printed.back());
  BOOST_TEST(sheet.find("13900015621") != std::string::npos, sheet);
  BOOST_TEST(sheet.find(resident_id) != std::string::npos);
  BOOST_TEST(sheet.find("李长顺，红古村印的") != std::string::npos, sheet);
  d.advance(2000);
  d.by_role(Role::button, "谁看过").press();
  BOOST_TEST(d.text_visible("身份证号，办补贴"), d.outline());
  BOOST_TEST(d.text_visible("电话，办补贴"), d.outline());
  BOOST_TEST(looks_named(d, "印了一份") == 1, d.outline());
  d.by_role(Role::button, "返回").press();
  d.advance(2000);
  // Every sheet is on record, the second of one sitting too.
  d.by_role(Role::button, "印这份档案").press();
  d.by_role(Role::button, "急事").press();
  d.advance(2000);
  d.by_role(Role::button, "谁看过").press();
  BOOST_TEST(looks_named(d, "印了一份") == 2, d.outline());
}

BOOST_AUTO_TEST_CASE(the_question_closes_without_printing) {
  TabletApp tablet(*this);
  tablet.enrol(code(village), "李长顺", "24681357");
  Driver& d = tablet.d();
  register_elder(d);
  d.advance(2000);
  d.by_role(Role::button, "印这份档案").press();
  d.send(event::Back{});
  BOOST_TEST(!d.exists(Role::dialog, "印这份档案"), d.outline());
  BOOST_TEST(d.exists(Role::heading, "老人档案"));
  BOOST_TEST(tablet.printed.empty());
}

BOOST_AUTO_TEST_CASE(the_day_and_the_card_are_printed_from_more) {
  TabletApp tablet(*this);
  tablet.enrol(code(village), "李长顺", "24681357");
  Driver& d = tablet.d();
  d.by_role(Role::button, "更多").press();
  d.by_role(Role::button, "印今天要看的").press();
  d.by_role(Role::button, "印一张说明卡").press();
  BOOST_REQUIRE(tablet.printed.size() == 2u);
  BOOST_TEST(print::words_of(tablet.printed[0]).find("要看的") != std::string::npos);
  const std::string card = print::words_of(tablet.printed[1]);
  BOOST_TEST(card.find("entry 互助站: 红古村") != std::string::npos, card);
  BOOST_TEST(card.find("entry 站长: 李长顺") != std::string::npos, card);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace huzhu::test
