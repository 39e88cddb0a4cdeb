#include "core/people/newcomer.h"

#include <algorithm>

#include "core/people/enrol_ops.h"
#include "core/people/names.h"
#include "core/people/places.h"
#include "core/people/query.h"
#include "core/people/rights_table.h"

namespace huzhu::people {
namespace {

using R = model::RoleKind;

constexpr int china_minutes = 480;  // the whole country keeps one time

// Each role of people belongs to one level; a helper or lead to a village's station.
int digits_of(R role) { return role == R::county_admin ? 6 : role == R::township_staff ? 9 : 12; }

}  // namespace

std::vector<R> roles_to_give(R granter) {
  std::vector<R> roles;
  for (const R role : {R::peer_helper, R::volunteer, R::station_lead, R::township_staff, R::county_admin})
    if (may_grant(granter, role)) roles.push_back(role);
  return roles;
}

Result<AddedPerson> take_in(Session& session, const Newcomer& n) {
  store::Database& db = session.db();
  const auto place = place_of(db, n.area);
  if (!place || place->area != n.area || area_digits(n.area) != digits_of(n.role)) return Error{ErrorCode::unknown_area, "device.area", ""};
  if (!may_grant(session.role(), n.role) || (n.ends_at_ms && leads(n.role)) || !lies_in(n.area, session.area())) return Error{ErrorCode::not_allowed, "role_grant.role", ""};
  const AuthorId author = crypto::author_of(n.device);
  if (device_key(db, author)) return Error{ErrorCode::duplicate, "device.public_key", ""};
  HUZHU_TRY(check_name(n.name, "profile.person_name"));
  const NewDevice device{n.device, n.device_name, n.kind, n.area, n.ends_at_ms};
  const std::string device_name = n.device_name.empty() ? default_device_name(db, device) : n.device_name;
  HUZHU_TRY(check_name(device_name, "device.name"));

  AddedPerson added{profile_of(n.actor), session.new_entity(), n.role, {}};
  DraftOps ops;
  add_certificate(ops, device, device_name, session.now_ms());
  add_person_ops(ops, {n.name, n.short_name, n.actor, n.role}, added, session.new_entity(), n.area, author);
  const ScopeId authority = session.authority_scope();
  HUZHU_ASSIGN(const store::Appended done, session.commit(authority, ops.take()));
  added.saved = {added.profile, authority, done.first, done.saved_at_ms};
  return added;
}

Result<AddedPerson> taken_in_as(store::Replica& replica, const PublicKey& actor) {
  AddedPerson found{profile_of(actor), {}, R::volunteer, {}};
  found.person = person_of(replica.db(), found.profile);
  const auto held = held_role(replica.db(), found.profile, Date::from_ms(replica.now_estimated_ms(), china_minutes));
  if (!found.person || !held) return Error{ErrorCode::not_found, "profile", ""};
  found.role = held->role;
  return found;
}

}  // namespace huzhu::people
