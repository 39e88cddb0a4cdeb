// Ending what was granted, or letting it go on: a lost device, a person's key, one role; and taking over what lies beyond the cut.
//
// A revocation is an operation of the authority scope, signed by the person, so it travels like any other and works with
// the hub away. The hub answers it with cuts (sync/hub/scribe.h); what lies beyond them is held until a lead admits it
// (docs/adr/0011). Requires: design/people-and-security.md "Devices and keys".
#pragma once

#include "core/people/keyring.h"
#include "core/people/saved.h"
#include "core/people/session.h"

namespace huzhu::people {

// Values are on the wire (model.cpp).
enum class RevocationReason : std::int64_t { lost = 1, stolen, left, replaced, misused, mistake };

struct Revoke {
  model::RevocationKind kind = model::RevocationKind::device;
  EntityId target;  // certificate, profile or role grant
  RevocationReason reason = RevocationReason::lost;
  std::string note;
};
// not_allowed without a say over the target; too_many_characters.
Result<Saved> revoke(Session& session, const Revoke& act);

struct DeviceRow {
  EntityId certificate;
  std::string name, place;
  std::int64_t area = 0;
  bool own = false, revoked = false;
  std::optional<std::int64_t> ends_at_ms;   // of its certificate (authority.h)
};
// Devices of the session's area, the own one first.
std::vector<DeviceRow> devices(Session& session);

// The certificate of a device that was taken in face to face goes on for good (adr/0026). not_allowed without a say over it;
// not_found when it has no end.
Result<Saved> renew(Session& session, EntityId certificate);

// Somebody whose device was stopped and who is at home nowhere else yet; this person may let them go on here (reset.h).
struct Displaced {
  EntityId profile;
  std::string name, device;
};
std::vector<Displaced> displaced(Session& session);

// A place on this device's lock is local: taking somebody off it ends no right and writes nothing, it only drops the key their
// PIN opened here. A lead may, for others than oneself whom they could also let in: whoever stopped or left too.
bool may_take_off(Session& session, EntityId profile);
// Whose right to act this person may end: those they could have given their role, wherever they are at home.
struct Colleague {
  EntityId profile;
  std::string name, device;
  model::RoleKind role = model::RoleKind::volunteer;
};
std::vector<Colleague> people_under(Session& session);
bool may_stop(Session& session, EntityId profile);
// Whoever is at home on this device without a place on its lock, and may be given one again (reset.h).
std::vector<Displaced> taken_off(Session& session, const Keyring& keyring);

// One act that is held and waits for a lead: who wrote it where, when by that clock, and about whom.
struct HeldAct {
  store::Replica::Held act;
  std::string writer, device;   // names, as far as known
  std::string about;            // name of the elder; empty when none is known
  model::EntityType type = model::EntityType::none;
};
std::vector<HeldAct> held_acts(Session& session);

// Writes the operations again under the own name, with the record that says so. Acts of one scope and one log.
// not_allowed for who is no lead there; not_found when `acts` is empty.
Result<Saved> admit(Session& session, const std::vector<store::Replica::Held>& acts);

}  // namespace huzhu::people
