// A new PIN for somebody who forgot it, by a lead, with no network: on the same tablet, or on another one (help.h).
//
// The old key cannot be opened any more, by anybody: so the person gets a new one, as a profile of the same person. The old
// profile is not revoked (nothing it signed is in doubt, and a cut would hold what it wrote and had not sent); it only
// vanishes from this tablet. A pin_reset record says who did it, signed by the lead.
// Requires: design/people-and-security.md "PIN reset offline".
#pragma once

#include "core/people/enrol.h"

namespace huzhu::people {

// May the session's person give this profile a new PIN? Whoever could have granted its role there, for others than oneself,
// and for nobody who was stopped.
bool may_reset(Session& session, EntityId profile);

// `device`: where the person is at home; the new key goes into that one's keyring in place of the old profile. Errors:
// not_allowed, not_found.
Result<AddedPerson> reset_person(Session& session, EntityId profile, const PublicKey& new_key, AuthorId device);
Result<AddedPerson> reset_person(Session& session, EntityId profile, const PublicKey& new_key);   // this device

}  // namespace huzhu::people
