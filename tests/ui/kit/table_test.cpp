// Tables say which of their rows are seen.
#include <boost/test/unit_test.hpp>

#include "tests/ui/driver.h"

using namespace huzhu::ui;

namespace {

struct Fixture {
  int rows = 1, first = -1, last = -1;
  KitHost host{[this](Kit& kit) {
    kit.screen({"table", Str::app_name});
    kit.foot([&] {
      kit.visible_rows("villages", first, last);
      kit.label(say(Str::gallery_seen_of, first + 1, last));
    });
    kit.table("villages", Str::gallery_rows, {{.title = Str::gallery_rows, .width = -1}}, rows, -1,
              [](int, std::vector<Cell>& cells) { cells.push_back({.text = Str::gallery_fine}); }, [](int row) { return static_cast<std::uint64_t>(row); });
  }};
  Driver d{program_of(host)};
  Fixture() { d.resize(1366, 768, true); }
  void of(int count) {
    rows = count;
    host.kit.invalidate();
    d.settle();
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(table, Fixture)

BOOST_AUTO_TEST_CASE(never_more_than_there_are) {
  for (const int count : {1, 2, 5, 0, 3}) {
    of(count);
    BOOST_TEST(first == 0);
    BOOST_TEST(last == count);
  }
  of(1000);
  BOOST_TEST(first == 0);
  BOOST_TEST((last > 5 && last < 20), last);
}

BOOST_AUTO_TEST_SUITE_END()
