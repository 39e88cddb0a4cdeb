// Places: the county, its townships and villages as this device knows them, from the authority scope.
//
// Screens offer villages to choose from; commands find the work scope of an area code. Codes are numbers of
// 12 digits (village), 9 (township) or 6 (county); a shorter code is the prefix of those below it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/store/database.h"
#include "core/model/model.h"

namespace huzhu::people {

struct Place {
  std::int64_t area = 0;
  std::string name;         // 红古村; of a county 红古区
  model::ScopeKind kind = model::ScopeKind::village;
  ScopeId scope;            // its work scope
  bool held = false;        // this device holds its records
};

// All places, by area code. Without the authority scope itself.
std::vector<Place> places(store::Database& db);
// Villages whose records this device holds and that lie in `area`; all of them for area 0.
std::vector<Place> villages(store::Database& db, std::int64_t area = 0);
// The place of this code, or of its nearest ancestor; none when neither is known.
std::optional<Place> place_of(store::Database& db, std::int64_t area);
std::string place_name(store::Database& db, std::int64_t area);  // 红古村, or empty
std::string place_name(store::Database& db, ScopeId work_scope);

// Where a person's records lie: the scope, and the area written in it.
struct Home {
  ScopeId scope;
  std::int64_t area = 0;
};
// By scope; more than one only while the person moves, none of whom this device does not hold.
std::vector<Home> homes_of(store::Database& db, EntityId person);
// The first of them; not_found with this `where` when there is none.
Result<Home> home_of(store::Database& db, EntityId person, std::string where);

// Replica::put_fact key: the area of this device's certificate, in decimal digits.
inline constexpr std::string_view device_area_fact = "people.area";

// True when `area` equals `ancestor` or lies below it: 620111104203 in 620111104 in 620111.
bool lies_in(std::int64_t area, std::int64_t ancestor);
int area_digits(std::int64_t area);  // 12, 9, 6; 0 for anything else

}  // namespace huzhu::people
