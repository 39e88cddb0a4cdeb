#include "core/registry/relatives.h"

#include "core/people/query.h"
#include "core/registry/consent.h"
#include "core/registry/typed_value.h"

namespace huzhu::registry {

bool has_died(store::Database& db, EntityId person) {
  constexpr std::int64_t died = 1;   // model.cpp ended_kinds
  bool dead = false;
  people::each_row(db.cached("SELECT ended_kind FROM person WHERE id=?1").bind(1, people::bits(person)),
                   [&](const store::Statement& row) { dead = dead || (!row.is_null(0) && row.integer(0) == died); });
  return dead;
}

Status check_relative(people::Session& session, EntityId person, const std::string& relative) {
  if (relative.empty()) return Error{ErrorCode::required, "access.note", ""};
  HUZHU_TRY(check_value(model::EntityType::access, model::access::note, Value::of(relative), session.today()));
  if (has_died(session.db(), person) && gave(session.db(), person, ConsentSubject::closed_after_death))
    return Error{ErrorCode::arranged_otherwise, "consent", ""};
  return Done{};
}

}  // namespace huzhu::registry
