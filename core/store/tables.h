// The tables of a replica: those that hold the truth, and those derived from it.
//
// Truth: `fact` (identity and small settings), `log`, `segment`, `receipt`, `stated`, `waiting`, `fork`, `quarantine`.
// Derived: `entity`, the typed tables, `conflict`, `void_op`, `scope_size`. A change of model::version throws the
// derived ones away and fills them again; it writes nothing into the log.
#pragma once

#include "core/store/database.h"

namespace huzhu::store {

// Is it one of those that hold the truth? Every other one may be thrown away.
bool is_log_table(std::string_view name);
Status create_log_tables(Database& db);  // those that hold the truth, when missing
Status create_derived_tables(Database& db);
Status drop_derived_tables(Database& db);
Result<bool> derived_tables_exist(Database& db);

}  // namespace huzhu::store
