// The parts of a segment as they lie on the wire, with one serialize() each for both directions.
//
// Internal to core/log; docs/log_format.md is the contract and this file its transcript. operation.h holds what the rest
// of the program sees.
#pragma once

#include "core/base/limits.h"
#include "core/log/archive.h"
#include "core/log/operation.h"

namespace huzhu::log::wire {

inline constexpr std::uint8_t version = 1;
inline constexpr std::uint8_t algorithm = 1;  // BLAKE2b-256, Ed25519

// flags
inline constexpr std::uint8_t clock_mask = 3, has_actor = 4, has_group = 8, actor_signed = 16, has_times = 32, unused_flags = 192;
// first byte of the payload
inline constexpr std::uint8_t whole = 0, redacted = 1;

inline constexpr std::size_t log_name_bytes = 8 + 8 + 4;  // scope, author, epoch
inline constexpr std::size_t log_name_at = 1 + 1 + 1;     // after version, algorithm, flags
inline constexpr std::size_t salt_bytes = 16;
inline constexpr unsigned wire_type_bits = 4;

// The same in every version, so that a program can file and forward what a newer one wrote.
struct Prefix {
  std::uint8_t version = wire::version, algorithm = wire::algorithm, flags = 0;
  ScopeId scope;
  AuthorId author;
  std::uint32_t epoch = 0;
  std::uint64_t seq_first = 0;
  std::uint64_t count = 0;
};
template <class Archive>
void serialize(Archive& archive, Prefix& p) {
  archive(p.version, p.algorithm, p.flags, fixed(p.scope.value), fixed(p.author.value), fixed(p.epoch), p.seq_first, p.count);
}

struct LogPosition {
  AuthorId author;
  std::uint32_t epoch = 0;
  std::uint64_t seq = 0, hash8 = 0;
};
template <class Archive>
void serialize(Archive& archive, LogPosition& d) {
  archive(fixed(d.author.value), fixed(d.epoch), d.seq, fixed(d.hash8));
}

// Dependencies of one scope; the segment's own needs no name.
struct ScopeDeps {
  std::uint8_t foreign = 0;
  ScopeId scope;
  std::vector<LogPosition> logs;
};
template <class Archive>
void serialize(Archive& archive, ScopeDeps& d) {
  archive(d.foreign);
  if (d.foreign != 0) archive(fixed(d.scope.value));
  archive(bounded(d.logs, 1, limits::deps_max));
}

// What follows the prefix in the header.
struct Rest {
  std::uint64_t hlc = 0;
  EntityId actor;                                  // if has_actor
  std::uint64_t group_back = 0, group_k = 0, group_n = 0;  // if has_group; first_seq = seq_first - group_back
  std::vector<ScopeDeps> deps;
};
template <class Archive>
void serialize_rest(Archive& archive, Rest& r, std::uint8_t flags) {
  archive(fixed(r.hlc));
  if (flags & has_actor) archive(fixed(r.actor.value));
  if (flags & has_group) archive(r.group_back, r.group_k, r.group_n);
  archive(bounded(r.deps, 0, limits::deps_max));
}

struct WireId { std::uint64_t value = 0; };
template <class Archive>
void serialize(Archive& archive, WireId& id) { archive(fixed(id.value)); }

// The entities of one type that the segment writes to.
struct EntityGroup {
  std::uint8_t type = 0;
  std::vector<WireId> ids;
};
template <class Archive>
void serialize(Archive& archive, EntityGroup& g) { archive(g.type, bounded(g.ids, 1, limits::segment_ops_max)); }

// What the operations of one column have in common.
struct Column {
  std::uint64_t act = 0;   // kind << 1 | lists_dots
  std::uint64_t cell = 0;  // field << 4 | wire type
  friend bool operator==(const Column&, const Column&) = default;
  friend auto operator<=>(const Column&, const Column&) = default;

  std::uint64_t kind() const { return act >> 1; }
  bool lists_dots() const { return act & 1; }
  std::uint64_t field() const { return cell >> wire_type_bits; }
  WireType wire_type() const { return static_cast<WireType>(cell & ((1u << wire_type_bits) - 1)); }
};
template <class Archive>
void serialize(Archive& archive, Column& c) { archive(c.act, c.cell); }

struct WireDot {
  AuthorId author;
  std::uint32_t epoch = 0;
  std::uint64_t seq = 0;
};
template <class Archive>
void serialize(Archive& archive, WireDot& d) { archive(fixed(d.author.value), fixed(d.epoch), d.seq); }

}  // namespace huzhu::log::wire
