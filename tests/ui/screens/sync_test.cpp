// What the sync screen says of a wrong clock.
#include <boost/test/unit_test.hpp>

#include "tests/ui/driver.h"
#include "tests/ui/screens/sample.h"

namespace huzhu::ui {
namespace {

bool says(SyncScreen screen, std::string_view words) {
  KitHost host([&](Kit& kit) {
    kit.screen({"sync", Str::sync_title});
    kit.pane("sync", [&] { (void)sync_content(kit, screen); });
  });
  Driver driver(program_of(host));
  driver.resize(360, 800);
  driver.settle();
  return driver.text_visible(words);
}

BOOST_AUTO_TEST_SUITE(sync_screen)

BOOST_AUTO_TEST_CASE(a_wrong_clock_is_said_in_plain_words) {
  SyncScreen screen = sample::sync_screen();
  screen.clock_behind_ms = 3ll * 24 * 3600 * 1000 + 5000;
  BOOST_TEST(says(screen, "这台的钟慢了 3 天"));
  screen.clock_behind_ms = -90ll * 60 * 1000;
  BOOST_TEST(says(screen, "这台的钟快了 1 小时 30 分"));
  screen.clock_behind_ms = 60 * 1000;
  BOOST_TEST(!says(screen, "这台的钟"));
  screen.clock = log::ClockState::untrusted;
  BOOST_TEST(says(screen, "还没和中心对过"));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace huzhu::ui
