// 今日: the calendar leaf, who is still to be visited, who was, what comes in the next days.
#pragma once

#include "core/care/today.h"
#include "ui/screens/moment.h"

namespace huzhu::ui {

struct TodayScreen {
  care::TodayView view;
  Moment moment;
  bool offline = false;
  Banner banner;            // the gravest thing to say; sentence empty = none
  std::string first_phone;  // of the first to visit, for 长辈版; empty = not known
  bool can_visit = false;
  bool loading = false;     // the first sync is still bringing the register
};
struct TodayAct {
  enum Kind { none, open_elder, visit_elder, call, banner, roster } kind = none;
  EntityId elder;
};

TodayAct today_content(Kit& kit, const TodayScreen& screen);
TodayAct today_content_elder(Kit& kit, const TodayScreen& screen);

}  // namespace huzhu::ui
