// The one encoding of EntityState. Stamps are named by their number in a sorted table, since one act writes many fields.
#include <algorithm>
#include <limits>

#include "core/base/limits.h"
#include "core/log/archive.h"
#include "core/merge/entity_state.h"

namespace huzhu::merge {
namespace {

using log::CompactReader;
using log::CompactWriter;
using log::fixed;

constexpr std::uint8_t version = 1;
constexpr std::uint8_t covered_flag = 1, after_flag = 2, unused_flags = 0xfc;
constexpr std::size_t items_max = 1u << 20;  // against damaged bytes only

template <class Archive>
void serialize(Archive& archive, Stamp& stamp) {
  auto clock = static_cast<std::uint8_t>(stamp.clock);
  archive(fixed(stamp.author.value), fixed(stamp.epoch), fixed(stamp.hlc), clock, fixed(stamp.actor.value));
  stamp.clock = static_cast<log::ClockState>(clock);
}

struct WireDot {
  Dot dot;
};
template <class Archive>
void serialize(Archive& archive, WireDot& wire) {
  archive(fixed(wire.dot.author.value), fixed(wire.dot.epoch), wire.dot.seq);
}

void write_dots(CompactWriter& writer, const std::vector<Dot>& dots) {
  writer.varint(dots.size());
  for (const Dot& dot : dots) writer(WireDot{dot});
}

void read_dots(CompactReader& reader, std::vector<Dot>& dots) {
  dots.resize(reader.count(0, items_max));
  for (Dot& dot : dots) {
    WireDot wire;
    reader(wire);
    dot = wire.dot;
  }
}

void write_value(CompactWriter& writer, const Value& value) {
  writer(static_cast<std::uint8_t>(value.type));
  switch (value.type) {
    case WireType::null: break;
    case WireType::integer: writer(value.integer); break;
    case WireType::entity: writer(fixed(value.integer)); break;
    case WireType::text: case WireType::bytes: writer.blob(view(value.data)); break;
  }
}

void read_value(CompactReader& reader, Value& value) {
  std::uint8_t type = 0;
  reader(type);
  reader.canonical(type <= static_cast<std::uint8_t>(WireType::entity), "unknown wire type");
  value.type = reader.ok() ? static_cast<WireType>(type) : WireType::null;
  switch (value.type) {
    case WireType::null: break;
    case WireType::integer: reader(value.integer); break;
    case WireType::entity: {
      std::uint64_t id = 0;
      reader(fixed(id));
      value.integer = static_cast<std::int64_t>(id);
      break;
    }
    case WireType::text: case WireType::bytes: value.data = text(reader.blob(limits::value_bytes_max)); break;
  }
}


// The stamps of heads and erasures, sorted, each once.
std::vector<Stamp> stamp_table(const EntityState& state) {
  std::vector<Stamp> stamps;
  stamps.reserve(state.heads.size() + state.erasures.size());
  for (const Head& head : state.heads)
    if (stamps.empty() || stamps.back() != head.stamp) stamps.push_back(head.stamp);
  for (const Erasure& erasure : state.erasures) stamps.push_back(erasure.stamp);
  std::sort(stamps.begin(), stamps.end());
  stamps.erase(std::unique(stamps.begin(), stamps.end()), stamps.end());
  return stamps;
}

std::uint64_t index_of(const std::vector<Stamp>& stamps, const Stamp& stamp) {
  return static_cast<std::uint64_t>(std::lower_bound(stamps.begin(), stamps.end(), stamp) - stamps.begin());
}

void read_stamped(CompactReader& reader, const std::vector<Stamp>& stamps, Stamp& stamp, std::uint64_t& seq) {
  std::uint64_t index = 0;
  reader(index, seq);
  reader.canonical(index < stamps.size(), "no such stamp");
  if (reader.ok()) stamp = stamps[index];
}

void read_head(CompactReader& reader, const std::vector<Stamp>& stamps, Head& head) {
  std::uint8_t flags = 0;
  reader(head.field, flags);
  reader.canonical((flags & unused_flags) == 0, "unknown flag");
  read_stamped(reader, stamps, head.stamp, head.seq);
  read_value(reader, head.value);
  head.covered = (flags & covered_flag) != 0;
  if (flags & after_flag) read_dots(reader, head.after);
}

}  // namespace

Bytes EntityState::encode() const {
  const std::vector<Stamp> stamps = stamp_table(*this);
  CompactWriter writer;
  writer(version);
  writer.varint(stamps.size());
  for (const Stamp& stamp : stamps) serialize(writer, const_cast<Stamp&>(stamp));
  writer.varint(heads.size());
  for (const Head& head : heads) {
    const std::uint8_t flags = static_cast<std::uint8_t>((head.covered ? covered_flag : 0) | (head.after.empty() ? 0 : after_flag));
    writer(head.field, flags, index_of(stamps, head.stamp), head.seq);
    write_value(writer, head.value);
    if (!head.after.empty()) write_dots(writer, head.after);
  }
  writer.varint(erasures.size());
  for (const Erasure& erasure : erasures) writer(index_of(stamps, erasure.stamp), erasure.seq);
  write_dots(writer, firsts);
  write_dots(writer, touched);
  return writer.take();
}

// Reads what encode() of this program wrote into the encrypted database: damage is noticed there; here only that no
// damage can lead outside the bytes.
Result<EntityState> EntityState::decode(ByteView bytes) {
  CompactReader reader(bytes, "merge.state");
  std::uint8_t found_version = 0;
  reader(found_version);
  if (reader.ok() && found_version != version) reader.fail(ErrorCode::unknown_version, "state of another version");
  EntityState state;
  std::vector<Stamp> stamps(reader.count(0, items_max));
  for (Stamp& stamp : stamps) serialize(reader, stamp);
  state.heads.resize(reader.count(0, items_max));
  for (Head& head : state.heads) read_head(reader, stamps, head);
  state.erasures.resize(reader.count(0, items_max));
  for (Erasure& erasure : state.erasures) read_stamped(reader, stamps, erasure.stamp, erasure.seq);
  read_dots(reader, state.firsts);
  read_dots(reader, state.touched);
  reader.at_end();
  if (!reader.ok()) return reader.error();
  return state;
}

}  // namespace huzhu::merge
