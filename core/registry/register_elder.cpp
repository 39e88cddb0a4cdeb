#include "core/registry/register_elder.h"

#include "core/people/draft_ops.h"
#include "core/people/places.h"
#include "core/registry/resident_id.h"
#include "core/registry/typed_value.h"

namespace huzhu::registry {
namespace {

using T = model::EntityType;
namespace person = model::person;

constexpr std::int64_t elder_role = 1;  // person.roles "elder"

}  // namespace

Result<std::vector<log::Operation>> decide_register(people::Session& session, const ElderDraft& draft, EntityId elder) {
  if (std::vector<Error> faults = check(session, draft); !faults.empty()) return std::move(faults.front());
  if (!people::rights_of(session.db(), session.profile(), draft.area, session.today()).register_elder)
    return Error{ErrorCode::not_allowed, "person", ""};
  const Date today = session.today();
  people::DraftOps ops;
  ops.of(T::person, elder);
  // As checked above; a field left empty reads as null and is not written.
  const auto text = [&](std::uint16_t field, std::string_view typed) {
    if (auto value = read_typed(T::person, field, typed, today); value && !value->is_null()) ops.set(field, std::move(*value));
  };
  std::optional<std::int64_t> sex = draft.sex;
  std::optional<Date> birth = draft.birth_date;
  if (const auto id = read_id(draft.resident_id, today)) {
    if (!sex) sex = id->sex;
    if (!birth) birth = id->birth_date;
  }
  text(person::name, draft.name);
  ops.set(person::area, Value::of(draft.area));
  ops.add(person::roles, elder_role);
  ops.set_choice(person::sex, sex.value_or(0));
  ops.set_date(person::birth_date, birth);
  text(person::resident_id, draft.resident_id);
  text(person::group_name, draft.group_name);
  text(person::address, draft.address);
  text(person::phone, draft.phone);
  ops.set_choice(person::living, draft.living.value_or(0));
  ops.set_choice(person::care_level, draft.care_level.value_or(0));
  for (std::int64_t tag : draft.tags) ops.add(person::tags, tag);
  text(person::allergy, draft.allergy);
  text(person::medicine, draft.medicine);
  text(person::hearing, draft.hearing);
  text(person::spare_key, draft.spare_key);
  text(person::stove, draft.stove);
  text(person::contact_name, draft.contact_name);
  text(person::contact_phone, draft.contact_phone);
  ops.set_choice(person::contact_relation, draft.contact_relation);
  ops.set_choice(person::consent_kind, draft.consent_kind);
  ops.set_date(person::consent_on, draft.consent_on.value_or(today));
  text(person::note, draft.note);
  ops.set_date(person::registered_on, today);
  return ops.take();
}

Result<Registered> register_elder(people::Session& session, const ElderDraft& draft) {
  const EntityId elder = session.new_entity();
  HUZHU_ASSIGN(std::vector<log::Operation> operations, decide_register(session, draft, elder));
  Registered registered;
  registered.duplicates = find_duplicates(session, draft);
  const ScopeId scope = session.work_scope(draft.area);
  HUZHU_ASSIGN(const store::Appended done, session.commit(scope, std::move(operations)));
  registered.saved = {elder, scope, done.first, done.saved_at_ms};
  return registered;
}

Result<people::Saved> take_back_registration(people::Session& session, EntityId elder) {
  HUZHU_ASSIGN(const people::Home home, people::home_of(session.db(), elder, "person"));
  people::DraftOps ops;
  ops.of(T::person, elder).erase();
  HUZHU_ASSIGN(const store::Appended done, session.commit(home.scope, ops.take()));
  return people::Saved{elder, home.scope, done.first, done.saved_at_ms};
}

}  // namespace huzhu::registry
