// Digests by which two holders of a scope find out whether they have the same (log-and-merge.md "Sync").
#pragma once

#include "core/store/replica.h"

namespace huzhu::store {

// BLAKE2b-256("huzhu/logs/1" ‖ scope ‖ for each head: author ‖ epoch ‖ seq ‖ chain), numbers big-endian (8, 4, 8 bytes), heads
// sorted by (author, epoch). Receipts and redaction do not alter it.
Hash log_digest(ScopeId scope, const std::vector<Head>& heads);

// One entity: BLAKE2b-256("huzhu/row/1" ‖ id ‖ type ‖ canonical state).
Hash row_digest(EntityId id, model::EntityType type, ByteView state);

// BLAKE2b-256("huzhu/rows/1" ‖ scope ‖ the row digests in the order of unsigned ids, then types).
Hash rows_digest(ScopeId scope, const std::vector<Hash>& rows);

// Every record of the scope in that order.
Status each_state(Database& db, ScopeId scope, const std::function<void(EntityId, model::EntityType, ByteView)>& visit);

}  // namespace huzhu::store
