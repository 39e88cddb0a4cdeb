// A record of the history is put right or taken back by whoever may, with one question before; and help is called at once.
#include <boost/test/unit_test.hpp>

#include "tests/ui/app/tablet.h"

namespace huzhu::test {
namespace {

using namespace ui;

struct OneVisit : County {
  TabletApp tablet{*this, 25};

  OneVisit() {
    tablet.enrol(code(village), "陈桂香", "24681357");
    tablet.network();
    register_elder(d());
    d().advance(400);
    press("记录探访");
    press("四样都好");
    d().advance(400);
  }
  Driver& d() { return tablet.d(); }
  void press(std::string_view name) { d().by_role(Role::button, name).press(); }
  bool says(std::string_view words) { return d().text_visible(words); }
  void open_file() {
    press("老人");
    press("马玉莲");
    d().advance(400);
  }
  // The acts of a row are named after what they act on.
  bool offers(std::string_view act) {
    return std::any_of(d().tree().nodes.begin(), d().tree().nodes.end(), [&](const Node& n) { return n.role == Role::button && n.name.starts_with(act); });
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(records, OneVisit)

BOOST_AUTO_TEST_CASE(a_visit_is_put_right_days_later) {
  clock.pass_minutes(3 * 24 * 60);
  d().advance(1'000);
  if (d().exists(Role::radiogroup, "谁在用？")) {
    d().by_role(Role::radio, "桂香").press();
    tablet.type_pin("24681357");
    d().advance(400);
  }
  open_file();
  press("改，");
  press("改这一条");
  BOOST_TEST(says("改马玉莲的探访"), d().outline());
  d().by_role(Role::radio, "要再来").press();
  press("保存");
  d().advance(400);
  BOOST_TEST(says("改好了，马玉莲"), d().outline());
  BOOST_TEST(says("要再来"), d().outline());
}

BOOST_AUTO_TEST_CASE(what_is_taken_back_is_asked_about_first) {
  open_file();
  press("改，");
  press("关上");
  d().advance(400);
  BOOST_TEST(offers("改，"), d().outline());
  press("改，");
  press("撤回这一条");
  d().advance(400);
  BOOST_TEST(says("撤回了"), d().outline());
  BOOST_TEST(!offers("改，"), d().outline());
}

BOOST_AUTO_TEST_CASE(help_is_called_at_once_and_stays_on_the_first_page) {
  clock.pass_minutes(2);
  press("记一笔");
  press("马上求助");
  press("马玉莲");
  d().advance(400);
  press("打 120");
  const auto& links = tablet.links;
  BOOST_TEST((!links.empty() && links.back() == "tel:120"));
  press("保存");
  d().advance(400);
  BOOST_TEST(says("马上求助的"), d().outline());
  // Until somebody has been there.
  clock.pass_minutes(2);
  press("老人");
  press("马玉莲");
  press("记录探访");
  press("四样都好");
  d().advance(400);
  press("今日");
  BOOST_TEST(!says("马上求助的"), d().outline());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace huzhu::test
