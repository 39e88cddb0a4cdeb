// ElderDraft: what a person has typed about an elder, before it is a record.
//
// The form, the duplicate check and the register command share it. Choices are the values of the model's tables
// (model::find_choice), so the form needs no list of its own. Requirement A14; GB 11643 for the ID.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/calendar.h"
#include "core/base/result.h"
#include "core/people/session.h"

namespace huzhu::registry {

struct ElderDraft {
  std::string resident_id;              // as typed: full width, lower-case x and 15 digits are accepted; empty = not at hand
  std::string name;                     // required
  std::optional<std::int64_t> sex;      // person.sex; taken from the ID when not given
  std::optional<Date> birth_date;       // required, or from the ID
  std::int64_t area = 0;                // 12-digit village code; required
  std::string group_name;               // 三社
  std::string address;                  // 村小学后面
  std::optional<std::int64_t> living;   // person.living: 一个人住 …
  std::string phone;                    // empty = none
  std::vector<std::int64_t> tags;       // person.tags (A14, B08)
  std::optional<std::int64_t> care_level;
  std::string allergy, medicine, hearing, spare_key, stove;
  std::string contact_name, contact_phone;
  std::int64_t contact_relation = 0;    // person.contact_relation; 0 = not said
  std::int64_t consent_kind = 0;        // person.consent_kind: how consent was given; 0 = not given
  std::optional<Date> consent_on;       // today when empty
  std::string note;
};

// What the ID says, for the line under the field: 号码对。女，1947年6月生，79 岁.
struct IdReading {
  std::string normal;       // 18 characters
  Date birth_date;
  std::int64_t sex = 0;     // person.sex
  int age = 0;
};
Result<IdReading> read_id(std::string_view typed, Date today);

// Every field at fault, `where` = "person.<field>"; empty when the draft can be saved.
std::vector<Error> check(people::Session& session, const ElderDraft& draft);

}  // namespace huzhu::registry
