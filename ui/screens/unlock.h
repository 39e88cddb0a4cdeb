// Unlock: who is using the tablet, and their PIN. Works with no network; never shows an elder's name.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "ui/kit/kit.h"

namespace huzhu::ui {

struct UnlockProfile {
  std::uint64_t id = 0;
  Text surname, name, role;
};
struct UnlockView {
  Text place;
  std::vector<UnlockProfile> profiles;
  Text blocked;  // not empty: locked out for now, and how long
};
struct UnlockState {
  int selected = 0;
  std::string pin;
  Text error;
  bool busy = false;  // the key is being derived
  int helped = -1;    // who forgot the PIN: the selected person is to give a new one
};

// `full` once when six digits are in: the program tries them. `larger`: 大字 was pressed.
enum class UnlockAct { none, full, larger };
UnlockAct unlock_screen(Kit& kit, const UnlockView& view, UnlockState& state);

}  // namespace huzhu::ui
