#include "core/registry/roster_table.h"

#include <algorithm>

#include "core/base/utf8.h"
#include "core/people/query.h"
#include "core/registry/pinyin.h"

namespace huzhu::registry {
namespace {

using people::bits;
using people::each_row;
using people::entity_at;
using store::Database;
using store::Statement;
namespace person = model::person;

// `changed` rises with every write of a row, so that a copy in memory can ask for what is new since; `gone` keeps the
// news that an elder is no longer here.
constexpr std::string_view create_sql = R"sql(
CREATE TABLE IF NOT EXISTS roster(
  id INTEGER PRIMARY KEY, changed INTEGER NOT NULL, gone INTEGER NOT NULL,
  name TEXT, search TEXT, spelled TEXT, sex INTEGER, birth_date INTEGER, resident_id TEXT, phone TEXT, area INTEGER,
  group_name TEXT, living INTEGER, care_level INTEGER, tags INTEGER, registered_on INTEGER, ended_kind INTEGER,
  visit_every_days INTEGER, last_visit INTEGER, last_at INTEGER, outcome INTEGER, follow_up TEXT, follow_up_by INTEGER);
CREATE INDEX IF NOT EXISTS roster_changed ON roster(changed);
CREATE INDEX IF NOT EXISTS roster_last_visit ON roster(last_visit) WHERE last_visit IS NOT NULL;
CREATE TABLE IF NOT EXISTS roster_clock(n INTEGER NOT NULL);
INSERT INTO roster_clock SELECT 0 WHERE NOT EXISTS (SELECT 1 FROM roster_clock);
)sql";

Result<std::int64_t> tick(Database& db) {
  HUZHU_TRY(db.cached("UPDATE roster_clock SET n=n+1").run());
  std::int64_t now = 0;
  each_row(db.cached("SELECT n FROM roster_clock"), [&](const Statement& row) { now = row.integer(0); });
  return now;
}

// The values of a set field as bits; choices are below 64 (a test holds the model to it).
std::uint64_t set_bits(Database& db, EntityId entity, std::uint16_t field) {
  std::uint64_t found = 0;
  Statement& rows = db.cached("SELECT value FROM entity_set WHERE entity=?1 AND type=3 AND field=?2");
  rows.bind(1, bits(entity)).bind(2, std::int64_t{field});
  each_row(rows, [&](const Statement& row) { found |= std::uint64_t{1} << (row.integer(0) & 63); });
  return found;
}

// An elder is who has that role, or no role at all: old registers do not say.
bool is_elder(Database& db, EntityId entity) {
  const std::uint64_t roles = set_bits(db, entity, person::roles);
  return roles == 0 || (roles & 1u << 1) != 0;
}

Status mark_gone(Database& db, EntityId elder) {
  HUZHU_ASSIGN(const std::int64_t now, tick(db));
  return db.cached("UPDATE roster SET gone=1, changed=?2 WHERE id=?1 AND gone=0").bind(1, bits(elder)).bind(2, now).run();
}

Status update_last_visit(Database& db, EntityId elder) {
  HUZHU_ASSIGN(const std::int64_t now, tick(db));
  // Of two visits at the same minute the one with the larger id, so that every replica shows the same.
  return db
      .cached("UPDATE roster SET changed=?2, (last_visit, last_at, outcome, follow_up, follow_up_by)="
              "(SELECT id, happened_at, outcome, follow_up, follow_up_by FROM visit WHERE elder=?1 ORDER BY happened_at DESC, id DESC LIMIT 1)"
              " WHERE id=?1")
      .bind(1, bits(elder)).bind(2, now).run();
}

Status update_person(Database& db, EntityId entity) {
  std::string name;
  bool found = false;
  each_row(db.cached("SELECT name FROM person WHERE id=?1 ORDER BY scope LIMIT 1").bind(1, bits(entity)), [&](const Statement& row) {
    found = true;
    name = std::string(row.text(0));
  });
  if (!found || !is_elder(db, entity)) return mark_gone(db, entity);
  HUZHU_ASSIGN(const std::int64_t now, tick(db));
  const std::string search = search_text(name), spelled = full_pinyin(name);
  Statement& write = db.cached(
      "INSERT INTO roster(id, changed, gone, name, search, spelled, sex, birth_date, resident_id, phone, area, group_name, living, care_level,"
      " tags, registered_on, ended_kind, visit_every_days)"
      " SELECT id, ?2, 0, name, ?3, ?4, sex, birth_date, resident_id, phone, area, group_name, living, care_level, ?5, registered_on,"
      " ended_kind, visit_every_days FROM person WHERE id=?1 ORDER BY scope LIMIT 1"
      " ON CONFLICT(id) DO UPDATE SET changed=excluded.changed, gone=0, name=excluded.name, search=excluded.search, spelled=excluded.spelled,"
      " sex=excluded.sex, birth_date=excluded.birth_date, resident_id=excluded.resident_id, phone=excluded.phone, area=excluded.area,"
      " group_name=excluded.group_name, living=excluded.living, care_level=excluded.care_level, tags=excluded.tags,"
      " registered_on=excluded.registered_on, ended_kind=excluded.ended_kind, visit_every_days=excluded.visit_every_days");
  write.bind(1, bits(entity)).bind(2, now).bind(3, std::string_view(search)).bind(4, std::string_view(spelled));
  write.bind(5, static_cast<std::int64_t>(set_bits(db, entity, person::tags)));
  HUZHU_TRY(write.run());
  // Visits may have arrived before the person they are about.
  return update_last_visit(db, entity);
}

Status update_visit(Database& db, EntityId visit) {
  std::vector<EntityId> elders;
  each_row(db.cached("SELECT elder FROM visit WHERE id=?1 AND elder IS NOT NULL").bind(1, bits(visit)),
           [&](const Statement& row) { elders.push_back(entity_at(row, 0)); });
  // Taken back, or said to have been with somebody else: whoever had it as the last one.
  each_row(db.cached("SELECT id FROM roster WHERE last_visit=?1").bind(1, bits(visit)),
           [&](const Statement& row) { elders.push_back(entity_at(row, 0)); });
  std::sort(elders.begin(), elders.end());
  elders.erase(std::unique(elders.begin(), elders.end()), elders.end());
  for (EntityId elder : elders) HUZHU_TRY(update_last_visit(db, elder));
  return Done{};
}

// A database from before this table has people and no rows here.
Status fill_when_empty(Database& db) {
  bool missing = false;
  each_row(db.cached("SELECT 1 FROM sqlite_master WHERE type='table' AND name='person' AND NOT EXISTS (SELECT 1 FROM roster)"),
           [&](const Statement&) { missing = true; });
  if (!missing) return Done{};
  std::vector<EntityId> everyone;
  each_row(db.cached("SELECT DISTINCT id FROM person"), [&](const Statement& row) { everyone.push_back(entity_at(row, 0)); });
  for (EntityId entity : everyone) HUZHU_TRY(update_person(db, entity));
  return Done{};
}

void add_keys(std::string& keys, std::string_view name) {
  for (const std::string& key : search_keys(name))
    if (keys.find("|" + key + "|") == std::string::npos) keys += key + "|";
}

}  // namespace

std::string search_text(std::string_view name) {
  std::string keys = "|";
  add_keys(keys, name);
  // People are called by the given name too: yulian finds 马玉莲.
  const std::string_view surname = utf8::first(name, 1);
  if (utf8::count(name) > 2) add_keys(keys, name.substr(surname.size()));
  return keys;
}

store::DerivedIndex roster_table() {
  store::DerivedIndex index;
  index.create = [](Database& db) -> Status {
    HUZHU_TRY(db.execute(create_sql));
    return fill_when_empty(db);
  };
  index.update = [](Database& db, EntityId entity, model::EntityType type) -> Status {
    if (type == model::EntityType::person) return update_person(db, entity);
    if (type == model::EntityType::visit) return update_visit(db, entity);
    return Done{};
  };
  index.clear = [](Database& db) { return db.execute("DELETE FROM roster"); };
  return index;
}

}  // namespace huzhu::registry
