#include "core/log/hlc.h"

#include <boost/test/unit_test.hpp>
#include <limits>

#include "core/base/limits.h"

using namespace huzhu;
using namespace huzhu::log;

namespace {

struct SetClock : Clock {
  explicit SetClock(std::int64_t ms) : now(ms) {}
  std::int64_t now_ms() override { return now; }
  std::int64_t now;
};

constexpr std::int64_t kNow = 1760000000000;  // October 2025
constexpr std::int64_t kDay = 24ll * 3600 * 1000;
constexpr std::int64_t k2099 = 4070908800000;

}  // namespace

BOOST_AUTO_TEST_SUITE(log_hlc)

BOOST_AUTO_TEST_CASE(ticks_rise_while_the_clock_stands_and_follow_it_when_it_moves) {
  SetClock device(kNow);
  HybridClock clock(device);
  const std::uint64_t first = clock.tick(), second = clock.tick();
  BOOST_TEST(hlc_ms(first) == kNow);
  BOOST_TEST(second == first + 1);
  device.now += 5;
  BOOST_TEST(clock.tick() == hlc_at(kNow + 5));
  device.now -= 3;
  BOOST_TEST(clock.tick() == hlc_at(kNow + 5) + 1);
}

BOOST_AUTO_TEST_CASE(a_message_pushes_at_most_the_drift_ahead) {
  SetClock device(kNow);
  HybridClock clock(device);
  clock.receive(hlc_at(kNow + limits::clock_drift_ms_max));
  BOOST_TEST(clock.tick() == hlc_at(kNow + limits::clock_drift_ms_max) + 1);
  clock.receive(hlc_at(k2099));
  BOOST_TEST(hlc_ms(clock.tick()) == kNow + limits::clock_drift_ms_max);
  clock.receive(0);  // and never back
  BOOST_TEST(hlc_ms(clock.tick()) == kNow + limits::clock_drift_ms_max);
}

BOOST_AUTO_TEST_CASE(trust_comes_with_a_sync_and_wears_off) {
  SetClock device(kNow);
  HybridClock clock(device);
  BOOST_TEST((clock.state() == ClockState::untrusted));
  clock.synced(kNow, kNow);
  BOOST_TEST((clock.state() == ClockState::trusted));
  device.now = kNow + limits::clock_trusted_ms;
  BOOST_TEST((clock.state() == ClockState::trusted));
  device.now += 1;
  BOOST_TEST((clock.state() == ClockState::holdover));
  device.now = kNow + limits::clock_holdover_ms;
  BOOST_TEST((clock.state() == ClockState::holdover));
  device.now += 1;
  BOOST_TEST((clock.state() == ClockState::untrusted));
}

BOOST_AUTO_TEST_CASE(a_clock_seen_going_back_is_not_trusted_until_the_next_sync) {
  SetClock device(kNow);
  HybridClock clock(device);
  clock.synced(kNow, kNow);
  device.now -= limits::clock_backstep_ms;
  BOOST_TEST((clock.state() == ClockState::trusted));
  device.now -= limits::clock_backstep_ms + 1;
  BOOST_TEST((clock.state() == ClockState::untrusted));
  device.now += kDay;  // put right by hand: nobody can tell how right
  BOOST_TEST((clock.state() == ClockState::untrusted));
  clock.synced(kNow, device.now);
  BOOST_TEST((clock.state() == ClockState::trusted));
}

BOOST_AUTO_TEST_CASE(the_offset_is_learnt_half_way) {
  SetClock device(1000);  // reset to 1970
  HybridClock clock(device);
  const std::int64_t sent = device.now;
  device.now += 600;
  clock.synced(kNow, sent);
  BOOST_TEST(clock.now_estimated_ms() == kNow + 300);
  device.now += kDay;
  BOOST_TEST(clock.now_estimated_ms() == kNow + 300 + kDay);
}

// Set to 2099 before the first sync, or set right after an error: what follows is dated by the hub's time again.
BOOST_AUTO_TEST_CASE(becoming_trusted_sets_the_clock_back_to_now) {
  SetClock device(k2099);
  HybridClock clock(device);
  BOOST_TEST(hlc_ms(clock.tick()) == k2099);
  clock.synced(kNow, device.now);
  BOOST_TEST(hlc_ms(clock.tick()) == kNow);
  // A further sync while trusted keeps what was promised: later than all before.
  clock.receive(hlc_at(kNow + 1000));
  const std::uint64_t before = clock.tick();
  clock.synced(kNow - 10, device.now);
  BOOST_TEST(clock.tick() > before);
}

BOOST_AUTO_TEST_CASE(no_clock_however_wrong_makes_an_hlc_out_of_range) {
  for (const std::int64_t wrong : {std::numeric_limits<std::int64_t>::min(), std::int64_t{-1}, std::int64_t{0}, k2099, std::numeric_limits<std::int64_t>::max()}) {
    SetClock device(wrong);
    HybridClock clock(device);
    for (int i = 0; i < 3; ++i) BOOST_TEST(clock.tick() <= limits::hlc_max);
    clock.receive(limits::hlc_max);
    BOOST_TEST(clock.tick() <= limits::hlc_max);
    clock.synced(kNow, wrong);
    BOOST_TEST(clock.tick() <= limits::hlc_max);
    for (const std::int64_t hub : {std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()}) {
      clock.synced(hub, std::numeric_limits<std::int64_t>::min());
      BOOST_TEST(clock.tick() <= limits::hlc_max);
    }
  }
}

BOOST_AUTO_TEST_CASE(memory_survives_a_restart) {
  SetClock device(kNow - kDay);
  HybridClock clock(device);
  clock.synced(kNow, device.now);
  const std::uint64_t last = clock.tick();
  const Bytes kept = clock.memory().encode();
  const Result<ClockMemory> memory = ClockMemory::decode(kept);
  BOOST_REQUIRE(memory.ok());
  BOOST_TEST((*memory == clock.memory()));
  HybridClock again(device, *memory);
  BOOST_TEST(again.tick() == last + 1);
  BOOST_TEST((again.state() == ClockState::trusted));
  for (std::size_t size = 0; size < kept.size(); ++size) BOOST_TEST(!ClockMemory::decode(ByteView(kept).first(size)).ok());
}

BOOST_AUTO_TEST_SUITE_END()
