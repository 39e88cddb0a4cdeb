// EntityState: all that merging needs to know about one entity: the standing writes of each field, and what erased it.
//
// It is a pure function of the set of operations on the entity, whatever their order of arrival, and has exactly one
// encoding: equal operations, equal bytes. The store keeps it in `entity.state` (docs/adr/0004); the typed row is
// derived from it.
#pragma once

#include <algorithm>
#include <optional>
#include <span>
#include <vector>

#include "core/base/result.h"
#include "core/log/operation.h"

namespace huzhu::merge {

// Who wrote, when by their clock; the same for all operations of a segment.
struct Stamp {
  AuthorId author;
  std::uint32_t epoch = 0;
  std::uint64_t hlc = 0;
  log::ClockState clock = log::ClockState::untrusted;
  EntityId actor;
  friend auto operator<=>(const Stamp&, const Stamp&) = default;
};

// A write that nothing superseded yet. In a set field: an addition that nothing removed.
struct Head {
  std::uint16_t field = 0;
  Stamp stamp;
  std::uint64_t seq = 0;
  Value value;
  bool covered = false;    // lies in the past of an erasure
  std::vector<Dot> after;  // standing heads of this field in its past, which its writer was not shown

  Dot dot() const { return {stamp.author, stamp.epoch, seq}; }
};

// An erasure that no later write has in its past.
struct Erasure {
  Stamp stamp;
  std::uint64_t seq = 0;
  Dot dot() const { return {stamp.author, stamp.epoch, seq}; }
};

enum class Presence : std::uint8_t {
  here,
  erased,
  revived,  // erased, and edited concurrently: shown, and marked
};

struct EntityState {
  std::vector<Head> heads;        // sorted by field, then dot
  std::vector<Erasure> erasures;  // sorted by dot
  std::vector<Dot> firsts;        // operations with none on this entity before them, sorted; more than one only by mishap
  std::vector<Dot> touched;       // the last operation of each log that touched the entity, sorted

  // The creating operation; of several the smallest.
  Dot created_by() const { return firsts.empty() ? Dot{} : firsts.front(); }
  // The same as a past shows it, whatever came from elsewhere meanwhile; none when nothing of it lies there.
  template <class InPast>
  std::optional<Dot> created_in(const InPast& in_past) const {
    const auto seen = std::find_if(firsts.begin(), firsts.end(), in_past);
    return seen == firsts.end() ? std::nullopt : std::optional(*seen);
  }
  Presence presence() const;
  std::span<const Head> heads_of(std::uint16_t field) const;

  Bytes encode() const;
  static Result<EntityState> decode(ByteView bytes);
};

}  // namespace huzhu::merge
