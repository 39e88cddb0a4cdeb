// The log digest of a scope from the heads the hub holds: the same bytes as store::Replica::log_digest.
#pragma once

#include "sync/hub/store.h"

namespace huzhu::hub {

// `logs` sorted by (author, epoch), as SegmentStore::logs gives them.
Hash log_digest(ScopeId scope, const std::vector<LogHead>& logs);

}  // namespace huzhu::hub
