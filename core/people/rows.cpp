#include "core/people/rows.h"

#include "core/people/query.h"

namespace huzhu::people {
using T = model::EntityType;

std::optional<merge::EntityState> state_of(store::Database& db, EntityId entity, ScopeId scope, T type) {
  std::optional<merge::EntityState> state;
  store::Statement& rows = db.cached("SELECT state FROM entity WHERE id=?1 AND scope=?2 AND type=?3");
  rows.bind(1, bits(entity)).bind(2, bits(scope)).bind(3, static_cast<std::int64_t>(type));
  each_row(rows, [&](const store::Statement& row) {
    if (auto decoded = merge::EntityState::decode(row.blob(0))) state = std::move(decoded).value();
  });
  return state;
}

namespace {

template <class Counts>
std::optional<Value> only_value(const merge::EntityState& state, std::uint16_t field, Counts&& counts) {
  const merge::Head* found = nullptr;
  for (const merge::Head& head : state.heads_of(field)) {
    if (!counts(head.dot())) continue;
    if (found) return std::nullopt;
    found = &head;
  }
  if (!found || found->value.is_null()) return std::nullopt;
  return found->value;
}

}  // namespace

std::optional<Value> past_value(const merge::EntityState& state, std::uint16_t field, const InPast& in_past) {
  return only_value(state, field, in_past);
}

std::optional<Value> past_value(const merge::EntityState& state, std::uint16_t field, const InPast& in_past, const Dot& of_log) {
  return only_value(state, field, [&](const Dot& dot) { return dot.author == of_log.author && dot.epoch == of_log.epoch && in_past(dot); });
}

ScopeId authority_scope_of(store::Database& db) {
  ScopeId scope;
  each_row(db.cached("SELECT work_scope FROM scope WHERE kind=1 ORDER BY area LIMIT 1"),
           [&](const store::Statement& row) { scope = ScopeId{store::unsigned_of(row, 0)}; });
  return scope;
}

std::optional<ScopeRow> scope_row(store::Database& db, ScopeId scope) {
  EntityId entity;
  ScopeId authority;
  store::Statement& rows = db.cached("SELECT id, scope FROM scope WHERE work_scope=?1 LIMIT 1");
  rows.bind(1, bits(scope));
  each_row(rows, [&](const store::Statement& row) {
    entity = entity_at(row, 0);
    authority = ScopeId{store::unsigned_of(row, 1)};
  });
  if (!entity) return std::nullopt;
  auto state = state_of(db, entity, authority, T::scope);
  if (!state) return std::nullopt;
  return ScopeRow{authority, std::move(*state)};
}

std::optional<std::int64_t> area_of_scope(store::Database& db, ScopeId scope) {
  const auto row = scope_row(db, scope);
  const auto area = row ? past_value(row->state, model::scope::area, [](const Dot&) { return true; }) : std::nullopt;
  return area ? std::optional(area->integer) : std::nullopt;
}

std::vector<EntityId> ids_of(store::Database& db, ScopeId scope, T type) {
  std::vector<EntityId> ids;
  store::Statement& rows = db.cached("SELECT id FROM " + std::string(model::find(type)->name) + " WHERE scope=?1");
  rows.bind(1, bits(scope));
  each_row(rows, [&](const store::Statement& row) { ids.push_back(entity_at(row, 0)); });
  return ids;
}

std::vector<GrantRow> grant_rows(store::Database& db, ScopeId authority) {
  std::vector<GrantRow> grants;
  for (EntityId id : ids_of(db, authority, T::role_grant))
    if (auto state = state_of(db, id, authority, T::role_grant)) grants.push_back({id, std::move(*state)});
  return grants;
}

}  // namespace huzhu::people
