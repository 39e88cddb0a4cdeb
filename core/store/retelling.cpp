#include "core/store/retelling.h"

#include <algorithm>

#include "core/log/segment.h"
#include "core/store/columns.h"
#include "core/store/digest.h"

namespace huzhu::store {
namespace {

constexpr std::uint64_t records_at_once = 2048;  // about 2 MB of states

}  // namespace

Retelling::Retelling(Database& db, LogTable& logs, SegmentTable& segments, const Standing& standing, const Redactions& redactions,
                     const County& county, ScopeId scope, std::uint64_t rows)
    : logs_(logs), segments_(segments), standing_(standing), redactions_(redactions), judge_(db, *this), scope_(scope),
      parts_(rows / records_at_once + 1) {
  judge_.root_author = county.root;
  judge_.hub_author = county.hub;
  begin_part();
}

void Retelling::begin_part() {
  told_.clear();
  states_.clear();
  logs_.each_of(scope_, [&](const LogRow& log) {
    if (log.stated) told_[log.key];
  });
  at_ = {};
  further_ = true;
}

void Retelling::end_part() {
  for (const auto& [name, state] : states_) rows_.push_back(row_digest(name.first, name.second, state.encode()));
  if (++part_ < parts_) return begin_part();
  rows_digest_ = rows_digest(scope_, rows_);
}

// Parts are ranges of names, so that the rows come in the order of the digest.
bool Retelling::is_of_part(EntityId id) const {
  if (parts_ == 1) return true;
  const std::uint64_t width = ~std::uint64_t{0} / parts_ + 1;
  return id.value / width == part_;
}

Result<std::optional<merge::EntityState>> Retelling::read(const EntityKey& key) {
  const auto found = states_.find({key.id, key.type});
  return found == states_.end() ? std::optional<merge::EntityState>() : std::optional(found->second);
}

Result<bool> Retelling::step(std::size_t segments) {
  while (part_ < parts_ && segments > 0) {
    const auto next = told_.upper_bound(at_);
    if (next == told_.end()) {
      const bool all = std::all_of(told_.begin(), told_.end(), [&](const auto& one) {
        const LogRow* log = logs_.find(one.first);
        return log && log->stated && one.second.seq == log->stated->upto;
      });
      if (!all && !std::exchange(further_, false)) return Error{ErrorCode::gap, "store.retell", "causes that were not stated"};
      at_ = {};
      if (all) end_part();
      continue;
    }
    LogRow* log = logs_.find(next->first);
    Told& told = next->second;
    if (!log || !log->stated) return Error{ErrorCode::gap, "store.retell", "a log is not stated any more"};
    if (told.seq >= log->stated->upto) {
      at_ = next->first;
      continue;
    }
    HUZHU_ASSIGN(const auto row, segments_.at(*log, told.seq + 1));
    if (!row) return Error{ErrorCode::gap, "store.retell", "a segment is missing"};
    HUZHU_ASSIGN(const log::Segment segment, log::decode(row->sealed.bytes, log::Redaction::taken));
    bool here = true;
    for (const log::Dependency& cause : segment.deps) {
      HUZHU_ASSIGN(const bool one, is_here(cause));
      here = here && one;
    }
    if (!here) {
      at_ = next->first;
      continue;
    }
    HUZHU_TRY(apply(next->first, told, segment, row->sealed));
    further_ = true;
    --segments;
  }
  return part_ == parts_;
}

// As Applier::cause_is_here, by what has been told here.
Result<bool> Retelling::is_here(const log::Dependency& cause) {
  const merge::LogKey key{cause.scope, cause.author, cause.epoch};
  const auto end = standing_.end_of(key);
  const bool cut = end && cause.seq > *end;
  const std::uint64_t needed = cut ? *end : cause.seq;
  const LogRow* held = logs_.find(key);
  std::uint64_t reached = held ? held->applied : 0;
  if (cause.scope == scope_) {
    const auto told = told_.find(key);
    reached = told == told_.end() ? 0 : told->second.seq;
  }
  if (reached < needed) return false;
  if (cut) return true;
  HUZHU_ASSIGN(const auto chain, segments_.chain_ending_at(*held, cause.seq));
  return chain && hash8_of(*chain) == cause.hash8;
}

Status Retelling::apply(const merge::LogKey& key, Told& told, const log::Segment& segment, const log::SealedSegment& sealed) {
  if (const auto blank = redactions_.blank(segment)) return apply(key, told, *blank, sealed);
  for (const log::Dependency& cause : segment.deps) told.past.raise({cause.scope, cause.author, cause.epoch}, cause.seq);
  judge_.begin(segment, sealed, told.past);
  for (std::size_t i = 0; i < segment.operations.size(); ++i) {
    const log::Operation& operation = segment.operations[i];
    if (!is_of_part(operation.entity)) continue;
    const std::uint64_t seq = segment.seq_first + i;
    const merge::Past past{&told.past, key, seq};
    if (standing_.holds_back(key, segment.actor, seq, told.past)) continue;
    HUZHU_ASSIGN(const merge::Void reason, judge_.verdict(i, past));
    if (reason != merge::Void::none) continue;
    merge::apply(states_[{operation.entity, operation.type}], operation,
                 {segment.author, segment.epoch, segment.hlc_of(i), segment.clock_state, segment.actor}, seq, past);
  }
  told.seq = segment.seq_last();
  return Done{};
}

}  // namespace huzhu::store
