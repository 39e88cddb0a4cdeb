// 到期该删的, and what the family of a dead elder is given: for leads, from 更多 to the erased file.
#include <boost/test/unit_test.hpp>

#include "tests/ui/app/tablet.h"

namespace huzhu::test {
namespace {

using ui::Role;

struct Kept : County {
  TabletApp tablet{*this, 45};
  Kept() {
    tablet.enrol(code(village), "陈桂香", "24681357");
    register_elder(d(), "马玉莲", "13900015621");
    d().advance(2000);
  }
  ui::Driver& d() { return tablet.d(); }
  bool says(const char* words) { return d().text_visible(words); }
  void press(const char* name) { d().by_role(Role::button, name).press(); }
  void said(bool taking_back, const char* subject) {
    press((std::string(taking_back ? "收回，" : "记下同意，") + subject).c_str());
    d().by_role(Role::radio, "口头同意，有人在场").press();
    d().by_role(Role::textbox, "谁在场").type("李占魁");
    press("记下");
    d().advance(9000);
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(retention, Kept)

BOOST_AUTO_TEST_CASE(from_the_list_to_the_erased_file) {
  press("同意和权利");
  BOOST_TEST_MESSAGE(d().outline());
  said(true, "登记");
  press("返回");
  press("返回");
  press("更多");
  BOOST_TEST(says("到期该删的"), d().outline());
  press("到期该删的");
  BOOST_TEST(says("马玉莲"), d().outline());
  BOOST_TEST(says("本人不同意登记了"), d().outline());
  BOOST_TEST(says("个人信息保护法"), d().outline());
  d().by_role(Role::button, "马玉莲").press();
  // Reach and reason are chosen; how much it is stands there.
  BOOST_TEST(says("会删"), d().outline());
  press("删除资料");
  press("删掉");
  d().advance(9000);
  press("更多");
  BOOST_TEST(!says("到期该删的"), d().outline());
}

// A death is noted; she is due no more; her daughter is given a copy, by name; and it was a mistake.
BOOST_AUTO_TEST_CASE(no_longer_visited) {
  press("不再看了");
  d().by_role(Role::radio, "过世了").press();
  BOOST_TEST(says("家里人可以来要一份"), d().outline());
  press("记下，不再看了");
  d().advance(9000);
  BOOST_TEST(says("起不再看"), d().outline());
  press("谁看过");
  BOOST_TEST(says("家里人来要记录"), d().outline());
  BOOST_TEST((d().by_role(Role::button, "存一份给家里人").node().flags & ui::node_disabled));
  d().by_role(Role::textbox, "谁来要的").type("女儿马兰");
  press("存一份给家里人");
  BOOST_TEST(tablet.saved_files.size() == 1u);
  d().advance(9000);
  BOOST_TEST(says("女儿马兰"), d().outline());
  press("返回");
  press("返回");
  press("老人");
  BOOST_TEST(!says("马玉莲"), d().outline());
  // Whoever looks for those finds her, and puts the mistake right.
  press("更多");
  d().by_role(Role::button, "老人").press();
  if (d().exists(Role::checkbox, "更多")) d().by_role(Role::checkbox, "更多").press();
  BOOST_TEST_MESSAGE(d().outline());
  d().by_role(Role::checkbox, "不再看的").press();
  d().by_role(Role::button, "马玉莲").press();
  press("不再看了");
  press("还在看，记错了");
  BOOST_TEST(!says("起不再看"), d().outline());
  press("返回");
  d().by_role(Role::checkbox, "不再看的").press();
  BOOST_TEST(says("马玉莲"), d().outline());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace huzhu::test
