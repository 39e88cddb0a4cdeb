// IncidentBook: what went wrong in syncing and a person has not read yet; a fact in the replica, so it outlives a restart.
#pragma once

#include <vector>

#include "core/store/replica.h"
#include "sync/client/state.h"

namespace huzhu::sync {

class IncidentBook {
 public:
  IncidentBook(store::Replica& replica, Clock& clock);

  const std::vector<Incident>& all() const { return all_; }
  // The same again (kind, scope, log) only renews its time.
  void add(std::vector<Incident> found);
  void clear();

 private:
  void save();

  store::Replica& replica_;
  Clock& clock_;
  std::vector<Incident> all_;
};

}  // namespace huzhu::sync
