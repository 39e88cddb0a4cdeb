// Snapshots: what the hub states about scopes, for devices that have nothing of them yet (core/store/snapshot.h).
//
// Made in the hub's idle moments from the stored segments alone, by a replica in memory that judges them as every tablet
// does; kept in the store until a newer one takes its place. Belongs to the Service; not thread-safe.
#pragma once

#include <map>
#include <memory>

#include "sync/hub/authority_view.h"
#include "sync/hub/store.h"
#include "sync/snapshot_protocol.h"

namespace huzhu::hub {

class Snapshots {
 public:
  Snapshots(SegmentStore& store, AuthorityView& authority, const crypto::SigningKey& hub, Clock& clock, Random& random, std::uint64_t worth_segments)
      : store_(store), authority_(authority), hub_(hub), clock_(clock), random_(random), worth_segments_(worth_segments) {}

  // About this many segments of work on the next one that is due. Answers whether there is more to do.
  Result<bool> tend(std::size_t segments);
  Result<sync::SnapshotAnswer> of(ScopeId scope);  // not there: none yet, or none that knows of all that was erased
  Result<sync::ChunkAnswer> chunks(const sync::ChunkRequest& request);
  std::uint64_t made() const { return made_; }     // since the start

 private:
  struct Making {
    ScopeId scope;
    std::unique_ptr<AuthorityView> view;
    ScopeHead upto;
    std::uint64_t read = 0;
  };
  Result<bool> begin();
  Status go_on(std::size_t segments);
  Status finish();
  Result<bool> is_due(const ScopeHead& head);

  SegmentStore& store_;
  AuthorityView& authority_;
  const crypto::SigningKey& hub_;
  Clock& clock_;
  Random& random_;
  std::uint64_t worth_segments_;
  std::optional<Making> making_;
  std::map<ScopeId, std::uint64_t> passed_;  // scopes that had none to give, and their receipts then
  std::map<ScopeId, std::uint64_t> kept_;    // receipts of those in the store, as far as looked at
  std::uint64_t made_ = 0;
};

}  // namespace huzhu::hub
