// What authority.h answers to screens and to the store from today's rows: keys by name, roles held, rights shown.
#include "core/people/authority.h"

#include <algorithm>

#include "core/base/crypto.h"
#include "core/people/past_roles.h"
#include "core/people/places.h"
#include "core/people/query.h"
#include "core/people/rights_table.h"
#include "core/people/rows.h"

namespace huzhu::people {
namespace {

std::optional<PublicKey> one_key(store::Statement& rows) {
  std::optional<PublicKey> key;
  each_row(rows, [&](const store::Statement& row) {
    const ByteView bytes = row.blob(0);
    if (bytes.size() != std::tuple_size<PublicKey>::value) return;
    key.emplace();
    std::memcpy(key->data(), bytes.data(), bytes.size());
  });
  return key;
}

}  // namespace

std::optional<PublicKey> device_key(store::Database& db, AuthorId author) {
  auto key = one_key(db.cached("SELECT public_key FROM device WHERE id=?1 LIMIT 1").bind(1, bits(certificate_of(author))));
  return key && crypto::author_of(*key) == author ? key : std::nullopt;
}

std::vector<std::int64_t> certified_areas(store::Database& db, AuthorId author) {
  std::vector<std::int64_t> areas;
  const auto state = state_of(db, certificate_of(author), authority_scope_of(db), model::EntityType::device);
  if (!state) return areas;
  for (const merge::Head& head : state->heads_of(model::device::area))
    if (!head.value.is_null()) areas.push_back(head.value.integer);
  return areas;
}

bool certified_by(store::Database& db, AuthorId author, AuthorId by) {
  const auto state = state_of(db, certificate_of(author), authority_scope_of(db), model::EntityType::device);
  if (!state) return false;
  for (const merge::Head& head : state->heads_of(model::device::area))
    if (head.dot().author == by) return true;
  return false;
}

std::optional<std::int64_t> certificate_end_ms(store::Database& db, EntityId certificate) {
  const auto state = state_of(db, certificate, authority_scope_of(db), model::EntityType::device);
  std::optional<std::int64_t> end;
  if (!state) return end;
  // What each log certified counts by itself: an end beside a certificate without one ends nothing.
  for (const merge::Head& head : state->heads_of(model::device::area)) {
    const auto expires = past_value(*state, model::device::expires_at, [](const Dot&) { return true; }, head.dot());
    if (!expires) return std::nullopt;
    end = std::max(end.value_or(expires->integer), expires->integer);
  }
  if (!end) return end;
  bool for_good = false;
  each_row(db.cached("SELECT until FROM renewal WHERE device=?1").bind(1, bits(certificate)), [&](const store::Statement& row) {
    if (row.is_null(0)) for_good = true;
    else end = std::max(*end, row.integer(0));
  });
  return for_good ? std::nullopt : end;
}

bool device_is_revoked(store::Database& db, EntityId certificate) { return RolesNow(db).stopped(certificate); }

std::optional<PublicKey> profile_key(store::Database& db, EntityId profile) {
  return one_key(db.cached("SELECT public_key FROM profile WHERE id=?1 LIMIT 1").bind(1, bits(profile)));
}

std::optional<HeldRole> held_role(store::Database& db, EntityId profile, Date today) {
  std::optional<HeldRole> best;
  for (const PastGrant& held : RolesNow(db).of(profile, today))
    if (reach_of(held.role) > (best ? reach_of(best->role) : 0)) best = HeldRole{held.role, held.area};
  return best;
}

Rights rights_of(store::Database& db, EntityId profile, std::int64_t area, Date today) {
  using T = model::EntityType;
  Rights rights;
  for (const PastGrant& held : RolesNow(db).of(profile, today)) {
    if (held.role == model::RoleKind::county_admin) rights.see_county = true;
    if (!lies_in(area, held.area)) continue;
    const auto creates = [&](T type) {
      const Right* right = find_right(held.role, type);
      return right && right->create != Reach::none;
    };
    rights.register_elder |= creates(T::person);
    rights.edit_elder |= creates(T::person);
    rights.record_visit |= creates(T::visit);
    rights.record_hours |= creates(T::time_entry);
    rights.add_person |= creates(T::role_grant);
  }
  return rights;
}

bool may_edit(model::RoleKind role, model::EntityType type, std::uint16_t field) {
  const Right* right = find_right(role, type);
  if (!right) return false;
  return right->edit == Reach::all || (right->edit == Reach::visitor && is_visitor_field(field));
}

}  // namespace huzhu::people
