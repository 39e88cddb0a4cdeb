// Authority: the second verdict on an operation: may this actor, on this device, write this here?
//
// A pure function of the operation and of the authority scope as it stood in the segment's causal past, so that
// every replica comes to the same answer. A failure makes the one operation void: stored, chained, forwarded,
// shown, without effect. Requires: design/people-and-security.md "Who".
#pragma once

#include <functional>
#include <optional>

#include "core/log/operation.h"
#include "core/store/database.h"

namespace huzhu::people {

struct AuthorityQuestion {
  const log::Segment* segment = nullptr;
  const log::Operation* operation = nullptr;
  bool actor_signed = false;                    // actor_sig is present and fits the actor's profile key
  AuthorId root_author;                         // log of the county root: may write anything in the authority scope
  std::function<bool(const Dot&)> in_past;      // is this operation in the segment's causal past?
};

// True when permitted. Reads the derived tables `device`, `profile`, `role_grant`, `scope` of `db`; a row counts only
// when its creating dot (table `entity`: author, epoch, seq of the first operation) is in the causal past.
bool permits(store::Database& db, const AuthorityQuestion& question);

// Public keys by their names in the log, when a certificate or profile of them is known.
std::optional<PublicKey> device_key(store::Database& db, AuthorId author);
std::optional<PublicKey> profile_key(store::Database& db, EntityId profile);

// What a person may do here, for screens: the same table as permits().
struct Rights {
  bool register_elder = false, record_visit = false, record_hours = false, edit_elder = false, add_person = false, see_county = false;
};
Rights rights_of(store::Database& db, EntityId profile, std::int64_t area);

}  // namespace huzhu::people
