// 老人档案: who she is, what matters for her safety, what is owed to her, what happened.
#pragma once

#include "core/registry/elder_file.h"
#include "ui/screens/moment.h"

namespace huzhu::ui {

struct ElderScreen {
  registry::ElderFile file;
  Moment moment;
  bool can_visit = false, can_edit = false;
};
struct ElderAct {
  enum Kind { none, visit, edit, conflict, take_back } kind = none;
  EntityId entity;           // take_back: the visit or time entry
  bool hours = false;        // take_back: a time entry
  std::uint16_t field = 0;   // conflict
};

ElderAct elder_content(Kit& kit, const ElderScreen& screen);
ElderAct elder_detail(Kit& kit, const ElderScreen& screen);  // narrow, at the right of the PC's register

}  // namespace huzhu::ui
