// Session: one unlocked person on one device: who acts, where, on which replica. Commands of registry, care and
// timebank are executed through it: decide (validate, check the role, answer with operations), then commit.
//
// Lives from unlock to lock. Single-threaded. The replica and ports outlive it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/calendar.h"
#include "core/people/authority.h"
#include "core/people/keyring.h"
#include "core/store/replica.h"

namespace huzhu::people {

class Session {
 public:
  Session(store::Replica& replica, Unlocked person, Clock& clock, Random& random);

  store::Replica& replica() { return replica_; }
  store::Database& db() { return replica_.db(); }
  Clock& clock() { return clock_; }
  Random& random() { return random_; }

  EntityId profile() const { return person_.profile; }
  const crypto::SigningKey& actor() const { return person_.actor; }
  const Bytes& database_key() const { return person_.database_key; }  // to wrap it for another profile of this tablet
  EntityId person();                 // the profile's `person` entity, none when it has none
  std::string short_name();
  model::RoleKind role();            // the highest role held
  std::int64_t area();               // area code of that role: 12, 9 or 6 digits as a number
  Rights rights();
  std::optional<std::int64_t> device_ends_at_ms();  // of this device's certificate; none: it has no end
  Date today();

  // The work scope that holds records of this area code; none when this device does not hold it.
  ScopeId work_scope(std::int64_t area_code);
  ScopeId authority_scope();
  std::int64_t now_ms();             // as estimated from the hub's clock, where one was heard

  EntityId new_entity();             // 8 random bytes, never 0

  // Commits operations of one scope as one act of this person. Operations on authority entities are actor-signed.
  Result<store::Appended> commit(ScopeId scope, std::vector<log::Operation> operations);

 private:
  store::Replica& replica_;
  Unlocked person_;
  Clock& clock_;
  Random& random_;
};

}  // namespace huzhu::people
