// Today's list on paper: whom to visit, by village, with boxes to tick and lines to write on.
//
// Asked without a reason, it carries what is open to all: name and village, age and since when. Which corner of the village
// somebody lives in is a contact (core/people/paper.h): the rows stand in that order, and the word stays on the screen, as
// tags, phone numbers and what was found at the last visit do.
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
