// When a tablet reads its store through: alone, a table at a time, once a day.
#include "ui/app/harm_watch.h"

#include <boost/test/unit_test.hpp>

#include "tests/core/people/world.h"

namespace huzhu::test {

BOOST_AUTO_TEST_SUITE(app_harm_watch)

BOOST_AUTO_TEST_CASE(it_looks_when_nobody_has_touched_for_a_minute_and_once_a_day) {
  FakeClock clock;
  FakeRandom random(3);
  const auto replica = open_replica(clock, random);
  ui::HarmWatch watch;
  BOOST_TEST(watch.due_ms(1000) < 0);
  watch.begin(*replica, Date{20'000});
  BOOST_TEST(watch.due_ms(1000) == 61'000);
  double now = 61'000;
  int looks = 0;
  for (; watch.due_ms(1000) >= 0; now = watch.due_ms(1000)) {
    BOOST_REQUIRE(watch.due_ms(1000) <= now);
    BOOST_REQUIRE(watch.look(*replica, now).ok());
    BOOST_REQUIRE(++looks < 100);
  }
  BOOST_TEST(looks > 7);
  watch.begin(*replica, Date{20'000});
  BOOST_TEST(watch.due_ms(1000) < 0);
  watch.begin(*replica, Date{20'001});
  BOOST_TEST(watch.due_ms(5000) == 65'000);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace huzhu::test
