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

// `changed` rises with every batch of rows written, so that a copy in memory can ask for what is new since; `gone` keeps the
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

// The values of two set fields as bits; choices are below 64 (a test holds the model to it).
struct Sets { std::uint64_t roles = 0, tags = 0; };
Sets sets_of(Database& db, EntityId entity) {
  Sets found;
  Statement& rows = db.cached("SELECT field, value FROM entity_set WHERE entity=?1 AND type=3");
  each_row(rows.bind(1, bits(entity)), [&](const Statement& row) {
    const std::uint64_t bit = std::uint64_t{1} << (row.integer(1) & 63);
    if (row.integer(0) == person::roles) found.roles |= bit;
    if (row.integer(0) == person::tags) found.tags |= bit;
  });
  return found;
}

// An elder is who has that role, or no role at all: old registers do not say.
bool is_elder(const Sets& sets) { return sets.roles == 0 || (sets.roles & 1u << 1) != 0; }

Status mark_gone(Database& db, EntityId elder, std::int64_t now) {
  return db.cached("UPDATE roster SET gone=1, changed=?2 WHERE id=?1 AND gone=0").bind(1, bits(elder)).bind(2, now).run();
}

Status update_last_visit(Database& db, EntityId elder, std::int64_t now) {
  // Of two visits at the same minute the one with the larger id, so that every replica shows the same.
  return db
      .cached("UPDATE roster SET changed=?2, (last_visit, last_at, outcome, follow_up, follow_up_by)="
              "(SELECT id, happened_at, outcome, follow_up, follow_up_by FROM visit WHERE elder=?1 ORDER BY happened_at DESC, id DESC LIMIT 1)"
              " WHERE id=?1")
      .bind(1, bits(elder)).bind(2, now).run();
}

// What a row takes over from that of the person, in this order from parameter 6 on.
constexpr int copied = 11;
constexpr std::string_view copied_columns = "sex, birth_date, resident_id, phone, area, group_name, living, care_level, registered_on, ended_kind, visit_every_days";

// The row is written with its values and not from a query: a query within a write makes SQLite keep the old pages beside.
Status write_row(Database& db, EntityId entity, Statement& person_row, const Sets& sets, std::int64_t now) {
  const std::string name(person_row.text(0));
  const std::string search = search_text(name), spelled = full_pinyin(name);
  const auto run = [&](Statement& write) {
    write.bind(1, bits(entity)).bind(2, now).bind(3, std::string_view(name)).bind(4, std::string_view(search)).bind(5, std::string_view(spelled));
    for (int i = 0; i < copied; ++i) write.bind_column(6 + i, person_row, 1 + i);
    return write.bind(6 + copied, static_cast<std::int64_t>(sets.tags)).run();
  };
  HUZHU_TRY(run(db.cached("UPDATE roster SET changed=?2, gone=0, name=?3, search=?4, spelled=?5, sex=?6, birth_date=?7, resident_id=?8, phone=?9, area=?10,"
                          " group_name=?11, living=?12, care_level=?13, registered_on=?14, ended_kind=?15, visit_every_days=?16, tags=?17 WHERE id=?1")));
  if (db.changes() > 0) return Done{};
  static const std::string insert = "INSERT INTO roster(id, changed, gone, name, search, spelled, " + std::string(copied_columns) +
                                    ", tags) VALUES(?1,?2,0,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16,?17)";
  HUZHU_TRY(run(db.cached(insert)));
  // Visits may have arrived before the person they are about.
  return update_last_visit(db, entity, now);
}

Status update_person(Database& db, EntityId entity, std::int64_t now) {
  const Sets sets = sets_of(db, entity);
  static const std::string select = "SELECT name, " + std::string(copied_columns) + " FROM person WHERE id=?1 ORDER BY scope LIMIT 1";
  Statement& row = db.cached(select);
  HUZHU_ASSIGN(const bool found, row.bind(1, bits(entity)).step());
  const Status done = found && is_elder(sets) ? write_row(db, entity, row, sets, now) : Status(Done{});
  row.reset();
  HUZHU_TRY(done);
  return found && is_elder(sets) ? Status(Done{}) : mark_gone(db, entity, now);
}

// Whom these visits are about, or were: taken back, or said to have been with somebody else.
std::vector<EntityId> visited(Database& db, std::span<const store::ChangedRow> rows) {
  std::vector<EntityId> elders;
  for (const store::ChangedRow& row : rows) {
    if (row.type != model::EntityType::visit) continue;
    each_row(db.cached("SELECT elder FROM visit WHERE id=?1 AND elder IS NOT NULL").bind(1, bits(row.id)),
             [&](const Statement& found) { elders.push_back(entity_at(found, 0)); });
    each_row(db.cached("SELECT id FROM roster WHERE last_visit=?1").bind(1, bits(row.id)),
             [&](const Statement& found) { elders.push_back(entity_at(found, 0)); });
  }
  std::sort(elders.begin(), elders.end());
  elders.erase(std::unique(elders.begin(), elders.end()), elders.end());
  return elders;
}

// A database from before this table has people and no rows here.
Status fill_when_empty(Database& db) {
  bool missing = false;
  each_row(db.cached("SELECT 1 FROM sqlite_master WHERE type='table' AND name='person' AND NOT EXISTS (SELECT 1 FROM roster)"),
           [&](const Statement&) { missing = true; });
  if (!missing) return Done{};
  std::vector<EntityId> everyone;
  each_row(db.cached("SELECT DISTINCT id FROM person"), [&](const Statement& row) { everyone.push_back(entity_at(row, 0)); });
  HUZHU_ASSIGN(const std::int64_t now, tick(db));
  for (EntityId entity : everyone) HUZHU_TRY(update_person(db, entity, now));
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
  index.update = [](Database& db, std::span<const store::ChangedRow> rows) -> Status {
    HUZHU_ASSIGN(const std::int64_t now, tick(db));
    for (const store::ChangedRow& row : rows)
      if (row.type == model::EntityType::person) HUZHU_TRY(update_person(db, row.id, now));
    for (const EntityId elder : visited(db, rows)) HUZHU_TRY(update_last_visit(db, elder, now));
    return Done{};
  };
  index.clear = [](Database& db) -> Status {
    // Who is not applied again is news to a copy in memory; a row that is no more would be none. Nothing of theirs stays.
    HUZHU_ASSIGN(const std::int64_t now, tick(db));
    return db
        .cached("UPDATE roster SET changed=?1, gone=1, name=NULL, search=NULL, spelled=NULL, sex=NULL, birth_date=NULL, resident_id=NULL, phone=NULL,"
                " area=NULL, group_name=NULL, living=NULL, care_level=NULL, tags=NULL, registered_on=NULL, ended_kind=NULL, visit_every_days=NULL,"
                " last_visit=NULL, last_at=NULL, outcome=NULL, follow_up=NULL, follow_up_by=NULL")
        .bind(1, now).run();
  };
  return index;
}

}  // namespace huzhu::registry
