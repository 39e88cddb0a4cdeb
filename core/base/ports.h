// What core needs from outside, as parameters: clock, randomness (STYLE.md rule 1).
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace huzhu {

// Milliseconds since 1970-01-01T00:00Z as the device believes; may be wrong by years and may jump.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual std::int64_t now_ms() = 0;
  // Minutes east of UTC for dates that people read. China is +480 everywhere.
  virtual int utc_offset_minutes() { return 480; }
};

// Cryptographically strong bytes.
class Random {
 public:
  virtual ~Random() = default;
  virtual void fill(std::span<std::uint8_t> out) = 0;
};

}  // namespace huzhu
