#include "core/log/hlc.h"

#include <algorithm>

#include "core/base/limits.h"
#include "core/log/archive.h"

namespace huzhu::log {
namespace {

constexpr std::uint8_t kMemoryVersion = 1;
constexpr std::uint8_t kSynced = 1, kJumped = 2;
// No real clock lies outside ±292,000 years; beyond it sums would overflow.
constexpr std::int64_t kFarMs = std::int64_t{1} << 53;

std::int64_t bounded_ms(std::int64_t ms) { return std::clamp(ms, -kFarMs, kFarMs); }

}  // namespace

std::uint64_t hlc_at(std::int64_t ms) {
  return static_cast<std::uint64_t>(std::clamp<std::int64_t>(ms, 0, static_cast<std::int64_t>(limits::hlc_max >> 16))) << 16;
}

Bytes ClockMemory::encode() const {
  CompactWriter out;
  out(kMemoryVersion, static_cast<std::uint8_t>((synced ? kSynced : 0) | (jumped ? kJumped : 0)), latest, offset_ms, synced_at_ms, last_read_ms);
  return out.take();
}

Result<ClockMemory> ClockMemory::decode(ByteView bytes) {
  CompactReader in(bytes, "clock.memory");
  ClockMemory m;
  std::uint8_t version = 0, flags = 0;
  in(version, flags, m.latest, m.offset_ms, m.synced_at_ms, m.last_read_ms);
  in.canonical(version == kMemoryVersion && flags <= (kSynced | kJumped) && m.latest <= limits::hlc_max, "not a clock's memory");
  if (in.ok()) in.at_end();
  if (!in.ok()) return in.error();
  m.synced = flags & kSynced;
  m.jumped = flags & kJumped;
  m.offset_ms = bounded_ms(m.offset_ms);
  m.synced_at_ms = bounded_ms(m.synced_at_ms);
  m.last_read_ms = bounded_ms(m.last_read_ms);
  return m;
}

std::int64_t HybridClock::read() {
  const std::int64_t now = bounded_ms(device_.now_ms());
  if (memory_.synced && now < memory_.last_read_ms - limits::clock_backstep_ms) memory_.jumped = true;
  memory_.last_read_ms = now;
  return now;
}

std::int64_t HybridClock::now_estimated_ms() { return read() + memory_.offset_ms; }

ClockState HybridClock::state() {
  const std::int64_t age_ms = read() - memory_.synced_at_ms;
  if (!memory_.synced || memory_.jumped || age_ms > limits::clock_holdover_ms) return ClockState::untrusted;
  return age_ms <= limits::clock_trusted_ms ? ClockState::trusted : ClockState::holdover;
}

std::uint64_t HybridClock::tick() {
  const std::uint64_t next = std::min(memory_.latest + 1, limits::hlc_max);
  memory_.latest = std::max(next, hlc_at(now_estimated_ms()));
  return memory_.latest;
}

void HybridClock::receive(std::uint64_t hlc) {
  const std::uint64_t ceiling = hlc_at(now_estimated_ms() + limits::clock_drift_ms_max);
  memory_.latest = std::max(memory_.latest, std::min(hlc, ceiling));
}

void HybridClock::synced(std::int64_t hub_ms, std::int64_t sent_at_ms) {
  const bool was_trusted = state() == ClockState::trusted;
  const std::int64_t now = read();
  const std::int64_t sent = bounded_ms(sent_at_ms);
  // The hub read its clock half-way; when the device's went back in between, the way says nothing.
  const std::int64_t half_way = sent <= now ? sent + (now - sent) / 2 : now;
  memory_.offset_ms = bounded_ms(bounded_ms(hub_ms) - half_way);
  memory_.synced_at_ms = now;
  memory_.synced = true;
  memory_.jumped = false;
  if (!was_trusted) memory_.latest = hlc_at(now_estimated_ms());
}

}  // namespace huzhu::log
