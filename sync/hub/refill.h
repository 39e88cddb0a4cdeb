// Refill: does the hub lack what it had once receipted, because its store was lost or set back to a backup?
//
// Where a log is cut follows from how far the hub has received it. A hub that has forgotten waits with its cuts in a scope
// until every certified device there has said what it holds and that is here, or the time is over (log-and-merge.md "Hub
// wiped or rolled back"); else it would cut off what everybody had been told is kept. That it waits is a fact of the store
// and outlives a restart; who has spoken is not: devices offer anew at each start. Belongs to the Service; not thread-safe.
#pragma once

#include <map>
#include <set>
#include <tuple>

#include "sync/hub/authority_view.h"
#include "sync/hub/store.h"
#include "sync/protocol.h"

namespace huzhu::hub {

// A month offline is normal in a village; lease and grace of the time bank's rights (design/timebank.md).
inline constexpr std::int64_t refill_ms_max = (45 + 14) * 24ll * 3600 * 1000;

class Refill {
 public:
  Refill(SegmentStore& store, AuthorityView& authority, Clock& clock) : store_(store), authority_(authority), clock_(clock) {}

  // At the start, before anything of our own is stored: is there less in the store than our own replica knows of it?
  Status look();
  // Somebody showed a word of ours that is not here. Nothing when it is under way.
  Status begin();
  bool under_way() { return since_ms_ && clock_.now_ms() - *since_ms_ <= refill_ms_max; }

  // What a device says it holds, at its first offers after a start; and that it has said and sent all of it, as its first
  // digest means.
  Status offered(ScopeId scope, const std::vector<sync::LogPosition>& logs);
  void spoke(AuthorId device) { spoke_.insert(device); }
  // Is all here that was receipted in this scope, as far as anybody can know?
  Result<bool> over(ScopeId scope);

 private:
  Result<bool> is_behind(const std::vector<store::Head>& heads);
  Result<bool> everybody_spoke(ScopeId scope);

  SegmentStore& store_;
  AuthorityView& authority_;
  Clock& clock_;
  std::optional<std::int64_t> since_ms_;
  std::set<AuthorId> spoke_;
  // Beyond what is here: up to where somebody holds it.
  std::map<std::tuple<ScopeId, AuthorId, std::uint32_t>, std::uint64_t> claimed_;
};

}  // namespace huzhu::hub
