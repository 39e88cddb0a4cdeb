#include "sync/hub/erasing.h"

namespace huzhu::hub {

void Erasing::stored(ScopeId scope) { came_.insert(scope); }

Result<bool> Erasing::tend(std::size_t segments) {
  if (to_erase_.empty()) HUZHU_TRY(look());
  for (; segments > 0 && !to_erase_.empty(); --segments) {
    HUZHU_TRY(erase(to_erase_.front()));
    to_erase_.pop_front();
  }
  return !to_erase_.empty();
}

// What is named now and was not; and of scopes where something came, all of it again: it may have come as it was written.
Status Erasing::look() {
  if (looked_ && came_.empty()) return Done{};
  const std::set<ScopeId> came = std::exchange(came_, {});
  const bool anew = !looked_ || came.contains(authority_.county().authority);
  store::NamedOperations before;
  if (anew) {
    HUZHU_ASSIGN(auto book, authority_.replica().redacted());
    before = std::exchange(book_, std::move(book));
  }
  looked_ = true;
  std::set<ScopeId> scopes;
  for (const auto& [log, named] : book_) {
    const auto known = before.find(log);
    const bool again = came.contains(log.scope);
    if (!anew && !again) continue;
    for (const std::uint64_t seq : named) {
      if (!again && known != before.end() && known->second.contains(seq)) continue;
      to_erase_.push_back({log, seq});
      scopes.insert(log.scope);
    }
  }
  // A snapshot from before is thrown away when it is next looked at.
  for (const ScopeId scope : scopes) HUZHU_TRY(snapshots_.of(scope));
  return Done{};
}

Status Erasing::erase(const Named& named) {
  HUZHU_ASSIGN(const std::optional<Row> row, store_.with(named.log.scope, named.log.author, named.log.epoch, named.seq));
  if (!row) return Done{};
  HUZHU_ASSIGN(const log::Segment segment, log::decode(row->sealed.bytes, log::Redaction::taken));
  const std::set<std::uint64_t>& all = book_[named.log];
  std::vector<std::size_t> values;
  for (std::size_t i = 0; i < segment.operations.size(); ++i)
    if (!segment.operations[i].redacted && all.contains(segment.seq_first + i)) values.push_back(i);
  if (values.empty()) return Done{};
  HUZHU_ASSIGN(const Bytes blank, log::redact(row->sealed.bytes, values));
  HUZHU_TRY(store_.put_bytes(named.log.scope, row->link.hub_seq, blank));
  ++blanked_;
  return Done{};
}

}  // namespace huzhu::hub
