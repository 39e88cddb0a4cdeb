// Relatives of the dead: near relatives may read, copy, correct and have erased what is kept of a dead person, for a reason
// that is lawful and proper, unless the person arranged otherwise while alive (个人信息保护法 art. 49).
//
// What was arranged is a consent record (ConsentSubject::closed_after_death). Who was given what is an access record with the
// name that was said; who checks that it is so is the lead.
#pragma once

#include <string>

#include "core/people/session.h"

namespace huzhu::registry {

bool has_died(store::Database& db, EntityId person);   // person.ended_kind

// May this relative, called by name and tie (女儿马兰), be given or have erased what is kept? required (access.note),
// too_many_characters, bad_text; arranged_otherwise.
Status check_relative(people::Session& session, EntityId person, const std::string& relative);

}  // namespace huzhu::registry
