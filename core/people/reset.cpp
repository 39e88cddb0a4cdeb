#include "core/people/reset.h"

#include "core/people/draft_ops.h"
#include "core/people/names.h"
#include "core/people/places.h"
#include "core/people/query.h"
#include "core/people/rights_table.h"

namespace huzhu::people {

using T = model::EntityType;

bool may_reset(Session& session, EntityId profile) {
  if (!profile || profile == session.profile()) return false;
  const auto held = held_role(session.db(), profile, session.today());
  return held && may_grant(session.role(), held->role) && lies_in(held->area, session.area());
}

Result<AddedPerson> reset_person(Session& session, EntityId profile, const PublicKey& new_key) {
  const store::DeviceIdentity* identity = session.replica().identity();
  return reset_person(session, profile, new_key, identity ? identity->key.author() : AuthorId{});
}

Result<AddedPerson> reset_person(Session& session, EntityId profile, const PublicKey& new_key, AuthorId device) {
  if (!may_reset(session, profile)) return Error{ErrorCode::not_allowed, "pin_reset", ""};
  const EntityId person = person_of(session.db(), profile);
  const std::string name = profile_name(session.db(), profile);
  const auto held = held_role(session.db(), profile, session.today());
  if (!person || name.empty() || !held || device == AuthorId{}) return Error{ErrorCode::not_found, "pin_reset.before", ""};

  AddedPerson added{EntityId{crypto::author_of(new_key).value}, person, held->role, {}};
  const ScopeId authority = session.authority_scope();
  DraftOps ops;
  ops.of(T::profile, added.profile)
      .set(model::profile::public_key, Value::of_bytes(new_key))
      .set_text(model::profile::person_name, name)
      .set_text(model::profile::short_name, short_name_of(name))
      .set(model::profile::person, Value::of(person))
      .set(model::profile::device, Value::of(certificate_of(device)));
  ops.of(T::role_grant, session.new_entity())
      .set(model::role_grant::profile, Value::of(added.profile))
      .set(model::role_grant::role, Value::of(static_cast<std::int64_t>(held->role)))
      .set(model::role_grant::area, Value::of(held->area));
  ops.of(T::pin_reset, session.new_entity()).set(model::pin_reset::before, Value::of(profile)).set(model::pin_reset::after, Value::of(added.profile));
  HUZHU_ASSIGN(const store::Appended done, session.commit(authority, ops.take()));
  added.saved = {added.profile, authority, done.first, done.saved_at_ms};
  return added;
}

}  // namespace huzhu::people
