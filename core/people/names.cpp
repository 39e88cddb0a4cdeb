#include "core/people/names.h"

#include "core/people/authority.h"
#include "core/people/query.h"

namespace huzhu::people {
namespace {

std::string one_text(store::Statement& rows) {
  std::string found;
  each_row(rows, [&](const store::Statement& row) { found = std::string(row.text(0)); });
  return found;
}

}  // namespace

std::string person_name(store::Database& db, EntityId person) {
  return one_text(db.cached("SELECT name FROM person WHERE id=?1 LIMIT 1").bind(1, bits(person)));
}

std::string profile_name(store::Database& db, EntityId profile) {
  return one_text(db.cached("SELECT person_name FROM profile WHERE id=?1 LIMIT 1").bind(1, bits(profile)));
}

std::string device_name(store::Database& db, AuthorId device) {
  return one_text(db.cached("SELECT name FROM device WHERE id=?1 LIMIT 1").bind(1, bits(certificate_of(device))));
}

EntityId person_of(store::Database& db, EntityId profile) {
  EntityId person;
  each_row(db.cached("SELECT person FROM profile WHERE id=?1 LIMIT 1").bind(1, bits(profile)),
           [&](const store::Statement& row) { person = entity_at(row, 0); });
  return person;
}

RecordState record_state(store::Replica& replica, EntityId entity) {
  bool conflict = false;
  each_row(replica.db().cached("SELECT 1 FROM conflict WHERE entity=?1 LIMIT 1").bind(1, bits(entity)),
           [&](const store::Statement&) { conflict = true; });
  if (conflict) return RecordState::conflict;
  return replica.is_receipted(entity) ? RecordState::received : RecordState::on_tablet;
}

}  // namespace huzhu::people
