// Reveal: what an elder's file asks before it does it, wherever it is shown: 显示 and 印这份档案 (why; the look goes on record
// first), and putting right or taking back one record of the history.
#pragma once

#include "core/care/visits.h"
#include "core/people/rights_table.h"
#include "core/timebank/hours.h"
#include "ui/app/pages.h"
#include "ui/app/pages/same_person.h"
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
    screen.record = record_;
    const people::Right* right = people::find_right(program.standing().role, model::EntityType::visit);
    screen.changes_of_others = right && right->erase == people::Reach::all;
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
      case ElderAct::call_contact: call_contact(program, screen.file); break;
      case ElderAct::copy_id: copy(program, screen.file.resident_id); break;
      case ElderAct::copy_phone: copy(program, screen.file.phone); break;
      case ElderAct::ask_record: record_ = act.entity; break;
      case ElderAct::keep_record: record_ = {}; break;
      case ElderAct::correct:
        record_ = {};
        if (PagePtr page = make_correct_visit_page(program, act.entity)) program.open(std::move(page));
        break;
      case ElderAct::take_back: take_back(program, act); break;
      case ElderAct::find_same: program.open(make_find_elder_page(program, FindFor::same_person, screen.file.person)); break;
      case ElderAct::open_record: program.open(make_elder_page(act.entity)); break;
      case ElderAct::part_record: part_record(program, screen.file.person, act.entity); break;
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
  bool go_back() { return std::exchange(asking_, false) || std::exchange(printing_, false) || static_cast<bool>(std::exchange(record_, EntityId{})); }

 private:
  static void copy(Program& program, const std::string& text) {
    program.effect(effect::Copy{text});
    program.kit().toast({.sentence = Str::copied});
  }
  // Of several numbers the first that was written.
  static void call_contact(Program& program, const registry::ElderFile& file) {
    for (const registry::SafetyItem& item : file.safety)
      if (!item.phone.empty()) program.call(file.person, item.phone.substr(0, item.phone.find(' ')));
  }
  void take_back(Program& program, const ElderAct& act) {
    record_ = {};
    const auto done = act.hours ? timebank::take_back_hours(program.session(), act.entity) : care::take_back_visit(program.session(), act.entity);
    done.ok() ? program.saved(Str::visit_taken_back) : program.tell(error_text(done.error().code));
  }

  bool asking_ = false, printing_ = false;
  EntityId record_;
};

}  // namespace huzhu::ui
