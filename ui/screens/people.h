// Short forms about the people of this device: adding one (by the lead here, or by the lead's own device face to face), and a new PIN.
#pragma once

#include <string>

#include "ui/screens/codes.h"
#include "ui/screens/four_words.h"

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

// Who unlocked it is no lead: the lead adds the person from their own device, and this one asks and takes the answer.
struct OneMoreState {
  enum class Step : std::uint8_t { ask, read, person, pin, working } step = Step::ask;
  CodesView codes;
  WordCards words;
  ReadingView reading;
  Text error;
  std::string name;      // as the lead wrote it
  Text role;
  TwicePin pin;
};
enum class OneMoreAct : std::uint8_t { none, read, to_pin, finish };
OneMoreAct one_more_content(Kit& kit, OneMoreState& state);
// What stands at the foot, or on a PC below; nothing in other steps.
bool one_more_has_acts(const OneMoreState& state);
OneMoreAct one_more_acts(Kit& kit, const OneMoreState& state);

}  // namespace huzhu::ui
