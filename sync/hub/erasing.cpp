#include "sync/hub/erasing.h"

namespace huzhu::hub {

void Erasing::stored(const AppendBatch& batch) {
  due_ = due_ || batch.scope == authority_.county().authority;
  for (const NewRun& run : batch.runs) {
    const auto named = book_.find({batch.scope, run.before.author, run.before.epoch});
    if (named == book_.end()) continue;
    const std::uint64_t last = run.seq_last.back();
    for (auto seq = named->second.upper_bound(run.before.seq); seq != named->second.end() && *seq <= last; ++seq) to_erase_.push_back({named->first, *seq});
  }
}

Result<bool> Erasing::tend(std::size_t segments) {
  if (to_erase_.empty() && due_) HUZHU_TRY(look());
  for (; segments > 0 && !to_erase_.empty(); --segments) {
    HUZHU_TRY(erase(to_erase_.front()));
    to_erase_.pop_front();
  }
  if (!to_erase_.empty()) return true;
  if (to_sweep_.empty()) return false;
  // One scope a call: all of its log is read, and somebody may be waiting.
  HUZHU_TRY(blobs_.sweep(*to_sweep_.begin()));
  to_sweep_.erase(to_sweep_.begin());
  return !to_sweep_.empty();
}

// What is named now and was not.
Status Erasing::look() {
  HUZHU_ASSIGN(auto book, authority_.replica().redacted());
  const store::NamedOperations before = std::exchange(book_, std::move(book));
  due_ = false;
  std::set<ScopeId> scopes;
  for (const auto& [log, named] : book_) {
    const auto known = before.find(log);
    for (const std::uint64_t seq : named) {
      if (known != before.end() && known->second.contains(seq)) continue;
      to_erase_.push_back({log, seq});
      scopes.insert(log.scope);
    }
  }
  to_sweep_.insert(scopes.begin(), scopes.end());
  // A snapshot from before is thrown away when it is next looked at.
  for (const ScopeId scope : scopes) HUZHU_TRY(snapshots_.of(scope));
  return Done{};
}

Status Erasing::erase(const Named& named) {
  HUZHU_ASSIGN(const std::optional<Row> row, store_.with(named.log.scope, named.log.author, named.log.epoch, named.seq));
  if (!row) return Done{};
  const Result<log::Segment> decoded = log::decode(row->sealed.bytes, log::Redaction::taken);
  if (!decoded.ok()) return Done{};  // of a newer program: forwarded, not read; it must not stop the others
  const log::Segment& segment = *decoded;
  const std::set<std::uint64_t>& all = book_[named.log];
  std::vector<std::size_t> values;
  std::set<FieldName> fields;
  for (std::size_t i = 0; i < segment.operations.size(); ++i) {
    const log::Operation& operation = segment.operations[i];
    if (!all.contains(segment.seq_first + i)) continue;
    if (erased_[named.log.scope].insert({operation.entity, operation.field}).second) fields.insert({operation.entity, operation.field});
    if (!operation.redacted) values.push_back(i);
  }
  if (!fields.empty()) HUZHU_TRY(erase_in_forks(named.log.scope, fields));
  if (values.empty()) return Done{};
  HUZHU_ASSIGN(const Bytes blank, log::redact(row->sealed.bytes, values));
  HUZHU_TRY(store_.put_bytes(named.log.scope, row->link.hub_seq, blank));
  to_sweep_.insert(named.log.scope);
  ++blanked_;
  return Done{};
}

Status Erasing::stored(ScopeId scope, Fork fork) {
  const auto fields = erased_.find(scope);
  return fields == erased_.end() ? Status(Done{}) : erase_in_fork(scope, fork, fields->second);
}

Status Erasing::erase_in_forks(ScopeId scope, const std::set<FieldName>& fields) {
  HUZHU_ASSIGN(std::vector<Fork> forks, store_.forks(scope));
  for (Fork& fork : forks) HUZHU_TRY(erase_in_fork(scope, fork, fields));
  return Done{};
}

Status Erasing::erase_in_fork(ScopeId scope, Fork& fork, const std::set<FieldName>& fields) {
  const Result<log::Segment> segment = log::decode(fork.bytes, log::Redaction::taken);
  if (!segment.ok()) return Done{};
  std::vector<std::size_t> values;
  for (std::size_t i = 0; i < segment->operations.size(); ++i) {
    const log::Operation& operation = segment->operations[i];
    if (!operation.redacted && fields.contains({operation.entity, operation.field})) values.push_back(i);
  }
  if (values.empty()) return Done{};
  HUZHU_ASSIGN(fork.bytes, log::redact(fork.bytes, values));
  ++blanked_;
  return store_.put_fork_bytes(scope, fork);
}

}  // namespace huzhu::hub
