#include "core/merge/version_vector.h"

#include <algorithm>

#include "core/log/archive.h"

namespace huzhu::merge {
namespace {

// Several scopes of at most limits::logs_per_scope_max logs each; a bound against damaged bytes only.
constexpr std::size_t entries_max = 1u << 20;

auto position_of(auto& entries, const LogKey& log) {
  return std::lower_bound(entries.begin(), entries.end(), log, [](const VersionVector::Entry& entry, const LogKey& key) { return entry.log < key; });
}

struct WireEntry {
  VersionVector::Entry entry;
};
template <class Archive>
void serialize(Archive& archive, WireEntry& wire) {
  auto& [log, seq] = wire.entry;
  archive(log::fixed(log.scope.value), log::fixed(log.author.value), log::fixed(log.epoch), seq);
}

}  // namespace

std::uint64_t VersionVector::seq(const LogKey& log) const {
  const auto found = position_of(entries_, log);
  return found != entries_.end() && found->log == log ? found->seq : 0;
}

void VersionVector::raise(const LogKey& log, std::uint64_t seq) {
  if (seq == 0) return;
  const auto found = position_of(entries_, log);
  if (found == entries_.end() || found->log != log) entries_.insert(found, {log, seq});
  else found->seq = std::max(found->seq, seq);
}

bool VersionVector::any(ScopeId scope, AuthorId author) const {
  const auto found = position_of(entries_, LogKey{scope, author, 0});
  return found != entries_.end() && found->log.scope == scope && found->log.author == author;
}

Bytes VersionVector::encode() const {
  log::CompactWriter writer;
  writer.varint(entries_.size());
  for (const Entry& entry : entries_) writer(WireEntry{entry});
  return writer.take();
}

Result<VersionVector> VersionVector::decode(ByteView bytes) {
  log::CompactReader reader(bytes, "merge.vector");
  VersionVector vector;
  vector.entries_.resize(reader.count(0, entries_max));
  for (Entry& entry : vector.entries_) {
    WireEntry wire;
    reader(wire);
    entry = wire.entry;
    reader.canonical(entry.seq > 0, "empty entry");
  }
  reader.at_end();
  reader.canonical(std::is_sorted(vector.entries_.begin(), vector.entries_.end(), [](const Entry& a, const Entry& b) { return a.log < b.log; }) &&
                       std::adjacent_find(vector.entries_.begin(), vector.entries_.end(),
                                          [](const Entry& a, const Entry& b) { return a.log == b.log; }) == vector.entries_.end(),
                   "entries out of order");
  if (!reader.ok()) return reader.error();
  return vector;
}

}  // namespace huzhu::merge
