// First run: a new tablet joins its county: the code from the station lead, the four words
// of the county to compare with the centre's, the person's name, a PIN twice.
//
// Drawn from its own state; the program above does the asking (hub, Argon2id). No record is written before the PIN
// was given twice; a tablet that dies after the code goes on at the name.
#pragma once

#include <array>
#include <string>

#include "ui/kit/kit.h"
#include "ui/screens/people.h"

namespace huzhu::ui {

struct FirstRunState {
  enum class Step { code, words, name, pin, working };
  Step step = Step::code;
  std::string code, name;
  std::array<Text, 4> words;   // of the county root that answered
  TwicePin pin;
  Text place;         // what the hub answered for this code: 红古村互助站
  Text role;          // 站长
  Text error;         // one sentence under the field in question
  bool busy = false;  // an answer is on its way
};

enum class FirstRunAct { none, check_code, finish, larger };

FirstRunAct first_run_screen(Kit& kit, FirstRunState& state);

}  // namespace huzhu::ui
