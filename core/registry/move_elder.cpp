#include "core/registry/move_elder.h"

#include <algorithm>

#include "core/people/draft_ops.h"
#include "core/people/places.h"
#include "core/people/query.h"
#include "core/people/rights_table.h"
#include "core/registry/consent.h"
#include "core/registry/edit_elder.h"
#include "core/registry/typed_value.h"

namespace huzhu::registry {
namespace {

using T = model::EntityType;
using people::bits;
using people::each_row;
using people::entity_at;
namespace person = model::person;

constexpr std::int64_t moved_away = 2, registered_twice = 3;   // person.ended_kind (model.cpp ended_kinds)

// True of a person wherever they live; the rest is about a house, about the record itself, or said by the move.
bool goes_along(const model::Field& field) {
  if (field.retired || field.type == model::FieldType::blob) return false;
  switch (field.id) {
    case person::area: case person::registered_on: case person::ended_kind: case person::ended_on: case person::same_as: case person::not_same_as:
    case person::home_scope: return false;
    default: return !of_the_house(field.id);
  }
}

const FormField* field_of(const std::vector<FormField>& form, std::uint16_t id) {
  const auto at = std::find_if(form.begin(), form.end(), [&](const FormField& f) { return f.field == id; });
  return at == form.end() ? nullptr : &*at;
}

std::int64_t number(const std::vector<FormField>& form, std::uint16_t id) {
  const FormField* field = field_of(form, id);
  return field && !field->values.empty() ? field->values.front().integer : 0;
}

// What `from` says and `known` does not; where people wrote different things that matter for safety, all of them.
void write_values(people::DraftOps& ops, const std::vector<FormField>& from, const std::vector<FormField>& known) {
  for (const model::Field& field : model::find(T::person)->fields) {
    if (!goes_along(field)) continue;
    const FormField* said = field_of(from, field.id);
    const FormField* there = field_of(known, field.id);
    const std::vector<Value> before = there ? there->values : std::vector<Value>();
    const auto has = [](const std::vector<Value>& values, const Value& value) { return std::find(values.begin(), values.end(), value) != values.end(); };
    if (!said || said->values == before) continue;
    if (field.merge == model::Merge::set) {
      for (const Value& value : said->values)
        if (!has(before, value)) ops.add(field.id, value.integer);
      for (const Value& value : before)
        if (!has(said->values, value)) ops.remove(field.id, value);
      continue;
    }
    if (said->values.empty()) {
      ops.set(field.id, Value::null());
      continue;
    }
    ops.set(field.id, said->values.front());
    if (field.merge != model::Merge::safety) continue;
    for (std::size_t i = 1; i < said->values.size(); ++i) ops.set(field.id, said->values[i]).over({});
  }
}

void write_ending(people::DraftOps& ops, std::int64_t kind, std::int64_t day, std::int64_t scope) {
  const auto put = [&](std::uint16_t field, std::int64_t value) { ops.set(field, value == 0 ? Value::null() : Value::of(value)); };
  put(person::ended_kind, kind);
  put(person::ended_on, day);
  put(person::home_scope, scope);
}

// The record of the same person that was left in that scope.
std::optional<EntityId> left_there(store::Database& db, EntityId id, ScopeId scope) {
  std::optional<EntityId> found;
  for (const EntityId record : records_of(db, id))
    each_row(db.cached("SELECT id FROM person WHERE id=?1 AND scope=?2 AND ended_kind IS NOT NULL").bind(1, bits(record)).bind(2, bits(scope)),
             [&](const store::Statement& row) {
               if (!found) found = entity_at(row, 0);
             });
  return found;
}

bool may(people::Session& session, std::int64_t area) {
  const auto held = people::held_role(session.db(), session.profile(), session.today());
  return held && people::lies_in(area, held->area) && people::may_edit(held->role, T::person, person::home_scope);
}

Result<Date> checked(people::Session& session, Date on) {
  HUZHU_ASSIGN(const Value day, check_value(T::person, person::ended_on, Value::of(std::int64_t{on.days}), session.today()));
  return Date{static_cast<std::int32_t>(day.integer)};
}

}  // namespace

Result<Moved> move_elder(people::Session& session, EntityId id, std::int64_t area, Date on) {
  HUZHU_ASSIGN(const people::Home home, people::home_of(session.db(), id, "person"));
  if (!may(session, home.area) || !may(session, area)) return Error{ErrorCode::not_allowed, "person.home_scope", ""};
  const ScopeId there = session.work_scope(area);
  if (!there || there == home.scope) return Error{ErrorCode::unknown_area, "person.area", ""};
  if (took_back(session.db(), id, ConsentSubject::registration)) return Error{ErrorCode::consent_taken_back, "person", ""};
  HUZHU_ASSIGN(const Date day, checked(session, on));

  const std::vector<FormField> form = open_form(session, id);
  const std::optional<EntityId> left = left_there(session.db(), id, there);
  const EntityId record = left ? *left : session.new_entity();
  const std::vector<FormField> known = left ? open_form(session, record) : std::vector<FormField>();
  Moved moved{{record, there, {}, 0}, id, number(known, person::ended_kind), number(known, person::ended_on), number(known, person::home_scope)};

  people::DraftOps arrive;
  arrive.of(T::move, session.new_entity()).set(model::move::person, Value::of(record)).set(model::move::from_scope, Value::of(bits(home.scope)));
  arrive.of(T::person, record);
  write_values(arrive, form, known);
  arrive.set(person::area, Value::of(area));
  if (left) write_ending(arrive, 0, 0, 0);
  else arrive.set_date(person::registered_on, day).add(person::same_as, id);
  people::DraftOps leave;
  leave.of(T::person, id);
  write_ending(leave, moved_away, day.days, bits(there));
  if (!left) leave.add(person::same_as, record);

  HUZHU_TRY(session.replica().together([&]() -> Status {
    HUZHU_ASSIGN(const store::Appended done, session.commit(there, arrive.take()));
    moved.saved.first = done.first;
    moved.saved.saved_at_ms = done.saved_at_ms;
    HUZHU_TRY(session.commit(home.scope, leave.take()));
    return carry_consents(session, id, record);
  }));
  return moved;
}

Result<people::Saved> take_back_move(people::Session& session, const Moved& moved) {
  HUZHU_ASSIGN(const people::Home from, people::home_of(session.db(), moved.from, "person"));
  const bool began_here = moved.former_kind == 0;
  people::DraftOps stay, go;
  stay.of(T::person, moved.from);
  write_ending(stay, 0, 0, 0);
  go.of(T::person, moved.saved.entity);
  if (began_here) go.erase(), stay.remove(person::same_as, Value::of(moved.saved.entity));
  else write_ending(go, moved.former_kind, moved.former_day, moved.former_scope);
  people::Saved saved{moved.from, from.scope, {}, 0};
  HUZHU_TRY(session.replica().together([&]() -> Status {
    HUZHU_TRY(session.commit(moved.saved.scope, go.take()));
    HUZHU_ASSIGN(const store::Appended done, session.commit(from.scope, stay.take()));
    saved.first = done.first;
    saved.saved_at_ms = done.saved_at_ms;
    return Done{};
  }));
  return saved;
}

Status settle_move(people::Session& session, EntityId id, const std::vector<Value>& others, const Value& chosen) {
  for (const EntityId record : records_of(session.db(), id)) {
    if (record == id) continue;
    HUZHU_ASSIGN(const people::Home home, people::home_of(session.db(), record, "person"));
    const Value there = Value::of(bits(home.scope));
    if (there == chosen || std::find(others.begin(), others.end(), there) == others.end() || !may(session, home.area)) continue;
    people::DraftOps ops;
    ops.of(T::person, record);
    write_ending(ops, registered_twice, session.today().days, 0);
    HUZHU_TRY(session.commit(home.scope, ops.take()));
  }
  return Done{};
}

bool of_the_house(std::uint16_t field) {
  switch (field) {
    case person::group_name: case person::address: case person::spare_key: case person::stove: case person::household: return true;
    default: return false;
  }
}

SamePerson not_left(store::Database& db, SamePerson records) {
  SamePerson stay;
  for (const EntityId record : records) {
    bool left = false;
    each_row(db.cached("SELECT 1 FROM person WHERE id=?1 AND home_scope IS NOT NULL LIMIT 1").bind(1, bits(record)), [&](const store::Statement&) { left = true; });
    if (!left) stay.push_back(record);
  }
  return stay.empty() ? records : stay;
}

std::optional<EntityId> goes_on_in(store::Database& db, EntityId id) {
  std::optional<EntityId> found;
  for (const EntityId record : records_of(db, id))
    each_row(db.cached("SELECT 1 FROM person there JOIN person here ON there.scope=here.home_scope WHERE there.id=?1 AND here.id=?2 AND there.ended_kind IS NULL LIMIT 1")
                 .bind(1, bits(record)).bind(2, bits(id)),
             [&](const store::Statement&) { found = record; });
  return found;
}

std::string moved_to(store::Database& db, EntityId id) {
  ScopeId scope;
  each_row(db.cached("SELECT home_scope FROM person WHERE id=?1 AND home_scope IS NOT NULL AND ended_kind IS NOT NULL"
                     " AND NOT EXISTS (SELECT 1 FROM conflict WHERE entity=?1 AND type=3 AND field=?2) LIMIT 1")
               .bind(1, bits(id)).bind(2, std::int64_t{person::home_scope}),
           [&](const store::Statement& row) { scope = ScopeId{store::unsigned_of(row, 0)}; });
  return scope ? people::place_name(db, scope) : std::string();
}

std::string moved_from(store::Database& db, EntityId id) {
  ScopeId scope;
  each_row(db.cached("SELECT from_scope FROM move WHERE person=?1 ORDER BY id DESC LIMIT 1").bind(1, bits(id)),
           [&](const store::Statement& row) { scope = ScopeId{store::unsigned_of(row, 0)}; });
  return scope ? people::place_name(db, scope) : std::string();
}

}  // namespace huzhu::registry
