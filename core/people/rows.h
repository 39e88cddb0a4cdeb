// Rows of the authority scope as they stood in a segment's past, read from the merge state of their entities.
//
// The typed tables show what is known today; whether a value was there before a segment was written only its dot tells.
// For the sources of this folder, and for what carries records by hand.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "core/merge/entity_state.h"
#include "core/store/database.h"

namespace huzhu::people {

using InPast = std::function<bool(const Dot&)>;

// The merge state of an entity in one scope; none when nothing of it is here.
std::optional<merge::EntityState> state_of(store::Database& db, EntityId entity, ScopeId scope, model::EntityType type);

// The one value this field had in the past. None when it had none, or several (then nobody may rely on it).
std::optional<Value> past_value(const merge::EntityState& state, std::uint16_t field, const InPast& in_past);
// The same, of what one log wrote alone.
std::optional<Value> past_value(const merge::EntityState& state, std::uint16_t field, const InPast& in_past, const Dot& of_log);

// The authority scope of the county this device belongs to; none before founding or enrolment.
ScopeId authority_scope_of(store::Database& db);

struct ScopeRow {
  ScopeId authority;         // where the row itself stands
  merge::EntityState state;
};
// Where the records of this scope lie; none when no row says so, or several do.
std::optional<std::int64_t> area_of_scope(store::Database& db, ScopeId scope);
struct GrantRow {
  EntityId entity;
  merge::EntityState state;
};
// The row that names this scope.
std::optional<ScopeRow> scope_row(store::Database& db, ScopeId scope);
// The entities of this type in one scope.
std::vector<EntityId> ids_of(store::Database& db, ScopeId scope, model::EntityType type);
// All grants of the authority scope.
std::vector<GrantRow> grant_rows(store::Database& db, ScopeId authority);

}  // namespace huzhu::people
