#include "core/people/places.h"

#include "core/people/query.h"

namespace huzhu::people {
namespace {

constexpr std::int64_t ten_to(int digits) {
  std::int64_t n = 1;
  while (digits-- > 0) n *= 10;
  return n;
}

// Set at founding or enrolment (enrol.h); 0 before: then nothing is held.
std::int64_t own_area(store::Database& db) {
  std::int64_t area = 0;
  // Replica::put_fact files what others keep under own/.
  store::Statement& rows = db.cached("SELECT CAST(value AS INTEGER) FROM fact WHERE key='own/' || ?1");
  rows.bind(1, device_area_fact);
  each_row(rows, [&](const store::Statement& row) { area = row.integer(0); });
  return area;
}

}  // namespace

int area_digits(std::int64_t area) {
  if (area >= ten_to(11) && area < ten_to(12)) return 12;
  if (area >= ten_to(8) && area < ten_to(9)) return 9;
  if (area >= ten_to(5) && area < ten_to(6)) return 6;
  return 0;
}

std::vector<Home> homes_of(store::Database& db, EntityId person) {
  std::vector<Home> homes;
  each_row(db.cached("SELECT scope, area FROM person WHERE id=?1 ORDER BY scope").bind(1, bits(person)),
           [&](const store::Statement& row) { homes.push_back({ScopeId{store::unsigned_of(row, 0)}, row.integer(1)}); });
  return homes;
}

Result<Home> home_of(store::Database& db, EntityId person, std::string where) {
  const std::vector<Home> homes = homes_of(db, person);
  if (homes.empty()) return Error{ErrorCode::not_found, std::move(where), ""};
  return homes.front();
}

bool lies_in(std::int64_t area, std::int64_t ancestor) {
  const int digits = area_digits(area), above = area_digits(ancestor);
  if (digits == 0 || above == 0 || digits < above) return false;
  return area / ten_to(digits - above) == ancestor;
}

std::vector<Place> places(store::Database& db) {
  const std::int64_t own = own_area(db);
  std::vector<Place> found;
  each_row(db.cached("SELECT area, name, kind, work_scope FROM scope WHERE kind IN (2,3,4) AND area IS NOT NULL AND work_scope IS NOT NULL ORDER BY area"),
           [&](const store::Statement& row) {
             found.push_back({row.integer(0), std::string(row.text(1)), static_cast<model::ScopeKind>(row.integer(2)),
                              ScopeId{store::unsigned_of(row, 3)}, lies_in(row.integer(0), own)});
           });
  return found;
}

std::vector<Place> villages(store::Database& db, std::int64_t area) {
  std::vector<Place> found;
  for (Place& place : places(db))
    if (place.held && place.kind == model::ScopeKind::village && (area == 0 || lies_in(place.area, area))) found.push_back(std::move(place));
  return found;
}

std::optional<Place> place_of(store::Database& db, std::int64_t area) {
  std::optional<Place> nearest;
  for (Place& place : places(db))
    if (lies_in(area, place.area) && (!nearest || place.area > nearest->area)) nearest = std::move(place);
  return nearest;
}

std::string place_name(store::Database& db, std::int64_t area) {
  std::string name;
  store::Statement& rows = db.cached("SELECT name FROM scope WHERE area=?1 AND kind IN (2,3,4) LIMIT 1");
  rows.bind(1, area);
  each_row(rows, [&](const store::Statement& row) { name = std::string(row.text(0)); });
  return name;
}

std::string place_name(store::Database& db, ScopeId work_scope) {
  std::string name;
  each_row(db.cached("SELECT name FROM scope WHERE work_scope=?1 LIMIT 1").bind(1, bits(work_scope)), [&](const store::Statement& row) { name = std::string(row.text(0)); });
  return name;
}

}  // namespace huzhu::people
