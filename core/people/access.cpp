#include "core/people/access.h"

#include "core/people/draft_ops.h"
#include "core/people/names.h"
#include "core/people/places.h"
#include "core/people/query.h"

namespace huzhu::people {

using T = model::EntityType;

bool asks_reason(model::Privacy privacy) { return privacy == model::Privacy::health || privacy == model::Privacy::poverty || privacy == model::Privacy::personal; }

Status write_look(Session& session, const Look& look) {
  HUZHU_ASSIGN(const Home home, home_of(session.db(), look.person, "access.person"));
  DraftOps ops;
  ops.of(T::access, session.new_entity())
      .set(model::access::person, Value::of(look.person))
      .set(model::access::privacy, Value::of(static_cast<std::int64_t>(look.privacy) + 1))
      .set(model::access::reason, Value::of(static_cast<std::int64_t>(look.reason)))
      .set_text(model::access::note, look.note)
      .set(model::access::happened_at, Value::of(session.now_ms()));
  HUZHU_TRY(session.commit(home.scope, ops.take()));
  return Done{};
}

Status AccessBook::note(Session& session, const Look& look) {
  if (is_chosen(look.reason) && noted(look.person, look.privacy)) return Done{};
  HUZHU_TRY(write_look(session, look));
  noted_.insert({look.person, look.privacy});
  return Done{};
}

namespace {

AccessRow row_at(const store::Statement& row) {
  return {entity_at(row, 0), {}, {}, std::string(row.text(4)), static_cast<model::Privacy>(row.integer(1) - 1), static_cast<AccessReason>(row.integer(2)), row.integer(3)};
}

// By the profile that signed the record, whatever the record says.
void name_looker(Session& session, AccessRow& row) {
  const auto heads = session.replica().field_heads(row.record, model::access::person);
  if (heads.empty()) return;
  row.who = profile_name(session.db(), heads.front().actor);
  row.device = device_name(session.db(), heads.front().device);
}

}  // namespace

std::vector<AccessRow> who_looked(Session& session, EntityId person, std::size_t max) {
  std::vector<AccessRow> rows;
  store::Statement& read = session.db().cached("SELECT a.id, a.privacy, a.reason, a.happened_at, a.note FROM access a WHERE a.person=?1 ORDER BY a.happened_at DESC LIMIT ?2");
  each_row(read.bind(1, bits(person)).bind(2, static_cast<std::int64_t>(max)), [&](const store::Statement& row) { rows.push_back(row_at(row)); });
  for (AccessRow& row : rows) name_looker(session, row);
  return rows;
}

std::vector<LookedAt> looks(Session& session, std::string_view words, std::size_t max) {
  constexpr std::int64_t page = 500;
  std::vector<LookedAt> found;
  for (std::int64_t from = 0; found.size() < max; from += page) {
    std::vector<LookedAt> rows;
    store::Statement& read = session.db().cached("SELECT a.id, a.privacy, a.reason, a.happened_at, a.note, a.person FROM access a ORDER BY a.happened_at DESC, a.id LIMIT ?1 OFFSET ?2");
    each_row(read.bind(1, page).bind(2, from), [&](const store::Statement& row) { rows.push_back({entity_at(row, 5), {}, row_at(row)}); });
    if (rows.empty()) break;
    for (LookedAt& one : rows) {
      if (found.size() >= max) break;
      one.name = person_name(session.db(), one.person);
      name_looker(session, one.look);
      if (one.name.find(words) != std::string::npos || one.look.who.find(words) != std::string::npos) found.push_back(std::move(one));
    }
  }
  return found;
}

}  // namespace huzhu::people
