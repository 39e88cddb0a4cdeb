// A list of the register on paper, by village: what of each person is open to all, and the day on which a visit is owed.
#pragma once

#include "core/registry/roster.h"
#include "ui/print/document.h"
#include "ui/screens/moment.h"

namespace huzhu::ui::print {

struct RosterPaper {
  std::vector<registry::RosterRow> rows;   // in the order of the screen
  Moment moment;
  Text printed_by;
};
Document roster_paper(const RosterPaper& paper);

}  // namespace huzhu::ui::print
