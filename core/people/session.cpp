#include "core/people/session.h"

#include "core/people/names.h"
#include "core/people/places.h"
#include "core/people/query.h"
#include "core/people/rows.h"

namespace huzhu::people {

Session::Session(store::Replica& replica, Unlocked person, Clock& clock, Random& random)
    : replica_(replica), person_(std::move(person)), clock_(clock), random_(random) {}

EntityId Session::person() { return person_of(db(), profile()); }

std::string Session::short_name() {
  std::string name;
  each_row(db().cached("SELECT short_name FROM profile WHERE id=?1 LIMIT 1").bind(1, bits(profile())),
           [&](const store::Statement& row) { name = std::string(row.text(0)); });
  return name;
}

model::RoleKind Session::role() {
  const auto held = held_role(db(), profile(), today());
  return held ? held->role : model::RoleKind::volunteer;
}

std::int64_t Session::area() {
  const auto held = held_role(db(), profile(), today());
  return held ? held->area : 0;
}

Rights Session::rights() { return rights_of(db(), profile(), area(), today()); }

std::optional<std::int64_t> Session::device_ends_at_ms() {
  const store::DeviceIdentity* identity = replica_.identity();
  return identity ? certificate_end_ms(db(), certificate_of(identity->key.author())) : std::nullopt;
}

std::int64_t Session::now_ms() { return replica_.now_estimated_ms(); }

Date Session::today() { return Date::from_ms(now_ms(), clock_.utc_offset_minutes()); }

ScopeId Session::work_scope(std::int64_t area_code) {
  const auto place = place_of(db(), area_code);
  return place && place->area == area_code && place->held ? place->scope : ScopeId{};
}

ScopeId Session::authority_scope() { return authority_scope_of(db()); }

EntityId Session::new_entity() {
  EntityId id;
  while (!id) {
    std::array<std::uint8_t, 8> bytes{};
    random_.fill(bytes);
    for (std::uint8_t byte : bytes) id.value = id.value << 8 | byte;
  }
  return id;
}

Result<store::Appended> Session::commit(ScopeId scope, std::vector<log::Operation> operations) {
  bool needs_signature = false;
  for (const log::Operation& op : operations) {
    const model::Entity* entity = model::find(op.type);
    needs_signature |= entity && (entity->home == model::Home::authority || entity->signed_by_actor);
  }
  auto done = replica_.commit(scope, std::move(operations), store::Actor{person_.profile, needs_signature ? &person_.actor : nullptr});
  if (!done && done.error().code == ErrorCode::not_allowed)
    if (const auto end = device_ends_at_ms(); end && *end < now_ms()) return Error{ErrorCode::device_expired, "session.commit", ""};
  return done;
}

}  // namespace huzhu::people
