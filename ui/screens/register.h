// 登记老人 and 改档案: one form. The ID fills in birth date and sex and is checked as it is typed; someone who looks
// the same is shown with both ways on (就是她 / 不是她); nobody is refused.
#pragma once

#include "core/people/places.h"
#include "core/registry/duplicates.h"
#include "ui/screens/moment.h"

namespace huzhu::ui {

struct RegisterState {
  registry::ElderDraft draft;
  std::string village_typed;       // to find one of many villages
  std::string birth_typed;         // 1947-06-03 or 农历1947年四月十五, as it was told, when there is no ID
  DateState birth_choice;          // the same by big choices
  bool id_shown = true;            // masked once it is right and left
  bool not_the_same = false;       // 不是她 was pressed for the card shown
  bool more = false;               // care level, tags, safety
  bool consent = false;
  bool tried = false;              // 保存 was pressed: every missing field says so
  int step = 0;                    // 长辈版: one question a screen
  EntityId editing;                // 改档案: whom; none = a new registration
};
struct RegisterScreen {
  std::vector<people::Place> villages;
  std::vector<registry::Duplicate> duplicates;
  std::vector<Error> errors;       // of check(); where = "person.<field>"
  Result<registry::IdReading> id = Error{};
  Moment moment;
};
struct RegisterAct {
  enum Kind { none, changed, save, open_duplicate } kind = none;
  EntityId elder;
};

RegisterAct register_content(Kit& kit, const RegisterScreen& screen, RegisterState& state);
// 长辈版: the same form, a few questions at a time, with the act at the foot of each.
inline constexpr int register_steps = 6;
RegisterAct register_content_elder(Kit& kit, const RegisterScreen& screen, RegisterState& state);
RegisterAct register_dock_elder(Kit& kit, const RegisterScreen& screen, RegisterState& state);
bool register_step_back(RegisterState& state);
// The act at the foot: what is still missing, and 保存.
RegisterAct register_dock(Kit& kit, const RegisterScreen& screen, const RegisterState& state);

}  // namespace huzhu::ui
