// Pace: how long to wait after a failure, and how much to ask of a link at once.
#pragma once

#include <cstddef>
#include <cstdint>

#include "core/base/ports.h"

namespace huzhu::sync {

// Full jitter: a random time up to a bound that doubles from 5 s to 15 min, so that a village's tablets do not all come
// back in the same second after the mast did.
class Backoff {
 public:
  explicit Backoff(Random& random) : random_(random) {}
  std::int64_t next_delay_ms();
  void reset() { failures_ = 0; }

 private:
  Random& random_;
  int failures_ = 0;
};

// A body that takes about eight seconds at the rate measured: long enough to be worth its headers on 2G, short enough
// that little is lost when the link breaks.
class BodySize {
 public:
  std::size_t bytes() const { return bytes_; }
  void measured(std::size_t bytes, std::int64_t elapsed_ms);
  void failed();  // timed out, or refused as too large

 private:
  std::size_t bytes_ = 16 * 1024;
};

}  // namespace huzhu::sync
