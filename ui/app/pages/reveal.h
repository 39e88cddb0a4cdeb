// Reveal: 显示 on an elder's file, wherever it is shown: asks why, puts the look on record, then shows.
#pragma once

#include "ui/app/program.h"
#include "ui/screens/elder.h"

namespace huzhu::ui {

class Reveal {
 public:
  // What of this file may be seen whole.
  void fill(Program& program, ElderScreen& screen) const {
    screen.can_review = program.standing().rights.add_person;
    screen.id_shown = program.looked_at(screen.file.person, model::Privacy::personal);
    screen.phone_shown = program.looked_at(screen.file.person, model::Privacy::contact);
    screen.asking = asking_;
  }
  // True when the act was one of its own; `screen` is then as it is now.
  bool take(Program& program, const ElderAct& act, ElderScreen& screen) {
    switch (act.kind) {
      case ElderAct::ask_id: asking_ = true; break;
      case ElderAct::keep_id: asking_ = false; break;
      case ElderAct::show_id:
        asking_ = false;
        program.look_at(screen.file.person, model::Privacy::personal, act.reason);
        break;
      case ElderAct::show_phone: program.look_at(screen.file.person, model::Privacy::contact, people::AccessReason::call); break;
      default: return false;
    }
    fill(program, screen);
    program.kit().invalidate();
    return true;
  }
  bool go_back() { return std::exchange(asking_, false); }

 private:
  bool asking_ = false;
};

}  // namespace huzhu::ui
