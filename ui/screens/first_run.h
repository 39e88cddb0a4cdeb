// First run: a new device joins its county: a code, scanned or typed, four words to compare, the person's name, a PIN twice.
//
// With no network the code is this device's own: the lead's device reads it, and answers with codes or a file (core/people/face.h).
// An invited device compares its words with the screen of the person who invites; who it belongs to was decided there. A device
// with a code of the centre compares the county's words with the centre's, and its person writes the name.
// Drawn from its own state; the program above does the asking (hub, Argon2id). No record is written before the PIN
// was given twice; a device that dies after the code goes on at the name. Where records lie that no key opens any more (closed),
// nothing is touched until the person says so.
#pragma once

#include <optional>
#include <string>

#include "ui/screens/codes.h"
#include "ui/screens/four_words.h"
#include "ui/screens/people.h"

namespace huzhu::ui {

struct FirstRunState {
  enum class Step { closed, code, scan, face, face_read, waiting, words, approval, name, person, pin, working };
  Step step = Step::code;
  std::string code, name;
  WordCards words;    // of the county that answered, or of this invitation
  bool invited = false;       // or taken in face to face: who this is for was decided there
  TwicePin pin;
  Text place;         // what the hub answered for this code: 红古村互助站
  Text role;          // 站长
  int pin_length = limits::pin_length;  // as that role asks
  Text error;         // one sentence under the field in question
  bool busy = false;  // an answer is on its way
  Check give_up_unsent = Check::off;   // closed: what was not sent is given up
  std::optional<event::Camera> camera;
  bool strange_code = false;  // the camera saw a code that is no invitation
  CodesView codes;            // face to face: what the lead's camera is to see,
  ReadingView reading;        // and what was read of the answer
};

enum class FirstRunAct { none, begin_anew, check_code, face, face_read, words_same, words_differ, give_up, finish, larger, help };

FirstRunAct first_run_screen(Kit& kit, FirstRunState& state);

}  // namespace huzhu::ui
