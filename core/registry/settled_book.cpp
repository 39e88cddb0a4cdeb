#include "core/registry/settled_book.h"

#include <algorithm>

#include "core/base/limits.h"
#include "core/log/archive.h"
#include "core/store/redactions.h"

namespace huzhu::registry {
namespace {

constexpr std::string_view fact_key = "registry.settled/1";

template <class Archive>
void id64(Archive& archive, std::uint64_t& id) { archive(log::fixed(id)); }

// One function for both directions, as in core/log/wire.h.
template <class Archive>
void common(Archive& archive, SettledEntry& e) {
  id64(archive, e.scope.value);
  id64(archive, e.entity.value);
  archive(e.type, e.field);
  id64(archive, e.profile.value);
  archive(e.settled_at_ms);
}

template <class Archive>
void common(Archive& archive, SettledSide& s) {
  id64(archive, s.dot.author.value);
  archive(s.dot.epoch, s.dot.seq);
  id64(archive, s.actor.value);
  id64(archive, s.device.value);
  archive(s.written_at_ms);
}

void put(log::CompactWriter& out, const Value& value) {
  out(static_cast<std::uint8_t>(value.type), value.integer);
  out.blob(view(value.data));
}

Value get(log::CompactReader& in) {
  Value value;
  std::uint8_t type = 0;
  in(type, value.integer);
  in.canonical(type <= static_cast<std::uint8_t>(WireType::entity), "wire type");
  value.type = static_cast<WireType>(type);
  value.data = std::string(text(in.blob(limits::value_bytes_max)));
  return value;
}

Bytes encode(std::vector<SettledEntry>& entries) {
  log::CompactWriter out;
  out.varint(entries.size());
  for (SettledEntry& entry : entries) {
    common(out, entry);
    put(out, entry.chosen);
    out.varint(entry.sides.size());
    for (SettledSide& side : entry.sides) {
      common(out, side);
      put(out, side.value);
    }
  }
  return out.take();
}

}  // namespace

namespace {

std::vector<SettledEntry> read_book(store::Replica& replica) {
  std::vector<SettledEntry> entries;
  const auto bytes = replica.fact(fact_key);
  if (!bytes) return entries;
  log::CompactReader in(*bytes, "settled");
  for (std::uint64_t n = in.count(0, settled_max); n > 0 && in.ok(); --n) {
    SettledEntry entry;
    common(in, entry);
    entry.chosen = get(in);
    for (std::uint64_t sides = in.count(0, limits::dots_per_op_max); sides > 0 && in.ok(); --sides) {
      SettledSide side;
      common(in, side);
      side.value = get(in);
      entry.sides.push_back(std::move(side));
    }
    entries.push_back(std::move(entry));
  }
  in.at_end();
  if (!in.ok()) entries.clear();
  return entries;
}

// A value that was erased since must not be read here instead.
bool forget_erased(store::Replica& replica, std::vector<SettledEntry>& entries) {
  return std::erase_if(entries, [&](const SettledEntry& entry) {
    const std::set<Dot> gone = store::redacted_dots(replica.db(), entry.scope);
    return std::any_of(entry.sides.begin(), entry.sides.end(), [&](const SettledSide& side) { return gone.contains(side.dot); });
  }) > 0;
}

}  // namespace

std::vector<SettledEntry> read_settled(store::Replica& replica) {
  std::vector<SettledEntry> entries = read_book(replica);
  // When the disk is full the bytes stay, unread, until the next reading.
  if (forget_erased(replica, entries)) (void)replica.put_fact(fact_key, encode(entries));
  return entries;
}

Status note_settled(store::Replica& replica, SettledEntry entry) {
  std::vector<SettledEntry> entries = read_settled(replica);
  entries.erase(std::remove_if(entries.begin(), entries.end(),
                               [&](const SettledEntry& e) { return e.entity == entry.entity && e.field == entry.field && e.type == entry.type; }),
                entries.end());
  entries.insert(entries.begin(), std::move(entry));
  if (entries.size() > settled_max) entries.resize(settled_max);
  return replica.put_fact(fact_key, encode(entries));
}

}  // namespace huzhu::registry
