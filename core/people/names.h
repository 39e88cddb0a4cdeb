// Names behind the ids: who a profile is, which device a log belongs to, what a person is called.
//
// Every screen that says who and when needs these; all are single indexed look-ups. Empty when not known here.
#pragma once

#include <string>

#include "core/people/saved.h"

namespace huzhu::people {

std::string person_name(store::Database& db, EntityId person);
std::string profile_name(store::Database& db, EntityId profile);   // the helper's full name: 陈桂香
std::string device_name(store::Database& db, AuthorId device);     // 红古村站 1 号平板
// The profile's `person` entity in the work scope, none when it has none.
EntityId person_of(store::Database& db, EntityId profile);

RecordState record_state(store::Replica& replica, EntityId entity);

}  // namespace huzhu::people
