// 记时长: whom, what, how long; the foot names the whole act. In 长辈版 one step a screen.
#pragma once

#include "core/timebank/hours.h"
#include "ui/screens/moment.h"

namespace huzhu::ui {

struct HoursState {
  timebank::HoursDraft draft;
  std::string elder_name;     // of the one chosen
  bool other_minutes = false; // 别的: by quarter hours
  int step = 0;               // 长辈版: 0 whom, 1 what, 2 how long
};
struct HoursScreen {
  std::vector<timebank::RecentElder> recent;
  std::vector<timebank::HoursWarning> warnings;
  Moment moment;
};
struct HoursAct {
  enum Kind { none, changed, find, save } kind = none;
};

HoursAct hours_content(Kit& kit, const HoursScreen& screen, HoursState& state);
HoursAct hours_dock(Kit& kit, const HoursScreen& screen, const HoursState& state);
HoursAct hours_content_elder(Kit& kit, const HoursScreen& screen, HoursState& state);
bool hours_step_back(HoursState& state);

}  // namespace huzhu::ui
