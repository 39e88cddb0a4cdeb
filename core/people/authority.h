// Authority: the second verdict on an operation: may this actor, on this device, write this here?
//
// A pure function of the operation and of the authority scope as it stood in the segment's causal past, so that
// every replica comes to the same answer. A failure makes the one operation void: stored, chained, forwarded,
// shown, without effect. Requires: design/people-and-security.md "Who".
//
// So that the past can be read from today's rows, what decides about rights is written once: keys, areas, roles and their
// holders never change after the segment that named them, and nothing of the authority scope is erased. A role ends by
// `ends_on`, a certificate by `expires_at`, unless a `renewal` lets it go on (adr/0026). The certificate of a device has its
// author id as entity id, a profile the same hash of its own key: so nobody can claim not to have seen a key and write
// another beside it. A certificate of the root lets its device name one person (adr/0009); of one that a person signed, that
// person names it (adr/0018). The hub writes nothing here, although it has a certificate.
//
// A revocation counts against whatever has it in its past. What was written without having seen it is a matter of the
// hub's cut (core/store/standing.h).
#pragma once

#include <functional>
#include <memory>
#include <optional>

#include "core/base/calendar.h"
#include "core/log/operation.h"
#include "core/store/database.h"

namespace huzhu::people {

struct AuthorityQuestion {
  const log::Segment* segment = nullptr;
  const log::Operation* operation = nullptr;
  bool actor_signed = false;                    // actor_sig is present and fits the actor's profile key
  AuthorId root_author;                         // log of the county root: may write anything in the authority scope
  AuthorId hub_author;                          // the hub writes cuts, rights and settlements, and nothing a person does
  std::function<bool(const Dot&)> in_past;      // is this operation of the authority scope in the segment's causal past?
  // The operation that created the record, when it lies in the causal past; none when nothing of it does. A batch may have
  // written more of it than the tables show yet.
  std::function<std::optional<Dot>()> created;
};

// Answers questions and remembers what it has read about scopes, devices and roles, because an import asks a hundred
// thousand times about the same few. Forgets by itself when an operation of the authority scope is asked about.
class Authority {
 public:
  explicit Authority(store::Database& db);
  ~Authority();
  bool permits(const AuthorityQuestion& question);
  void forget();  // after a rollback or rebuild

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// One question. True when permitted.
bool permits(store::Database& db, const AuthorityQuestion& question);

// Public keys by their names in the log, when a certificate or profile of them is known.
std::optional<PublicKey> device_key(store::Database& db, AuthorId author);
std::optional<PublicKey> profile_key(store::Database& db, EntityId profile);
// Where a device may be used, as each log that certified it says; empty without a certificate. By whom one of them is.
std::vector<std::int64_t> certified_areas(store::Database& db, AuthorId author);
bool certified_by(store::Database& db, AuthorId author, AuthorId by);
// When the certificate ends, as known today; none: it does not, or somebody said that it goes on for good.
std::optional<std::int64_t> certificate_end_ms(store::Database& db, EntityId certificate);
// Somebody stopped it, as known today.
bool device_is_revoked(store::Database& db, EntityId certificate);

// The role a person holds now that reaches furthest, for screens. None without any.
struct HeldRole {
  model::RoleKind role = model::RoleKind::volunteer;
  std::int64_t area = 0;
};
std::optional<HeldRole> held_role(store::Database& db, EntityId profile, Date today);

// What a person may do in `area` today, for screens: the same table as permits().
struct Rights {
  bool register_elder = false, record_visit = false, record_hours = false, edit_elder = false, add_person = false, see_county = false;
};
Rights rights_of(store::Database& db, EntityId profile, std::int64_t area, Date today);
// May this role change this field of a record that exists?
bool may_edit(model::RoleKind role, model::EntityType type, std::uint16_t field);

// The entity that certifies the device of this log.
inline EntityId certificate_of(AuthorId author) { return EntityId{author.value}; }

}  // namespace huzhu::people
