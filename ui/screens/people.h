// Two short forms about the people of this tablet: adding one (by the lead, no network), and a new PIN.
#pragma once

#include <string>

#include "ui/kit/kit.h"

namespace huzhu::ui {

// PIN twice, shared by both and by change of PIN. True once when two equal ones are in.
struct TwicePin {
  std::string pin, again;
  bool second = false;
  Text error;
};
bool twice_pin(Kit& kit, const Id& id, const Text& title, TwicePin& state);

struct AddPersonState {
  std::string name;
  bool pin_step = false;
  TwicePin pin;
  Text error;
  bool busy = false;
};
enum class AddPersonAct { none, finish };
AddPersonAct add_person_content(Kit& kit, AddPersonState& state);

}  // namespace huzhu::ui
