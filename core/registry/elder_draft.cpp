#include "core/registry/elder_draft.h"

#include "core/people/places.h"
#include "core/registry/resident_id.h"
#include "core/registry/typed_value.h"

namespace huzhu::registry {
namespace {

using T = model::EntityType;
namespace person = model::person;

constexpr std::int64_t male = 1, female = 2;  // person.sex

class Checker {
 public:
  explicit Checker(Date today) : today_(today) {}
  void text(std::uint16_t field, std::string_view typed) { take(read_typed(T::person, field, typed, today_)); }
  void number(std::uint16_t field, std::int64_t n) { take(check_value(T::person, field, Value::of(n), today_)); }
  void choice(std::uint16_t field, std::int64_t n) { if (n != 0) number(field, n); }
  void date(std::uint16_t field, std::optional<Date> date) { if (date) number(field, date->days); }
  void fault(ErrorCode code, const char* where) { faults_.push_back({code, where, ""}); }
  std::vector<Error> take_faults() { return std::move(faults_); }

 private:
  void take(Result<Value> result) { if (!result) faults_.push_back(std::move(result).take_error()); }
  Date today_;
  std::vector<Error> faults_;
};

}  // namespace

Result<IdReading> read_id(std::string_view typed, Date today) {
  HUZHU_ASSIGN(const ResidentId id, read_resident_id(typed));
  HUZHU_TRY(check_value(T::person, person::birth_date, Value::of(std::int64_t{id.birth.days}), today));
  return IdReading{id.number, id.birth, id.male ? male : female, age_on(id.birth, today)};
}

std::vector<Error> check(people::Session& session, const ElderDraft& draft) {
  const Date today = session.today();
  Checker checker(today);
  checker.text(person::resident_id, draft.resident_id);
  checker.text(person::name, draft.name);
  checker.date(person::birth_date, draft.birth_date);
  const auto id = read_id(draft.resident_id, today);
  if (!draft.birth_date && draft.resident_id.empty()) checker.fault(ErrorCode::required, "person.birth_date");
  // The ID's own date may be one no living person has; then the ID is at fault.
  if (!draft.resident_id.empty() && !id && read_resident_id(draft.resident_id)) checker.fault(id.error().code, "person.resident_id");
  if (draft.area == 0) {
    checker.fault(ErrorCode::required, "person.area");
  } else if (people::area_digits(draft.area) != 12 || !session.work_scope(draft.area)) {
    checker.fault(ErrorCode::unknown_area, "person.area");
  }
  if (draft.sex) checker.choice(person::sex, *draft.sex);
  if (draft.living) checker.choice(person::living, *draft.living);
  if (draft.care_level) checker.choice(person::care_level, *draft.care_level);
  for (std::int64_t tag : draft.tags) checker.number(person::tags, tag);
  checker.text(person::group_name, draft.group_name);
  checker.text(person::address, draft.address);
  checker.text(person::phone, draft.phone);
  checker.text(person::allergy, draft.allergy);
  checker.text(person::medicine, draft.medicine);
  checker.text(person::hearing, draft.hearing);
  checker.text(person::spare_key, draft.spare_key);
  checker.text(person::stove, draft.stove);
  checker.text(person::contact_name, draft.contact_name);
  checker.text(person::contact_phone, draft.contact_phone);
  checker.choice(person::contact_relation, draft.contact_relation);
  checker.choice(person::consent_kind, draft.consent_kind);
  // Sensitive data needs consent that can be shown later (PIPL 29); the form has the box ticked by a person.
  if (draft.consent_kind == 0) checker.fault(ErrorCode::required, "person.consent_kind");
  checker.date(person::consent_on, draft.consent_on);
  checker.text(person::note, draft.note);
  return checker.take_faults();
}

}  // namespace huzhu::registry
