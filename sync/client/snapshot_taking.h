// SnapshotTaking: a scope's tables taken over from the hub: asked for, fetched chunk by chunk, and put in whole.
//
// For scopes of which nothing is here. Chunks are kept as facts until all have come, so that a kill or a cut costs one of
// them; they count for nothing before. One scope at a time.
#pragma once

#include <optional>
#include <set>

#include "sync/client/conversation.h"
#include "sync/client/scope_book.h"
#include "sync/client/state.h"
#include "sync/snapshot_protocol.h"

namespace huzhu::sync {

class SnapshotTaking {
 public:
  SnapshotTaking(store::Replica& replica, ScopeBook& book, std::uint64_t worth_segments) : replica_(replica), book_(book), worth_segments_(worth_segments) {}

  // Is this scope's snapshot to be asked for, before its segments? `to_come`: segments the hub has.
  bool wants(ScopeId scope, std::uint64_t to_come);
  void new_session() { passed_.clear(); }

  // The next request about this scope.
  Kind next_kind() const { return taken_ ? Kind::chunks : Kind::snapshot; }
  Bytes next_snapshot_request(ScopeId scope, std::size_t bytes_max);
  Status on_snapshot_answer(ScopeId scope, ByteView body, std::vector<Incident>& incidents);
  Status on_chunks_answer(ByteView body);
  std::optional<ScopeId> scope() const { return taken_ ? std::optional(taken_->answer.scope) : std::nullopt; }
  void pass(ScopeId scope);  // the hub has none: its segments, then

  // All has come, and waits to be put in.
  bool busy() const { return taken_ && taken_->missing.empty(); }
  std::size_t left() const { return busy() ? taken_->answer.chunks.size() - taken_->put : 0; }
  // Puts in up to `rows`. The last step moves the scope's place to the snapshot's.
  Status put_snapshot_rows(std::size_t rows, std::vector<Incident>& incidents);

 private:
  struct Taken {
    SnapshotAnswer answer;
    store::SnapshotHead head;
    std::vector<std::size_t> missing;  // chunks, the last one next
    std::size_t put = 0;               // chunks
    std::vector<store::SnapshotRow> rows;  // of the chunk that is being put
    std::size_t rows_put = 0;
    bool begun = false;
    std::uint64_t intakes_lost = 0;
  };
  Status begin_snapshot();
  Status take_up_anew();
  Status finish_snapshot();
  void give_up_snapshot(ErrorCode code, std::vector<Incident>& incidents);

  store::Replica& replica_;
  ScopeBook& book_;
  std::uint64_t worth_segments_;
  std::optional<Taken> taken_;
  std::set<ScopeId> passed_;  // in this session
};

}  // namespace huzhu::sync
