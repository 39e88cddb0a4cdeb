// 今日总览 of the PC: one sentence, one line a village, what waits for a decision, eight weeks, coming dates.
#pragma once

#include "core/care/overview.h"
#include "ui/screens/moment.h"

namespace huzhu::ui {

struct OverviewScreen {
  care::OverviewView view;
  Moment moment;
  bool loading = false;
};
struct OverviewAct {
  enum Kind { none, open_village, open_elder, conflicts, same_person, inbox, print } kind = none;
  std::int64_t area = 0;
  EntityId elder, other;
};

OverviewAct overview_content(Kit& kit, const OverviewScreen& screen);

}  // namespace huzhu::ui
