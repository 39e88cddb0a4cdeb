// Unlock: who is using the tablet, and their PIN. Works with no network; never shows an elder's name.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/people/pin.h"
#include "ui/kit/kit.h"

namespace huzhu::ui {

struct UnlockProfile {
  std::uint64_t id = 0;
  Text surname, name, role;
  people::PinForm pin{};
};
struct UnlockView {
  Text place;
  std::vector<UnlockProfile> profiles;
  Text blocked;  // not empty: locked out for now, and how long
  bool stopped = false;            // this tablet: what to do about it
  bool helpers_elsewhere = false;  // leads on other tablets can give a new PIN
};
struct UnlockState {
  int selected = 0;
  std::string pin;
  Text error;
  bool busy = false;  // the key is being derived
  int helped = -1;    // who forgot the PIN: the selected person is to give a new one
};

// `full` once when all of the PIN is in: the program tries them. `larger`: 大字 was pressed; `help`: 怎么用. `elsewhere`: the person who forgot,
// `helped` or else `selected`, asks a lead on another tablet.
enum class UnlockAct { none, full, larger, help, elsewhere };
UnlockAct unlock_screen(Kit& kit, const UnlockView& view, UnlockState& state);

}  // namespace huzhu::ui
