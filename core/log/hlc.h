// HybridClock: the device's hybrid logical clock and how far its word may be taken (design/log-and-merge.md "Time").
//
// Tablets' clocks are wrong by years, often. This clock never throws, never refuses a write or a sync, and lets no
// message push it further than Δ ahead of what it believes; when it is set right again it may go back, so nothing may
// assume that hlc grows with the sequence number. Order is causality; the hlc only breaks ties between concurrent writes.
//
// An hlc is milliseconds since 1970-01-01T00:00Z << 16 | counter. Not thread-safe; does not own the device clock.
// The store keeps memory() and gives it back at the next start.
#pragma once

#include "core/base/ports.h"
#include "core/base/result.h"
#include "core/log/operation.h"

namespace huzhu::log {

inline std::int64_t hlc_ms(std::uint64_t hlc) { return static_cast<std::int64_t>(hlc >> 16); }
// Clamped into what an hlc can say: 1970 to the year 6429.
std::uint64_t hlc_at(std::int64_t ms);

// What has to survive a restart.
struct ClockMemory {
  std::uint64_t latest = 0;         // the last hlc given out or taken over
  std::int64_t offset_ms = 0;       // hub's clock less device's, at the last sync
  std::int64_t synced_at_ms = 0;    // device's clock at the last sync
  std::int64_t last_read_ms = 0;    // device's clock when it was last read
  bool synced = false;              // ever
  bool jumped = false;              // went back since the last sync: what it says now means nothing

  Bytes encode() const;
  static Result<ClockMemory> decode(ByteView bytes);
  friend bool operator==(const ClockMemory&, const ClockMemory&) = default;
};

class HybridClock {
 public:
  explicit HybridClock(Clock& device, ClockMemory memory = {}) : device_(device), memory_(memory) {}

  // For a new segment: later than every hlc this clock has given out since it was last set right.
  std::uint64_t tick();
  // Takes over the hlc of a segment from elsewhere, at most Δ ahead of now.
  void receive(std::uint64_t hlc);
  // An answer of the hub: its clock, and the device's when the request left. Now is when the answer came.
  void synced(std::int64_t hub_ms, std::int64_t sent_at_ms);

  // TRUSTED for a day after a sync, HOLDOVER while drift stays below Δ, UNTRUSTED before the first sync, after too long
  // a time without one, and after the device's clock was seen going back.
  ClockState state();
  std::int64_t now_estimated_ms();  // device's clock + offset learnt at the last sync

  const ClockMemory& memory() const { return memory_; }

 private:
  std::int64_t read();

  Clock& device_;
  ClockMemory memory_;
};

}  // namespace huzhu::log
