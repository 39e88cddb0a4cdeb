#include "tests/sim/reference.h"

#include <algorithm>

namespace huzhu::sim {

using log::OpKind;

std::uint64_t Reference::end_of(const Cuts& cuts, const LogName& log) {
  const auto device = cuts.find({log.scope, log.author});
  if (device == cuts.end()) return UINT64_MAX;
  const auto position = device->second.find(log.epoch);
  return position == device->second.end() ? 0 : position->second;
}

// The hub's word where a revoked device ends, in the scope it speaks of.
Reference::Cuts Reference::find_cuts() const {
  std::map<EntityId, std::uint64_t> revoked;
  for (const auto& [name, writes] : writes_) {
    if (name.type != model::EntityType::revocation) continue;
    for (const Write& write : writes)
      if (write.operation->field == model::revocation::target) revoked[name.entity] = write.operation->value.entity().value;
  }
  Cuts cuts;
  for (const auto& [name, writes] : writes_) {
    if (name.type != model::EntityType::cut) continue;
    std::map<std::uint16_t, const Value*> fields;
    for (const Write& write : writes) fields[write.operation->field] = &write.operation->value;
    namespace cut = model::cut;
    if (fields.contains(cut::actor) || !fields.contains(cut::author) || !fields.contains(cut::epoch) || !fields.contains(cut::seq) || !fields.contains(cut::revocation)) continue;
    const AuthorId author{static_cast<std::uint64_t>(fields[cut::author]->integer)};
    const auto revocation = revoked.find(fields[cut::revocation]->entity());
    if (revocation == revoked.end() || revocation->second != author.value) continue;
    const auto [position, fresh] = cuts[{name.scope, author}].try_emplace(static_cast<std::uint32_t>(fields[cut::epoch]->integer), 0);
    const auto seq = static_cast<std::uint64_t>(fields[cut::seq]->integer);
    position->second = fresh ? seq : std::min(position->second, seq);
  }
  return cuts;
}

// A segment takes effect when its predecessor and everything it names have; a group, when its last segment is there.
// Nobody waits for what lies beyond a cut.
void Reference::find_pasts(const Cuts& cuts) {
  writes_.clear();
  pasts_.clear();
  waiting_ = operations_ = held_ = 0;
  struct Reader {
    std::size_t next = 0;
    std::uint64_t applied = 0;
    Past past;
  };
  std::map<LogName, Reader> readers;
  for (auto& [log, segments] : logs_) {
    std::sort(segments.begin(), segments.end(), [](const auto& a, const auto& b) { return a.seq_first < b.seq_first; });
    readers[log];
  }
  const auto ready = [&](const std::vector<log::Segment>& segments, const Reader& reader) {
    const log::Segment& segment = segments[reader.next];
    if (segment.seq_first != reader.applied + 1) return false;
    for (const log::Dependency& cause : segment.deps) {
      const LogName log{cause.scope, cause.author, cause.epoch};
      const auto held = readers.find(log);
      if ((held == readers.end() ? 0 : held->second.applied) < std::min(cause.seq, end_of(cuts, log))) return false;
    }
    if (!segment.group || segment.group->k != 1) return true;
    return reader.next + segment.group->n <= segments.size();
  };
  for (bool further = true; std::exchange(further, false);) {
    for (auto& [log, segments] : logs_) {
      Reader& reader = readers[log];
      while (reader.next < segments.size() && ready(segments, reader)) {
        const log::Segment& segment = segments[reader.next++];
        for (const log::Dependency& cause : segment.deps) {
          std::uint64_t& seen = reader.past[{cause.scope, cause.author, cause.epoch}];
          seen = std::max(seen, cause.seq);
        }
        pasts_.push_back(std::make_unique<Past>(reader.past));
        for (std::size_t i = 0; i < segment.operations.size(); ++i) {
          const log::Operation& operation = segment.operations[i];
          if (segment.seq_first + i > end_of(cuts, log)) {
            ++held_;
            continue;
          }
          writes_[{segment.scope, operation.entity, operation.type}].push_back({&operation, segment.dot(i), log, pasts_.back().get()});
          ++operations_;
        }
        reader.applied = segment.seq_last();
        further = true;
      }
    }
  }
  for (const auto& [log, segments] : logs_) waiting_ += segments.size() - readers[log].next;
}

bool Reference::before(const Write& earlier, const Write& later) {
  if (earlier.log == later.log) return earlier.dot.seq < later.dot.seq;
  const auto seen = later.past->find(earlier.log);
  return seen != later.past->end() && earlier.dot.seq <= seen->second;
}

bool Reference::superseded_by(const Write& earlier, const Write& later) {
  const log::Operation &was = *earlier.operation, &is = *later.operation;
  if (is.kind == OpKind::erase || is.field != was.field || !before(earlier, later)) return false;
  const bool of_a_set = is.kind == OpKind::add || is.kind == OpKind::remove;
  if (of_a_set && !(is.value == was.value)) return false;
  return !is.lists_dots || std::find(is.supersedes.begin(), is.supersedes.end(), earlier.dot) != is.supersedes.end();
}

void Reference::judge(const EntityName& name, const std::vector<Write>& writes, Standing& standing) {
  const model::Entity* entity = model::find(name.type);
  bool erased = false, all_covered = true;
  for (const Write& write : writes) {
    if (write.operation->kind == OpKind::erase) {
      // Whatever is written later on the entity, whatever its field, says that it shall be.
      erased |= std::none_of(writes.begin(), writes.end(), [&](const Write& later) { return before(write, later); });
      continue;
    }
    if (write.operation->kind == OpKind::remove) continue;
    if (std::any_of(writes.begin(), writes.end(), [&](const Write& later) { return superseded_by(write, later); })) continue;
    standing.heads[{name.scope, name.entity, name.type, write.operation->field}][write.dot] = write.operation->value;
    all_covered &= std::any_of(writes.begin(), writes.end(), [&](const Write& other) { return other.operation->kind == OpKind::erase && before(write, other); });
  }
  if (erased) (all_covered ? standing.erased : standing.revived).insert({name.scope, name.entity});
  if (!entity || (erased && all_covered)) return;
  for (const model::Field& field : entity->fields) {
    const auto heads = standing.heads.find({name.scope, name.entity, name.type, field.id});
    if (field.merge != model::Merge::reg || heads == standing.heads.end()) continue;
    const Value& first = heads->second.begin()->second;
    const bool differ = std::any_of(heads->second.begin(), heads->second.end(), [&](const auto& head) { return !(head.second == first); });
    if (differ) standing.conflicts.insert(heads->first);
  }
}

Standing Reference::standing() {
  // Cuts are records themselves: go by those that are found until a pass finds what it went by.
  Cuts cuts;
  for (Cuts found;; cuts = found) {
    find_pasts(cuts);
    found = find_cuts();
    if (found == cuts) break;
  }
  Standing standing;
  standing.held = held_;
  for (const auto& entry : logs_)
    if (const std::uint64_t end = end_of(cuts, entry.first); end != UINT64_MAX) standing.ends[entry.first] = end;
  for (const auto& [name, writes] : writes_) judge(name, writes, standing);
  return standing;
}

}  // namespace huzhu::sim
