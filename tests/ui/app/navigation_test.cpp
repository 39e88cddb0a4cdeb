// The way around the program has room in every window it may be opened in.
#include <boost/test/unit_test.hpp>

#include "tests/ui/app/tablet.h"

namespace huzhu::test {

using namespace ui;

BOOST_FIXTURE_TEST_SUITE(navigation_room, County)

BOOST_AUTO_TEST_CASE(no_entry_lies_over_another) {
  constexpr float target_floor = 44;
  for (const auto& [width, height] : {std::pair(683.0f, 384.0f), {800.0f, 480.0f}, {800.0f, 1280.0f}, {320.0f, 480.0f}}) {
    BOOST_TEST_CONTEXT(width << " x " << height) {
      TabletApp tablet(*this, static_cast<std::uint64_t>(width + height), width, height);
      tablet.enrol(code(village), "陈桂香", "24681357");
      for (const bool elder : {false, true}) {
        if (elder) tablet.d().by_role(Role::button, "大字，换成长辈版").press();
        for (const std::string& fault : layout_faults(tablet.d().tree(), width, target_floor)) BOOST_ERROR(fault);
      }
    }
  }
}

// Pages behind another keep that one's entry lit, whatever the form's navigation has.
BOOST_AUTO_TEST_CASE(the_entry_one_came_by_stays_lit) {
  TabletApp tablet(*this, 7, 800, 1280);
  tablet.enrol(code(village), "陈桂香", "24681357");
  const auto lit = [&](std::string_view name) { return (tablet.d().by_role(Role::button, name).node().flags & node_selected) != 0; };
  for (const std::string_view page : {"同步", "设置", "待处理", "人和设备"}) {
    BOOST_TEST_CONTEXT(page) {
      tablet.d().by_role(Role::button, "更多").press();
      tablet.d().by_role(Role::button, page).press();
      BOOST_TEST(lit("更多"));
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace huzhu::test
