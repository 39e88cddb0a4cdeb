// What a device puts into a bundle: for the hub, what has no receipt or what it said it lost, and the question what else there
// is; for another device of the village, all records that both may hold.
#pragma once

#include <string>

#include "sync/bundle/letter.h"
#include "sync/client/scope_book.h"

namespace huzhu::sync {

// A device that may be given records by hand, for a list to choose from.
struct Recipient {
  AuthorId author;
  PublicKey key{};
  std::string name;        // 红古村站 2 号平板
  std::int64_t area = 0;   // of its certificate
};
// Devices whose certificates cover a place that ours covers, by name; not ourselves, not the hub, none that has expired
// or was revoked.
std::vector<Recipient> recipients(store::Replica& replica, std::int64_t now_ms);

// The scopes a device of this area may hold, as far as this device knows them: authority first.
std::vector<ScopeId> scopes_for(store::Replica& replica, std::int64_t area);
// Those of this device itself.
std::vector<ScopeId> own_scopes(store::Replica& replica);

struct Gathered {
  Records letter;
  std::uint64_t segments = 0;  // in its frames
  bool complete = true;        // false: more waits than one bundle holds
};
Gathered gather_for_hub(store::Replica& replica, ScopeBook& book, Clock& clock);
// Everything, or, when that is too much for one bundle, what has no receipt yet.
Gathered gather_for_device(store::Replica& replica, ScopeBook& book, const Recipient& to, Clock& clock);

}  // namespace huzhu::sync
