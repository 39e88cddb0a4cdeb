#include "core/registry/edit_elder.h"

#include <algorithm>

#include "core/people/draft_ops.h"
#include "core/people/places.h"
#include "core/people/query.h"
#include "core/people/rights_table.h"
#include "core/registry/consent.h"
#include "core/registry/tags.h"

namespace huzhu::registry {
namespace {

using T = model::EntityType;
using people::bits;
using people::each_row;
using store::Statement;

std::vector<Value> set_values(people::Session& session, EntityId person, std::uint16_t field) {
  std::vector<Value> values;
  each_row(session.db().cached("SELECT value FROM entity_set WHERE entity=?1 AND type=3 AND field=?2 ORDER BY value")
               .bind(1, bits(person)).bind(2, std::int64_t{field}),
           [&](const Statement& row) { values.push_back(Value::of(row.integer(0))); });
  return values;
}

FormField read_field(people::Session& session, EntityId person, const model::Field& field) {
  FormField form{field.id, {}, {}};
  if (field.merge == model::Merge::set) {
    form.values = set_values(session, person, field.id);
    return form;
  }
  for (const store::HeadValue& head : session.replica().field_heads(person, field.id)) {
    if (!head.value.is_null()) form.values.push_back(head.value);
    form.shown.push_back(head.dot);
  }
  return form;
}

bool contains(const std::vector<Value>& values, const Value& value) { return std::find(values.begin(), values.end(), value) != values.end(); }

Status edit_set(people::DraftOps& ops, const FormField& now, const FieldEdit& edit, Date today) {
  for (const Value& value : edit.values) {
    HUZHU_ASSIGN(const Value good, check_value(T::person, edit.field, value, today));
    if (!good.is_null() && !contains(now.values, good)) ops.add(edit.field, good.integer);
  }
  for (const Value& value : now.values)
    if (!contains(edit.values, value)) ops.remove(edit.field, value);
  return Done{};
}

Status edit_register(people::DraftOps& ops, const FormField& now, const FieldEdit& edit, Date today) {
  HUZHU_ASSIGN(const Value good, check_value(T::person, edit.field, edit.values.empty() ? Value::null() : edit.values.front(), today));
  const bool same = now.values.empty() ? good.is_null() : now.values.size() == 1 && now.values.front() == good;
  if (same) return Done{};
  ops.set(edit.field, good);
  // What the person did not see stays beside the new value.
  std::vector<Dot> shown = edit.shown, held = now.shown;
  std::sort(shown.begin(), shown.end());
  std::sort(held.begin(), held.end());
  if (shown != held) ops.over(edit.shown);
  return Done{};
}

}  // namespace

std::vector<FormField> open_form(people::Session& session, EntityId person) {
  std::vector<FormField> form;
  for (const model::Field& field : model::find(T::person)->fields)
    if (!field.retired) form.push_back(read_field(session, person, field));
  return form;
}

Result<people::Saved> edit_elder(people::Session& session, EntityId person, const std::vector<FieldEdit>& edits) {
  HUZHU_ASSIGN(const people::Home home, people::home_of(session.db(), person, "person"));
  const auto held = people::held_role(session.db(), session.profile(), session.today());
  if (!held || !people::lies_in(home.area, held->area)) return Error{ErrorCode::not_allowed, "person", ""};
  people::DraftOps ops;
  ops.of(T::person, person);
  for (const FieldEdit& edit : edits) {
    const model::Field* field = model::find(*model::find(T::person), edit.field);
    if (!field || field->retired) return Error{ErrorCode::internal, "person.field", ""};
    const FormField now = read_field(session, person, *field);
    const std::size_t before = ops.size();
    HUZHU_TRY(field->merge == model::Merge::set ? edit_set(ops, now, edit, session.today()) : edit_register(ops, now, edit, session.today()));
    if (ops.size() != before && !people::may_edit(held->role, T::person, edit.field))
      return Error{ErrorCode::not_allowed, "person." + std::string(field->name), ""};
    const bool says_more = std::any_of(edit.values.begin(), edit.values.end(), [](const Value& v) { return !v.is_null(); });
    if (ops.size() != before && says_more && field->privacy == model::Privacy::health && took_back(session.db(), person, ConsentSubject::health))
      return Error{ErrorCode::consent_taken_back, "person." + std::string(field->name), ""};
  }
  if (ops.empty()) return people::Saved{person, home.scope, {}, 0};
  HUZHU_ASSIGN(const store::Appended done, session.commit(home.scope, ops.take()));
  return people::Saved{person, home.scope, done.first, done.saved_at_ms};
}

}  // namespace huzhu::registry
