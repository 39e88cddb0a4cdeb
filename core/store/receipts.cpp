// The hub's receipts: what they cover, and the rows that look different because of them.
#include <set>

#include "core/log/segment.h"
#include "core/store/columns.h"
#include "core/store/replica_impl.h"

namespace huzhu::store {
namespace {

bool has_rivals(const merge::EntityState& state) {
  for (std::size_t i = 1; i < state.heads.size(); ++i)
    if (state.heads[i].field == state.heads[i - 1].field) return true;
  return false;
}

}  // namespace

// Writes the entities of these segments anew where the receipt changes what is shown of them.
Status Replica::Impl::show_receipted(LogRow& log, std::uint64_t first, std::uint64_t last) {
  std::set<EntityKey> keys;
  HUZHU_TRY(segments.each(log, first, [&](const SegmentRow& row) -> Result<bool> {
    if (row.seq_first > last) return false;
    HUZHU_ASSIGN(const log::Segment segment, log::decode(row.sealed.bytes, log::Redaction::taken));
    for (const log::Operation& operation : segment.operations) keys.insert({operation.entity, segment.scope, operation.type});
    return true;
  }));
  for (const EntityKey& key : keys) {
    HUZHU_ASSIGN(const auto state, entities.read(key));
    if (!state) continue;
    if (has_rivals(*state)) {
      HUZHU_TRY(entities.show_again(key));
    } else if (entities.is_unwritten(key)) {
      entities.note_changed(key.id);  // its row is written with what this receipt says
    } else if (entities.is_receipted(key.scope, *state)) {
      Statement& write = db->cached("UPDATE entity SET unreceipted=0 WHERE id=?1 AND scope=?2 AND type=?3 AND unreceipted=1");
      write.bind(1, signed_of(key.id.value)).bind(2, signed_of(key.scope.value));
      HUZHU_TRY(write.bind(3, static_cast<std::int64_t>(key.type)).run());
      entities.note_changed(key.id);
    }
  }
  return entities.flush_if_large();
}

Status Replica::Impl::take_receipt(const Receipt& receipt, ReceiptsOf history) {
  HUZHU_ASSIGN(LogRow* const log, logs.find_or_create({receipt.scope, receipt.author, receipt.epoch}));
  const std::uint64_t seq = receipt.seq_last, before = log->receipted;
  // What was said already counts on, until the hub's present history comes to it.
  if (seq <= before && history == ReceiptsOf::any) return Done{};
  HUZHU_ASSIGN(const auto was, segments.received_at(*log, std::min(seq, before)));
  HUZHU_TRY(segments.put_receipt(*log, seq, receipt.hub_seq, receipt.received_at_ms));
  std::optional<std::int64_t> is = receipt.received_at_ms;
  if (seq <= before) {
    HUZHU_ASSIGN(is, segments.received_at(*log, seq));
    if (was == is) return Done{};
  }
  // Usually it covers what comes after the last one. A hub whose clock was set back, or that lost its store, says something
  // else about what lies before as well, down to where an earlier one holds.
  std::uint64_t from = before + 1;
  if (seq <= before || (was && *is < *was)) {
    HUZHU_ASSIGN(from, segments.received_by(*log, seq, was ? std::min(*was, *is) : *is));
    ++from;
  }
  return from <= log->seq ? show_receipted(*log, from, seq) : Status(Done{});
}

Status Replica::Impl::blank_redacted() {
  HUZHU_ASSIGN(const Redactions::Book final, Redactions::read(*db, logs, county.hub, true));
  std::set<ScopeId> blanked;
  for (const auto& [key, seqs] : final) {
    const LogRow* log = logs.find(key);
    if (!log) continue;
    HUZHU_TRY(aside.blank(*log, seqs));
    for (const std::uint64_t seq : seqs) {
      HUZHU_ASSIGN(const auto row, segments.with(*log, seq));
      if (!row) continue;
      HUZHU_ASSIGN(const log::Segment segment, log::decode(row->sealed.bytes, log::Redaction::taken));
      const std::size_t index = static_cast<std::size_t>(seq - row->seq_first);
      if (segment.operations[index].redacted) continue;
      HUZHU_ASSIGN(const Bytes blank, log::redact(row->sealed.bytes, std::span(&index, 1)));
      HUZHU_TRY(segments.replace_bytes(*log, row->seq_first, blank));
      blanked.insert(key.scope);
    }
  }
  // The pictures that only erased values named.
  if (blanked.empty()) return Done{};
  HUZHU_ASSIGN(const std::vector<NamedBlob> named, named_blobs());
  for (const ScopeId scope : blanked) HUZHU_TRY(blobs.sweep(scope, named));
  return Done{};
}

Result<NamedOperations> Replica::redacted() { return Redactions::read(db(), impl_->logs, impl_->county.hub, false); }

Status Replica::accept_receipts(const std::vector<Receipt>& receipts, ReceiptsOf history) {
  return impl_->intake_transaction(before_commit_for_test, [&]() -> Status {
    for (const Receipt& receipt : receipts) HUZHU_TRY(impl_->take_receipt(receipt, history));
    if (impl_->applier.redactions().book().empty()) return Done{};
    HUZHU_TRY(impl_->entities.flush());  // what it reads
    return impl_->blank_redacted();
  });
}

bool Replica::is_receipted(EntityId entity) {
  Statement& read = db().cached("SELECT max(unreceipted) FROM entity WHERE id=?1");
  const auto there = read.bind(1, signed_of(entity.value)).step();
  const bool receipted = there.ok() && *there && !read.is_null(0) && read.integer(0) == 0;
  read.reset();
  return receipted;
}

}  // namespace huzhu::store
