#include "core/registry/duplicates.h"

#include <algorithm>

#include "core/base/order.h"
#include "core/base/utf8.h"
#include "core/people/names.h"
#include "core/people/places.h"
#include "core/people/query.h"
#include "core/registry/cell_text.h"
#include "core/registry/likeness.h"
#include "core/registry/pinyin.h"
#include "core/registry/resident_id.h"
#include "core/registry/typed_value.h"

namespace huzhu::registry {
namespace {

using people::bits;
using people::each_row;
using store::Statement;
namespace person = model::person;

constexpr std::size_t duplicates_max = 5;
constexpr std::size_t candidates_max = 200;  // more people of one name or birthday than this are no help to anybody

// The draft as it would be stored, as far as it is filled in by now.
struct Wanted {
  std::string name, resident_id, phone;
  std::optional<Date> birth_date;
  std::int64_t area = 0;
};

Wanted wanted_of(const ElderDraft& draft) {
  Wanted w;
  w.name = trim_cell(draft.name);
  w.area = draft.area;
  w.birth_date = draft.birth_date;
  if (const auto id = read_resident_id(draft.resident_id)) {
    w.resident_id = id->number;
    if (!w.birth_date) w.birth_date = id->birth;
  }
  if (auto phone = read_phone(draft.phone)) w.phone = *phone;
  return w;
}

Likened likened(const auto& w) { return {w.name, w.resident_id, w.phone, w.birth_date, w.area}; }

struct Candidate {
  EntityId id;
  std::string name, resident_id, phone, group_name;
  std::optional<Date> birth_date, registered_on;
  std::int64_t area = 0, sex = 0;
};

// Each by its own index: same number, same name, same birthday.
void collect(Statement& rows, std::vector<EntityId>& ids) {
  each_row(rows, [&](const Statement& row) { ids.push_back(people::entity_at(row, 0)); });
}

std::vector<EntityId> candidates(store::Database& db, const Wanted& w) {
  std::vector<EntityId> ids;
  constexpr auto limit = static_cast<std::int64_t>(candidates_max);
  if (!w.resident_id.empty())
    collect(db.cached("SELECT id FROM person WHERE resident_id=?1 LIMIT ?2").bind(1, std::string_view(w.resident_id)).bind(2, limit), ids);
  if (!w.name.empty()) collect(db.cached("SELECT id FROM person WHERE name=?1 LIMIT ?2").bind(1, std::string_view(w.name)).bind(2, limit), ids);
  if (w.birth_date && !w.name.empty())
    collect(db.cached("SELECT id FROM person WHERE birth_date=?1 LIMIT ?2").bind(1, std::int64_t{w.birth_date->days}).bind(2, limit), ids);
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  return ids;
}

std::optional<Date> date_at(const Statement& row, int column) {
  if (row.is_null(column)) return std::nullopt;
  return Date{static_cast<std::int32_t>(row.integer(column))};
}

Candidate read_candidate(store::Database& db, EntityId id) {
  Candidate c;
  c.id = id;
  each_row(db.cached("SELECT name, resident_id, phone, group_name, birth_date, registered_on, area, sex FROM person WHERE id=?1 LIMIT 1").bind(1, bits(id)),
           [&](const Statement& row) {
             c.name = std::string(row.text(0));
             c.resident_id = std::string(row.text(1));
             c.phone = std::string(row.text(2));
             c.group_name = std::string(row.text(3));
             c.birth_date = date_at(row, 4);
             c.registered_on = date_at(row, 5);
             c.area = row.integer(6);
             c.sex = row.integer(7);
           });
  return c;
}

bool same_month(Date a, Date b) { return a.civil().year == b.civil().year && a.civil().month == b.civil().month; }

// One character differs, or all sound the same: 马玉莲 and 马玉连.
bool near_names(std::string_view a, std::string_view b) {
  if (full_pinyin(a) == full_pinyin(b) && !full_pinyin(a).empty()) return true;
  if (utf8::count(a) != utf8::count(b) || utf8::count(a) < 2) return false;
  int differences = 0;
  while (!a.empty() && !b.empty()) differences += utf8::next(a) != utf8::next(b) ? 1 : 0;
  return differences == 1;
}

}  // namespace

std::optional<Likeness> likeness(const Likened& w, const Likened& c) {
  if (!w.resident_id.empty() && w.resident_id == c.resident_id) return Likeness::same_id;
  // Two different valid numbers are two people, however alike.
  if (!w.resident_id.empty() && !c.resident_id.empty()) return std::nullopt;
  const bool same_name = !w.name.empty() && w.name == c.name;
  const bool village = w.area != 0 && w.area == c.area;
  if (w.birth_date && c.birth_date) {
    if (same_name && village && same_month(*w.birth_date, *c.birth_date)) return Likeness::same_name_month_village;
    if (same_name && w.birth_date == c.birth_date) return Likeness::same_name_birth_date;
    if (village && w.birth_date == c.birth_date && near_names(w.name, c.name)) return Likeness::near_name_birth_date;
  }
  if (same_name && !w.phone.empty() && w.phone == c.phone) return Likeness::same_name_phone;
  return std::nullopt;
}

std::vector<Duplicate> find_duplicates(people::Session& session, const ElderDraft& draft, EntityId except) {
  store::Database& db = session.db();
  const Wanted wanted = wanted_of(draft);
  std::vector<Duplicate> found;
  for (EntityId id : candidates(db, wanted)) {
    if (id == except) continue;
    const Candidate c = read_candidate(db, id);
    const auto why = likeness(likened(wanted), likened(c));
    if (!why) continue;
    found.push_back({id, *why, c.name, c.sex, c.birth_date ? age_on(*c.birth_date, session.today()) : -1, people::place_name(db, c.area),
                     c.group_name, c.registered_on});
  }
  stable_order(found, [](const Duplicate& a, const Duplicate& b) { return a.why < b.why; });
  if (found.size() > duplicates_max) found.resize(duplicates_max);
  return found;
}

}  // namespace huzhu::registry
