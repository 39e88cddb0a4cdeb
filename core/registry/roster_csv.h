// RosterCsv: a list of the register as a table for a spreadsheet: what the list shows of each person that is open to all, and
// the day on which a visit is owed. A file, like paper, cannot be locked, stopped or asked to forget: nothing of another
// privacy class is in it (core/people/paper.h).
#pragma once

#include <string>

#include "core/registry/roster.h"

namespace huzhu::registry {

// UTF-8 with a mark, RFC 4180; headings are those that an import recognises. Ages as of the session's day.
std::string roster_csv(ElderIndex& index, const RosterResult& list);

}  // namespace huzhu::registry
