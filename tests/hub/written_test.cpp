#include "core/people/written.h"

#include <boost/test/unit_test.hpp>

#include "core/care/visits.h"
#include "core/registry/elder_file.h"
#include "tests/hub/county.h"

namespace huzhu::test {
namespace {

struct Clocks : County {
  FakeClock wrong;
  std::unique_ptr<Tablet> tablet;
  EntityId elder;
  Clocks() {
    wrong.ms = clock.ms;
    tablet = enrol(village, "陈桂香", 11, &wrong);
    BOOST_REQUIRE(sync(*tablet).ok());
    elder = register_elder(*tablet, "马玉莲");
    BOOST_REQUIRE(sync(*tablet).ok());
  }
  EntityId visit() {
    auto session = tablet->session();
    care::VisitDraft draft;
    draft.elder = elder;
    const auto done = care::record_all_well(session, draft);
    BOOST_REQUIRE(done.ok());
    return done->entity;
  }
  people::Written written(EntityId visit) {
    auto session = tablet->session();
    const auto file = registry::elder_file(session, elder);
    BOOST_REQUIRE(file.ok());
    for (const registry::Happening& h : file->history)
      if (h.entity == visit) return h.written;
    return {};
  }
};

BOOST_AUTO_TEST_SUITE(times_of_a_record)

BOOST_FIXTURE_TEST_CASE(written_first_and_received_later, Clocks) {
  wrong.pass_minutes(90);
  const EntityId one = visit();
  const people::Written before = written(one);
  BOOST_TEST(std::abs(before.device_ms - wrong.ms) < 1000);
  BOOST_TEST(!before.received_ms.has_value());
  clock.pass_minutes(60 * 24);
  wrong.ms = clock.ms;
  BOOST_REQUIRE(sync(*tablet).ok());
  const people::Written after = written(one);
  BOOST_REQUIRE(after.received_ms.has_value());
  BOOST_TEST(*after.received_ms == clock.ms);
  BOOST_TEST(after.device_ms == before.device_ms);
  BOOST_TEST(!after.clock_was_fast);
}

BOOST_FIXTURE_TEST_CASE(a_clock_that_was_fast_is_said, Clocks) {
  wrong.pass_minutes(60 * 24 * 3);   // the hub has it before it was written
  const EntityId one = visit();
  BOOST_REQUIRE(sync(*tablet).ok());
  const people::Written times = written(one);
  BOOST_TEST(times.clock_was_fast);
  BOOST_REQUIRE(times.received_ms.has_value());
  BOOST_TEST(times.device_ms > *times.received_ms);
  // A quarter of an hour later the clock has been put right by the sync.
  for (FakeClock* one : {&clock, &wrong}) one->pass_minutes(15);
  const EntityId next = visit();
  BOOST_REQUIRE(sync(*tablet).ok());
  BOOST_TEST(!written(next).clock_was_fast);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace huzhu::test
