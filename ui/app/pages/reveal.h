// Reveal: 显示 and 印这份档案 on an elder's file, wherever it is shown: asks why, puts the look on record, then shows or prints.
#pragma once

#include "ui/app/printing.h"
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
    screen.printing = printing_;
    screen.can_print_whole = may_print_whole(program, screen.file);
  }
  // True when the act was one of its own; `screen` is then as it is now.
  bool take(Program& program, const ElderAct& act, ElderScreen& screen) {
    switch (act.kind) {
      case ElderAct::ask_id: asking_ = true; break;
      case ElderAct::keep_id: asking_ = false; break;
      case ElderAct::show_id:
        asking_ = false;
        program.look_at({screen.file.person, model::Privacy::personal, act.reason, {}});
        break;
      case ElderAct::show_phone: program.look_at({screen.file.person, model::Privacy::contact, people::AccessReason::call, {}}); break;
      case ElderAct::ask_print: printing_ = true; break;
      case ElderAct::keep_print: printing_ = false; break;
      case ElderAct::print:
        printing_ = false;
        print_elder(program, screen.file, act.whole ? std::optional(act.reason) : std::nullopt);
        break;
      default: return false;
    }
    fill(program, screen);
    program.kit().invalidate();
    return true;
  }
  bool go_back() { return std::exchange(asking_, false) || std::exchange(printing_, false); }

 private:
  bool asking_ = false, printing_ = false;
};

}  // namespace huzhu::ui
