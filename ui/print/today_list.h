// Today's list on paper: whom to visit, by village and place, with boxes to tick and lines to write on.
//
// It carries names and where to go, as every list on the screen does, and nothing of what is sensitive about anybody: tags,
// what was found at the last visit and phone numbers stay on the screen.
#pragma once

#include "ui/print/document.h"
#include "ui/screens/today.h"

namespace huzhu::ui::print {

struct TodayPaper {
  const care::TodayView* view = nullptr;
  Moment moment;
  Text printed_by;
};
Document today_list(const TodayPaper& paper);

}  // namespace huzhu::ui::print
