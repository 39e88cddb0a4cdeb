// The copy of their own records that a person may ask for: everything this device holds about them, readable by them and by
// a program (个人信息保护法 art. 45; requirement A15; design/people-and-security.md "Seeing less").
#pragma once

#include <string>

#include "core/people/session.h"

namespace huzhu::registry {

struct PersonCopy {
  std::string file_name;   // without the person's name: browsers keep a list of what was saved, in clear
  std::string html;        // one page, UTF-8, nothing to fetch; the same as JSON in its <script id="records">
};

// Of every entity type of the model: the person, then all records with a reference to them, the newest first, each with
// every value that stands (all of them where people differ) and who wrote it. not_allowed for who is no lead; not_found when there is
// no such person here.
Result<PersonCopy> person_copy(people::Session& session, EntityId person);

}  // namespace huzhu::registry
