// The registry workload of the benchmarks: 20 devices write single fields of 2,000 elders, 20 writes to an act.
//
// The same numbers drive the peers in tests/bench/peers.mjs (a 32-bit linear congruential generator, so that two
// languages draw the same): per write an elder, a field and a value of 0 to 9,999.
#pragma once

#include <cstdint>

namespace huzhu::bench {

inline constexpr int devices = 20, writes_per_device = 1000, writes_per_act = 20, elders = 2000, fields = 10, values = 10000;

class Draw {
 public:
  explicit Draw(std::uint32_t seed) : state_(seed) {}
  std::uint32_t below(std::uint32_t n) {
    state_ = state_ * 1664525u + 1013904223u;
    return (state_ >> 8) % n;
  }

 private:
  std::uint32_t state_;
};

}  // namespace huzhu::bench
