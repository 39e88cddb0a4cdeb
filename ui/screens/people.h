// Short forms about the people of this device: adding one (by the lead here, or by the lead's own device face to face), a new PIN, and
// a longer one.
#pragma once

#include <string>

#include "core/people/pin.h"
#include "ui/screens/codes.h"
#include "ui/screens/four_words.h"

namespace huzhu::ui {

// A new PIN, twice, wherever one is set: of digits or, when the person likes that better, of pictures. True once when two equal
// ones are in that are not too easily guessed. `length`: as the role asks. `who`: somebody else than the person who is unlocked.
struct TwicePin {
  people::PinKind kind = people::PinKind::digits;
  std::string pin{}, again{};
  bool second = false;
  Text error{};
  bool working = false;   // the key is being derived
  people::PinForm form() const { return {kind, static_cast<std::uint8_t>(pin.size())}; }
};
bool twice_pin(Kit& kit, const Id& id, int length, TwicePin& state, const Text& who = {});

// Whoever came to lead with a shorter PIN is asked, with the reason, and may put it off until the next unlock.
struct LongerPinState {
  bool choosing = false;
  TwicePin pin;
};
enum class LongerPinAct : std::uint8_t { none, put_off, finish, larger, help, speak };
void step_back(LongerPinState& state);   // from choosing to the question; not while the key is being derived
LongerPinAct longer_pin_screen(Kit& kit, int length, LongerPinState& state);

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
  int pin_length = limits::pin_length;
  TwicePin pin;
};
enum class OneMoreAct : std::uint8_t { none, read, to_pin, finish };
OneMoreAct one_more_content(Kit& kit, OneMoreState& state);
// What stands at the foot, or on a PC below; nothing in other steps.
bool one_more_has_acts(const OneMoreState& state);
OneMoreAct one_more_acts(Kit& kit, const OneMoreState& state);

}  // namespace huzhu::ui
