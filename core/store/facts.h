// The keys of small facts (Replica::put_fact), for whoever has to look through them.
#pragma once

#include <string>
#include <vector>

#include "core/store/database.h"

namespace huzhu::store {

// Those that begin with `prefix`, as put_fact() was given them.
std::vector<std::string> fact_keys(Database& db, std::string_view prefix);

}  // namespace huzhu::store
