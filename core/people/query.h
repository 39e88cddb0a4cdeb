// each_row: runs a bound statement to its end and hands every row to `visit`; then resets it.
//
// Views of this device's own tables have nobody to tell about a broken page; they show less, and the next write says
// storage_broken.
#pragma once

#include "core/store/columns.h"
#include "core/store/database.h"

namespace huzhu::people {

template <class Visit>
void each_row(store::Statement& statement, Visit&& visit) {
  for (auto there = statement.step(); there && *there; there = statement.step()) visit(static_cast<const store::Statement&>(statement));
  statement.reset();
}

inline EntityId entity_at(const store::Statement& row, int column) { return EntityId{store::unsigned_of(row, column)}; }
inline std::int64_t bits(EntityId id) { return store::signed_of(id.value); }
inline std::int64_t bits(ScopeId id) { return store::signed_of(id.value); }

}  // namespace huzhu::people
