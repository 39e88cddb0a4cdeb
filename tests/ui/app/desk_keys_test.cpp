// What only the PC has: one letter for what is done all day, never over an open question; and the register as a file.
#include <boost/test/unit_test.hpp>

#include "tests/ui/app/tablet.h"
#include "tests/ui/print/read_document.h"

namespace huzhu::test {
namespace {

using namespace ui;

struct Desk : County {
  TabletApp pc{*this, 26};
  Desk() {
    pc.enrol(code(county), "周育才", "24681357");
    pc.network();
    // A mouse, at a place where there is nothing: from here on no finger touches this screen.
    for (const event::Press press : {event::Press::down, event::Press::up}) d().send(event::Pointer{press, 2, 400, d().tree().frame, 0, 0, false});
    d().resize(1366, 768, true);
    d().advance(400);
  }
  Driver& d() { return pc.d(); }
  void key(const char* name) {
    d().send(event::Key{name});
    d().advance(400);
  }
  void click(std::string_view name) {
    d().by_role(Role::button, name).activate();
    d().advance(400);
  }
  bool says(std::string_view words) { return d().text_visible(words); }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(desk_keys, Desk)

BOOST_AUTO_TEST_CASE(a_letter_opens_what_is_done_all_day) {
  key("n");
  BOOST_TEST(says("登记老人"), d().outline());
  BOOST_TEST(d().exists(Role::textbox, "姓名"), d().outline());
  // A form is no place for them.
  key("v");
  BOOST_TEST(d().exists(Role::textbox, "姓名"), d().outline());
  click("返回");
  key("v");
  BOOST_TEST(says("看了谁"), d().outline());
  click("返回");
  key("h");
  BOOST_TEST(says("帮了谁"), d().outline());
}

BOOST_AUTO_TEST_CASE(nothing_is_opened_under_a_question) {
  click("怎么用");
  BOOST_TEST(says("键盘"), d().outline());
  key("n");
  BOOST_TEST(!d().exists(Role::textbox, "姓名"), d().outline());
}

BOOST_AUTO_TEST_CASE(the_register_is_taken_out_as_a_table_and_on_paper) {
  auto other = enrol(village, "陈桂香", 12);
  BOOST_REQUIRE(sync(*other).ok());
  BOOST_REQUIRE(register_elder(*other, "马玉莲"));
  BOOST_REQUIRE(sync(*other).ok());
  pc.news();
  pc.network();
  d().advance(5'000);
  click("老人名册");
  click("导出表格");
  BOOST_REQUIRE(pc.saved_files.size() == 1u);
  BOOST_TEST(pc.saved_files[0].name.ends_with(".csv"));
  const std::string table(pc.saved_files[0].data.begin(), pc.saved_files[0].data.end());
  BOOST_TEST(table.find("马玉莲") != std::string::npos, table);
  BOOST_TEST(table.find("13909310001") == std::string::npos);
  BOOST_TEST(says("表里没有电话、证件号"), d().outline());
  click("打印");
  BOOST_REQUIRE(pc.printed.size() == 1u);
  BOOST_TEST(print::words_of(pc.printed[0]).find("马玉莲") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace huzhu::test
