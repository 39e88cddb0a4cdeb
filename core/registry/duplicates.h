// Duplicates: people already registered who are likely the one in the draft, with the reason.
//
// Nobody is refused (look/guide.md principle 6): the screen shows the card and offers 就是她 and 不是她.
#pragma once

#include "core/registry/elder_draft.h"

namespace huzhu::registry {

enum class Likeness : std::uint8_t {
  same_id,                  // 身份证号一样
  same_name_month_village,  // 姓名、出生年月一样，村子也一样
  same_name_birth_date,     // 姓名、出生日期一样，村子不一样
  near_name_birth_date,     // 名字差一个字或同音，出生日期一样，村子也一样
  same_name_phone,          // 姓名、电话一样
};

struct Duplicate {
  EntityId person;
  Likeness why = Likeness::same_id;
  std::string name;
  std::int64_t sex = 0;
  int age = -1;                      // -1 = not known
  std::string village, group_name;   // 红古村, 三社
  std::optional<Date> registered_on;
};

// The likeliest first, at most five. `except` is the person being edited. Fields still empty are not compared.
std::vector<Duplicate> find_duplicates(people::Session& session, const ElderDraft& draft, EntityId except = {});

}  // namespace huzhu::registry
