// Operation and Segment: what the log is made of (design/log-and-merge.md "Operations, segments, groups").
//
// A segment is what one act of one person wrote: 1 to 64 operations, at most 4 KB encoded; the unit of commit
// and of verification. The exact bytes are in docs/log_format.md.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/base/bytes.h"
#include "core/model/model.h"
#include "core/model/value.h"

namespace huzhu::log {

// On the wire; never renumber. Unknown kinds are stored, chained and forwarded, and judged after an upgrade.
enum class OpKind : std::uint8_t {
  set = 1,     // write `value` to a register or safety field
  add = 2,     // add `value` to a set field
  remove = 3,  // remove `value` from a set field: covers the adds in its past
  erase = 4,   // tombstone of the whole entity; a concurrent edit brings it back, marked
};

struct Operation {
  OpKind kind = OpKind::set;
  EntityId entity;
  model::EntityType type = model::EntityType::none;
  std::uint16_t field = 0;  // 0 for erase
  Value value;
  // Empty: supersedes every head in the segment's causal past. Else: exactly these (the person was shown less).
  std::vector<Dot> supersedes;  // sorted, without repetition
  bool lists_dots = false;
  // How far this operation's clock lies after the segment's; never falls from one operation to the next. 0 is usual:
  // what one act wrote happened at once.
  std::uint64_t hlc_offset = 0;
  bool redacted = false;  // the value was erased by REDACT: `value` keeps its type only

  friend bool operator==(const Operation&, const Operation&) = default;
};

enum class ClockState : std::uint8_t { untrusted = 0, holdover = 1, trusted = 2 };

// "I had seen log (author, epoch) of `scope` up to `seq`", with the start of that segment's chain hash.
struct Dependency {
  ScopeId scope;  // the segment's own scope or an ancestor authority scope
  AuthorId author;
  std::uint32_t epoch = 0;
  std::uint64_t seq = 0;
  std::uint64_t hash8 = 0;  // first 8 bytes, big-endian
  friend auto operator<=>(const Dependency&, const Dependency&) = default;
};

// A larger act of several segments: this is the k-th of n, counted from 1, and first_seq is the seq_first of the first.
struct Group {
  std::uint64_t first_seq = 0;
  std::uint16_t k = 0, n = 0;
  friend bool operator==(const Group&, const Group&) = default;
};

struct Segment {
  ScopeId scope;
  AuthorId author;
  std::uint32_t epoch = 0;
  std::uint64_t seq_first = 0;  // of its first operation; operations are numbered 1, 2, … within a log
  std::uint64_t hlc = 0;        // hybrid logical clock: milliseconds << 16 | counter
  ClockState clock_state = ClockState::untrusted;
  EntityId actor;               // profile that acted; none = the device itself
  bool actor_signed = false;    // the act needs the actor's own signature beside the device's; set by seal()
  std::vector<Dependency> deps; // difference from the author's previous segment; sorted, one entry a log, never the own log
  std::optional<Group> group;
  std::array<std::uint8_t, 16> salt{};  // random; zero in a redacted segment, which must not reveal it
  std::vector<Operation> operations;
  // Only in a redacted segment, one an operation: the leaf of a redacted value, else the value's salt and 16 zeros.
  std::vector<Hash> redaction;

  std::uint64_t seq_last() const { return seq_first + operations.size() - 1; }
  Dot dot(std::size_t index) const { return {author, epoch, seq_first + index}; }
  std::uint64_t hlc_of(std::size_t index) const { return hlc + operations[index].hlc_offset; }

  friend bool operator==(const Segment&, const Segment&) = default;
};

// A segment as stored and sent. `bytes` is header ‖ body and does not hold prev, chain or signature.
struct SealedSegment {
  Bytes bytes;
  Hash chain{};
  Signature signature{};       // over chain, by the device key; all zero when only a later one of its run is signed
  bool has_signature = false;
  std::optional<Signature> actor_signature;  // over chain, by the actor's key
};

}  // namespace huzhu::log
