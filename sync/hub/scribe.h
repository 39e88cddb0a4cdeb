// Scribe: what the hub itself says in the log: where a revoked or forked log ends (CUT, design/log-and-merge.md "Revocation
// and forks").
//
// It writes under the hub's own key, in a log of its own for each start of the hub: its epoch is new, so a hub that was
// rolled back never writes a second thing where it wrote before. Holds the authority scope in memory, because a cut names
// the revocation in its causes. Belongs to the Service; not thread-safe.
#pragma once

#include <functional>
#include <memory>

#include "sync/hub/authority_view.h"
#include "sync/hub/refill.h"
#include "sync/hub/store.h"

namespace huzhu::hub {

class Scribe {
 public:
  // Stores segments of ours as if a device had pushed them.
  using Store = std::function<Status(const std::vector<store::StoredSegment>&)>;
  static Result<std::unique_ptr<Scribe>> open(SegmentStore& segments, Refill& refill, const County& county, const crypto::SigningKey& hub, Clock& clock, Random& random);

  // Cuts for every revocation, and every device that has become two, that have none yet. What a revoked device or person
  // wrote up to now stands; a role that ended cuts its holder's acts in the role's area; a fork ends where the first branch
  // stands. Scopes that are being refilled are left out until they are whole. Again after each new segment of the authority
  // scope, each fork, and whatever comes while a refill is under way.
  Status write_cuts(const Store& store);
  // One device has become two: it will be cut.
  Status note_fork(AuthorId author);

 private:
  struct Revocation {
    EntityId id, target;
    model::RevocationKind kind = model::RevocationKind::device;
  };
  Scribe(SegmentStore& segments, Refill& refill, std::unique_ptr<AuthorityView> view)
      : segments_(segments), refill_(refill), view_(std::move(view)) {}

  Status cut_all(const Store& store);
  Result<std::vector<Revocation>> revocations();
  // Each answers whether all is said now.
  Result<bool> cut(const Revocation& revocation, const Store& store);
  Result<bool> cut_device(const Revocation& revocation, const Store& store);
  Result<bool> cut_fork(AuthorId author, const Store& store);
  // What we said in a scope of this revocation, or of this fork, before our memory of it was lost.
  Result<bool> said(ScopeId scope, AuthorId forked, EntityId revocation, EntityId actor);
  std::vector<ScopeId> scopes_in(std::int64_t area);
  Result<std::vector<LogHead>> logs_of(ScopeId scope, AuthorId author);
  Result<std::vector<LogHead>> acts_of(ScopeId scope, EntityId profile);
  Status write(ScopeId scope, const std::vector<LogHead>& cuts, EntityId actor, EntityId revocation, const Store& store);

  SegmentStore& segments_;
  Refill& refill_;
  std::unique_ptr<AuthorityView> view_;
  Random* random_ = nullptr;
  bool writing_ = false;  // a cut in the authority scope is itself news of that scope
};

}  // namespace huzhu::hub
