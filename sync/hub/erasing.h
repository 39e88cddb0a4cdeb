// Erasing: blanks in the hub's own store what redactions name (core/store/redactions.h), so that an elder's erased words do
// not outlive there what every tablet has blanked. Pictures that only blanked values named go with them.
//
// In idle moments, a few segments at a time; once over all that is named after each start, then what a redaction newly
// names, and what came of the named, which may have come as it was written. Chains, signatures and receipts stay as they
// are. Of the branches of a fork that do not stand, which no redaction can name, the same fields of the same records go. Copies made earlier by `hub backup` are out of its reach. Belongs to the Service; not thread-safe.
#pragma once

#include <deque>
#include <map>
#include <set>

#include "sync/hub/authority_view.h"
#include "sync/hub/blobs.h"
#include "sync/hub/snapshots.h"
#include "sync/hub/store.h"

namespace huzhu::hub {

class Erasing {
 public:
  Erasing(SegmentStore& store, AuthorityView& authority, Snapshots& snapshots, Blobs& blobs)
      : store_(store), authority_(authority), snapshots_(snapshots), blobs_(blobs) {}

  void stored(const AppendBatch& batch);     // was just stored
  Status stored(ScopeId scope, Fork fork);   // the same; blanked at once
  Result<bool> tend(std::size_t segments);   // answers whether there is more to do
  std::uint64_t blanked() const { return blanked_; }  // segments, since the start

 private:
  struct Named {
    merge::LogKey log;
    std::uint64_t seq = 0;
  };
  using FieldName = std::pair<EntityId, std::uint16_t>;

  Status look();
  Status erase(const Named& named);
  Status erase_in_forks(ScopeId scope, const std::set<FieldName>& fields);
  Status erase_in_fork(ScopeId scope, Fork& fork, const std::set<FieldName>& fields);

  SegmentStore& store_;
  AuthorityView& authority_;
  Snapshots& snapshots_;
  Blobs& blobs_;
  store::NamedOperations book_;
  bool due_ = true;            // redactions may have come since they were last looked at
  std::deque<Named> to_erase_;
  std::map<ScopeId, std::set<FieldName>> erased_;   // of which something was named, since the start
  std::set<ScopeId> to_sweep_;  // of pictures, when all of these are blanked
  std::uint64_t blanked_ = 0;
};

}  // namespace huzhu::hub
