#include "sync/client/pace.h"

#include <algorithm>

#include "core/base/limits.h"

namespace huzhu::sync {

namespace {
constexpr std::int64_t delay_ms_first = 5'000, delay_ms_max = 15 * 60 * 1000;
constexpr std::int64_t delay_ms_min = 200;  // full jitter may draw zero; never hammer
constexpr std::int64_t body_ms = 8'000;
constexpr std::size_t worth_measuring = 1024;  // smaller bodies measure the round trip, not the rate
}  // namespace

std::int64_t Backoff::next_delay_ms() {
  const std::int64_t bound = std::min(delay_ms_max, delay_ms_first << std::min(failures_, 10));
  ++failures_;
  std::uint32_t bits = 0;
  random_.fill({reinterpret_cast<std::uint8_t*>(&bits), sizeof bits});
  return std::max(delay_ms_min, static_cast<std::int64_t>(bits) * bound >> 32);
}

void BodySize::measured(std::size_t bytes, std::int64_t elapsed_ms) {
  if (bytes < worth_measuring) return;
  const auto fitting = static_cast<std::size_t>(static_cast<std::int64_t>(bytes) * body_ms / std::max<std::int64_t>(1, elapsed_ms));
  // At most doubled at a time: one lucky answer from a cache must not make the next body last a minute.
  bytes_ = std::clamp((bytes_ + std::min(fitting, 3 * bytes_)) / 2, limits::push_body_bytes_min, limits::push_body_bytes_max);
}

void BodySize::failed() { bytes_ = std::max(limits::push_body_bytes_min, bytes_ / 2); }

}  // namespace huzhu::sync
