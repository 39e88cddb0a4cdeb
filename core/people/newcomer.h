// Newcomer: a new device and its first person, taken in by somebody who may, with that person's signature.
//
// Certificate, profile and role are one act of the authority scope. Every replica holds it against the rights of who signed
// (authority.h); the hub only carries it. Where the root signed the certificate instead (the first device of a county, the
// demo), the device names its person itself (enrol.h: first_profile).
// Requires: design/people-and-security.md "Devices and keys". adr/0018.
#pragma once

#include <vector>

#include "core/people/enrol.h"

namespace huzhu::people {

struct Newcomer {
  PublicKey device{}, actor{};          // both made on the new device
  DeviceKind kind = DeviceKind::tablet;
  std::string device_name;              // empty: the place and a number
  std::string name, short_name;         // 陈桂香, 桂香; an empty short name is made from the name
  model::RoleKind role = model::RoleKind::volunteer;
  std::int64_t area = 0;                // of the certificate and of the role: 12 digits a village, 9 a township, 6 the county
  std::optional<std::int64_t> ends_at_ms{};   // of the certificate; with one, no role of a lead (adr/0026)
};

// The roles this person may give, the least first; empty for who may give none.
std::vector<model::RoleKind> roles_to_give(model::RoleKind granter);

// Supervisor's device. Errors: not_allowed (role, or area outside the own), unknown_area, duplicate (the key has its
// certificate already), and those of a name.
Result<AddedPerson> take_in(Session& session, const Newcomer& newcomer);

// New device, after accept_grant: who it was taken in as. not_found while the authority scope has not come as far.
Result<AddedPerson> taken_in_as(store::Replica& replica, const PublicKey& actor);

}  // namespace huzhu::people
