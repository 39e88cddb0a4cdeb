#include "core/timebank/ledger.h"

#include "core/store/columns.h"

namespace huzhu::timebank {
namespace {

// Both legs of what is a whole posting; `counts` is 0 while it is pending and no settlement of the hub names it.
constexpr std::string_view legs =
    "WITH whole AS (SELECT p.id, p.from_account, p.to_account, p.minutes,"
    " coalesce(p.pending, 0)=0 OR EXISTS(SELECT 1 FROM settlement s WHERE s.scope=p.scope AND s.intent=p.id AND s.kind=1) AS counts"
    " FROM posting p WHERE p.scope=?1 AND p.minutes>0 AND p.from_account IS NOT NULL AND p.to_account IS NOT NULL),"
    " leg AS (SELECT to_account AS account, minutes, counts FROM whole UNION ALL SELECT from_account, -minutes, counts FROM whole) ";

}  // namespace

Result<Balance> balance_of(store::Database& db, ScopeId scope, EntityId account) {
  static const std::string sql = std::string(legs) + "SELECT coalesce(sum(minutes*counts), 0), coalesce(sum(minutes*(1-counts)), 0) FROM leg WHERE account=?2";
  store::Statement& read = db.cached(sql);
  HUZHU_TRY(read.bind(1, store::signed_of(scope.value)).bind(2, store::signed_of(account.value)).step());
  const Balance balance{read.integer(0), read.integer(1)};
  read.reset();
  return balance;
}

Result<std::int64_t> sum_of_balances(store::Database& db, ScopeId scope) {
  static const std::string sql = std::string(legs) + "SELECT coalesce(sum(minutes*counts), 0) FROM leg";
  store::Statement& read = db.cached(sql);
  HUZHU_TRY(read.bind(1, store::signed_of(scope.value)).step());
  const std::int64_t sum = read.integer(0);
  read.reset();
  return sum;
}

}  // namespace huzhu::timebank
