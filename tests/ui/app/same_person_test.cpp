// One elder registered twice: a lead is asked, puts the two files together, and takes it back.
#include <boost/test/unit_test.hpp>

#include "tests/ui/app/tablet.h"

namespace huzhu::test {
namespace {

using namespace ui;

struct Twice : County {
  TabletApp tablet{*this, 25};

  Twice() {
    auto other = enrol(village, "周育才", 12);
    BOOST_REQUIRE(sync(*other).ok());
    for (const char* name : {"马玉莲", "马玉连"}) BOOST_REQUIRE(register_elder(*other, name));
    BOOST_REQUIRE(sync(*other).ok());
    tablet.enrol(code(village), "陈桂香", "24681357");
    tablet.network();
    d().advance(2'000);
  }
  Driver& d() { return tablet.d(); }
  void press(std::string_view name) {
    d().by_role(Role::button, name).press();
    d().advance(400);
  }
  bool says(std::string_view words) { return d().text_visible(words); }
  void home() {
    while (!d().exists(Role::button, "老人")) press("返回");
  }
  void open_waiting() {
    home();
    press("更多");
    press("待处理");
  }
  std::size_t listed() {
    home();
    press("老人");
    std::size_t rows = 0;
    for (const Node& n : d().tree().nodes) rows += n.role == Role::button && n.name.starts_with("马玉") ? 1 : 0;
    return rows;
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(same_person_page, Twice)

BOOST_AUTO_TEST_CASE(a_lead_is_asked_and_one_press_puts_two_files_together) {
  BOOST_TEST(listed() == 2u, d().outline());
  open_waiting();
  BOOST_TEST(says("像是登记了两次的"), d().outline());
  press("是同一个人");
  BOOST_TEST(says("合在一起了"), d().outline());
  BOOST_TEST(!says("像是登记了两次的"), d().outline());
  BOOST_TEST(listed() == 1u);
  // What the two say differently is asked next.
  open_waiting();
  BOOST_TEST(says("姓名，两份档案写得不一样"), d().outline());
}

BOOST_AUTO_TEST_CASE(a_press_that_was_wrong_is_taken_back_from_the_toast) {
  open_waiting();
  press("是同一个人");
  press("撤回");
  BOOST_TEST(listed() == 2u, d().outline());
  open_waiting();
  press("是两个人");
  BOOST_TEST(!says("像是登记了两次的"), d().outline());
  press("撤回");
  BOOST_TEST(says("像是登记了两次的"), d().outline());
}

BOOST_AUTO_TEST_CASE(the_other_file_is_found_put_to_this_one_and_parted) {
  press("老人");
  press("马玉莲");
  press("登记重了");
  BOOST_TEST(says("另一份是哪个"), d().outline());
  press("马玉莲");
  BOOST_TEST(says("这就是这一份"), d().outline());
  press("返回");
  press("登记重了");
  press("马玉连");
  BOOST_TEST(says("合在一起，只看一次"), d().outline());
  press("是同一个人");
  BOOST_TEST(says("还有一份档案"), d().outline());
  press("分开，马玉连");
  BOOST_TEST(!says("还有一份档案"), d().outline());
  BOOST_TEST(listed() == 2u);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace huzhu::test
