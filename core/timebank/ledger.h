// Ledger: what the postings of a scope come to (docs/merge.md section 7; design/timebank.md "Ledger").
//
// A posting is one record with both accounts and one number of minutes, so its legs sum to zero by construction. It counts
// at once, or when it was written as pending, once the hub has settled it; once, however often it is settled or arrives.
// Whole minutes. Rules and rights (who may spend how much where) are not judged here.
#pragma once

#include <cstdint>

#include "core/base/result.h"
#include "core/store/database.h"

namespace huzhu::timebank {

struct Balance {
  std::int64_t minutes = 0;          // what counts
  std::int64_t pending_minutes = 0;  // what pending postings would take from it (negative) or bring
};
Result<Balance> balance_of(store::Database& db, ScopeId scope, EntityId account);

// Over all accounts of the scope: 0 whatever happened (invariant I1).
Result<std::int64_t> sum_of_balances(store::Database& db, ScopeId scope);

}  // namespace huzhu::timebank
