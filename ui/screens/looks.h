// 谁看过: who looked at whole ID numbers and phone numbers, when and why, of one person and of everybody.
#pragma once

#include <string>
#include <vector>

#include "core/people/access.h"
#include "ui/screens/moment.h"

namespace huzhu::ui {

// 谁看过: who looked at her whole ID or phone number, when and why.
struct WhoLookedScreen {
  std::string name;
  std::vector<people::AccessRow> looks;   // the latest first
  Moment moment;
  bool died = false;             // then a copy is for their family, who is named,
  bool closed = false;           // unless the person said otherwise while alive
  std::string relative;
  Text relative_error{};
};
// 谁看过, over everybody: what the lead of a place goes through once a month.
struct LooksScreen {
  std::string words;
  std::vector<people::LookedAt> rows;   // the latest first
  Moment moment;
};
struct LooksAct {
  enum Kind { none, sought, open } kind = none;
  EntityId person;
};
LooksAct looks_content(Kit& kit, LooksScreen& screen);

bool who_looked_content(Kit& kit, WhoLookedScreen& screen);   // true: a copy for the person, or for their family, is wanted

}  // namespace huzhu::ui
