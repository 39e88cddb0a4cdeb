#include "core/store/applier.h"

#include <algorithm>

#include "core/log/segment.h"
#include "core/store/columns.h"

namespace huzhu::store {
namespace {

// What Standing and Redactions are read from.
bool bears_on_standing(model::EntityType type) {
  using model::EntityType;
  return type == EntityType::cut || type == EntityType::revocation || type == EntityType::role_grant || type == EntityType::redaction;
}

}  // namespace

Status Applier::take(LogRow& log, const log::Segment& segment, const log::SealedSegment& sealed) {
  if (log.applied + 1 != segment.seq_first) return advance(log);
  HUZHU_ASSIGN(const bool here, causes_are_here(log, segment));
  if (!here) return Done{};
  HUZHU_TRY(apply(log, segment, sealed));
  wake(log);
  return Done{};
}

Status Applier::drain() {
  while (!awake_.empty()) {
    const merge::LogKey key = awake_.front();
    awake_.pop_front();
    if (LogRow* log = logs_.find(key)) HUZHU_TRY(advance(*log));
  }
  return Done{};
}

Status Applier::resume() {
  clear();
  for (auto& [key, log] : logs_.all())
    if (log.applied < log.seq) awake_.push_back(key);
  return drain();
}

void Applier::clear() {
  waiting_for_.clear();
  awake_.clear();
  judge_.forget();
}

Result<bool> Applier::causes_are_here(LogRow& log, const log::Segment& segment) {
  for (const log::Dependency& cause : segment.deps) {
    HUZHU_ASSIGN(const bool here, cause_is_here(cause, log));
    if (!here) return false;
  }
  return group_is_here(log, segment);
}

// A cause beyond a cut will never have effect, and may never come: nobody waits for it. But for what stands before the cut:
// it is in the past of whoever saw what came after, and effects come in the order of the causes.
Result<bool> Applier::cause_is_here(const log::Dependency& cause, LogRow& log) {
  const merge::LogKey key{cause.scope, cause.author, cause.epoch};
  const auto end = standing_.end_of(key);
  const bool cut = end && cause.seq > *end;
  const std::uint64_t needed = cut ? *end : cause.seq;
  const LogRow* held = logs_.find(key);
  if ((held ? held->applied : 0) < needed) {
    waiting_for_[key].emplace(needed, log.key);
    return false;
  }
  if (cut) return true;
  // What the tables hold by a snapshot's word is looked at when its segments are here (core/store/retelling.h).
  if (held->stated && cause.seq < held->stated->upto) return true;
  HUZHU_ASSIGN(const auto chain, segments_.chain_ending_at(*held, cause.seq));
  // The writer saw another branch of that log: what it rests on is not here.
  return chain && hash8_of(*chain) == cause.hash8;
}

// Segments of a group take effect together: the first waits until the last is stored.
Result<bool> Applier::group_is_here(LogRow& log, const log::Segment& segment) {
  if (!segment.group || segment.group->k > 1 || segment.group->k == segment.group->n) return true;
  bool complete = false;
  HUZHU_TRY(segments_.each(log, segment.seq_last() + 1, [&](const SegmentRow& row) -> Result<bool> {
    HUZHU_ASSIGN(const log::Segment member, log::decode(row.sealed.bytes, log::Redaction::taken));
    const bool same = member.group && member.group->first_seq == segment.seq_first;
    // A group that breaks off will never be whole: what there is of it stands by itself.
    complete = !same || member.group->k == member.group->n;
    return !complete;
  }));
  return complete;
}

Status Applier::advance(LogRow& log) {
  while (log.applied < log.seq) {
    HUZHU_ASSIGN(const auto row, segments_.at(log, log.applied + 1));
    if (!row) return Error{ErrorCode::storage_broken, "store.segment", "a stored segment is missing"};
    HUZHU_ASSIGN(const log::Segment segment, log::decode(row->sealed.bytes, log::Redaction::taken));
    HUZHU_ASSIGN(const bool here, causes_are_here(log, segment));
    if (!here) return Done{};
    HUZHU_TRY(apply(log, segment, row->sealed));
    wake(log);
  }
  return Done{};
}

void Applier::wake(const LogRow& log) {
  const auto waiting = waiting_for_.find(log.key);
  if (waiting == waiting_for_.end()) return;
  auto& by_seq = waiting->second;
  while (!by_seq.empty() && by_seq.begin()->first <= log.applied) {
    awake_.push_back(by_seq.begin()->second);
    by_seq.erase(by_seq.begin());
  }
  if (by_seq.empty()) waiting_for_.erase(waiting);
}

Status Applier::apply(LogRow& log, const log::Segment& segment, const log::SealedSegment& sealed) {
  if (const auto blank = redactions_.blank(segment)) return apply(log, *blank, sealed);
  HUZHU_ASSIGN(merge::VersionVector* const before, logs_.vector(log));
  for (const log::Dependency& cause : segment.deps) {
    before->raise({cause.scope, cause.author, cause.epoch}, cause.seq);
    log.vector_dirty = true;
  }
  judge_.begin(segment, sealed, *before);
  bool authority = false, standing = false;
  for (std::size_t i = 0; i < segment.operations.size(); ++i) {
    HUZHU_ASSIGN(const bool effective, apply_operation(log, segment, i, *before));
    if (!effective) continue;
    const model::EntityType type = segment.operations[i].type;
    authority = authority || model::find(type)->home != model::Home::work;
    standing = standing || bears_on_standing(type);
  }
  log.applied = segment.seq_last();
  log.dirty = true;
  if (!authority) return entities_.flush_if_large();
  ++authority_writes_;
  HUZHU_TRY(entities_.flush());  // verdicts on later segments read these rows
  return standing && !rebuilding_ ? review() : Status(Done{});
}

void Applier::obey(Standing::Book cuts, Redactions::Book redacted) {
  standing_.obey(std::move(cuts));
  redactions_.obey(std::move(redacted));
  stale_ = false;
}

// A cut or a redaction has just come to effect.
Status Applier::review() {
  HUZHU_ASSIGN(Standing::Book cuts, Standing::read(db_));
  HUZHU_ASSIGN(Redactions::Book redacted, Redactions::read(db_, logs_, judge_.hub_author, false));
  for (const auto& [key, seqs] : redacted) {
    const LogRow* log = logs_.find(key);
    if (!log) continue;
    for (const std::uint64_t seq : seqs) stale_ = stale_ || (seq <= log->applied && !redactions_.covers(key, seq));
  }
  // Some did not wait for what a cut let stand that is moved on now.
  stale_ = stale_ || standing_.lets_go_on(cuts);
  if (!stale_ && cuts != standing_.book()) {
    HUZHU_ASSIGN(stale_, reaches_back(cuts));
  }
  standing_.obey(std::move(cuts));
  redactions_.obey(std::move(redacted));
  // Some may have waited for what will never come.
  for (auto& [key, log] : logs_.all())
    if (log.applied < log.seq) awake_.push_back(key);
  return Done{};
}

// Is something that has been applied judged otherwise by these cuts? A cut may also let a log go on, which a cut of the same
// device that came before held back from its beginning.
Result<bool> Applier::reaches_back(const Standing::Book& cuts) {
  Standing next;
  next.obey(cuts);
  bool found = false;
  for (const auto& entry : logs_.all()) {
    const merge::LogKey& key = entry.first;  // by name: the browser build's compiler captures no structured binding
    const LogRow& log = entry.second;
    if (found) break;
    if (log.applied == 0 || !cuts.contains(key.scope)) continue;
    if (log.stated) return true;  // nobody can say while its segments are missing
    merge::VersionVector before;
    HUZHU_TRY(segments_.each(log, 1, [&](const SegmentRow& row) -> Result<bool> {
      if (row.seq_first > log.applied) return false;
      HUZHU_ASSIGN(const log::Segment segment, log::decode(row.sealed.bytes, log::Redaction::taken));
      for (const log::Dependency& cause : segment.deps) before.raise({cause.scope, cause.author, cause.epoch}, cause.seq);
      const std::uint64_t last = std::min(segment.seq_last(), log.applied);
      found = next.holds_back(key, segment.actor, last, before) != standing_.holds_back(key, segment.actor, last, before);
      return !found;
    }));
  }
  return found;
}

Result<bool> Applier::apply_operation(LogRow& log, const log::Segment& segment, std::size_t index, const merge::VersionVector& before) {
  const log::Operation& operation = segment.operations[index];
  const std::uint64_t seq = segment.seq_first + index;
  const merge::Past past{&before, log.key, seq};
  const bool held = standing_.holds_back(log.key, segment.actor, seq, before);
  HUZHU_ASSIGN(const merge::Void reason, held ? Result<merge::Void>(merge::Void::held) : judge_.verdict(index, past));
  if (reason != merge::Void::none) {
    HUZHU_TRY(note_void(log, seq, reason));
    return false;
  }
  HUZHU_ASSIGN(merge::EntityState* const state, entities_.open({operation.entity, segment.scope, operation.type}, operation.field));
  merge::apply(*state, operation, {segment.author, segment.epoch, segment.hlc_of(index), segment.clock_state, segment.actor}, seq, past);
  return true;
}

Status Applier::note_void(const LogRow& log, std::uint64_t seq, merge::Void reason) {
  ++void_ops_;
  last_void_ = reason;
  Statement& write = db_.cached("INSERT OR IGNORE INTO void_op(scope, author, epoch, seq, reason) VALUES(?1,?2,?3,?4,?5)");
  write.bind(1, signed_of(log.key.scope.value)).bind(2, signed_of(log.key.author.value)).bind(3, std::int64_t{log.key.epoch});
  return write.bind(4, signed_of(seq)).bind(5, static_cast<std::int64_t>(reason)).run();
}

}  // namespace huzhu::store
