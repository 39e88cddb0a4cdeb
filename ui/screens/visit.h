// 记录探访: how, four things to look at, how it went. All well is one tap; a worry is never overwritten by it.
// In 长辈版 one question a screen.
#pragma once

#include "core/care/visits.h"
#include "ui/screens/moment.h"

namespace huzhu::ui {

struct VisitState {
  care::VisitDraft draft;
  std::string follow_up_typed;
  int step = 0;               // 长辈版: 0–3 the four things, 4 how it went
  bool saying = false;        // 长辈版: 有事 was pressed, the matters of this step are open
};
struct VisitScreen {
  std::string elder_name, village, phone;
  std::int64_t sex = 0;
  Moment moment;
  VoiceNote voice{};
  bool correcting = false;     // a visit that was recorded: what was said aloud stays as it was
  bool contact = false;        // a number of the family is known
};
struct VisitAct {
  enum Kind { none, changed, voice, save, all_well, call_120, call_family } kind = none;
  VoicePress press = VoicePress::none;
};

// The recorder of this form.
Id visit_voice();

VisitAct visit_content(Kit& kit, const VisitScreen& screen, VisitState& state);
VisitAct visit_dock(Kit& kit, const VisitScreen& screen, const VisitState& state);
VisitAct visit_content_elder(Kit& kit, const VisitScreen& screen, VisitState& state);
VisitAct visit_dock_elder(Kit& kit, const VisitScreen& screen, VisitState& state);
// One step back inside the questions of 长辈版; false: leave the screen.
bool visit_step_back(VisitState& state);

}  // namespace huzhu::ui
