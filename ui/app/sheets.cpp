// 记一笔 and 怎么用: the two sheets that any page may have over it.
#include <utility>

#include "ui/app/pages.h"
#include "ui/app/printing.h"
#include "ui/app/program.h"
#include "ui/screens/help.h"
#include "ui/screens/write_sheet.h"

namespace huzhu::ui {

// A sheet is an entry of the history of its own: going back closes it.
void Program::open_sheet(bool& sheet) {
  if (std::exchange(sheet, true)) return;
  effect(effect::HistoryPush{top().path()});
  kit_.invalidate();
}

bool Program::close_sheets() {
  if (!write_open_ && !help_open_) return false;
  write_open_ = help_open_ = false;
  be_silent();
  effect(effect::HistoryBack{});
  kit_.invalidate();
  return true;
}

void Program::draw_write_sheet() {
  const people::Rights& rights = standing().rights;
  const WriteSheetAct act = write_sheet(kit_, {rights.record_visit, rights.record_hours, rights.register_elder});
  switch (act) {
    case WriteSheetAct::none: return;
    case WriteSheetAct::close: close_sheets(); break;
    case WriteSheetAct::visit: open(make_find_elder_page(*this, FindFor::visit)); break;
    case WriteSheetAct::urgent: open(make_find_elder_page(*this, FindFor::urgent)); break;
    case WriteSheetAct::hours: open(make_hours_page(*this, {})); break;
    case WriteSheetAct::help:   // one sheet in the place of the other
      write_open_ = false;
      help_open_ = true;
      help_topic_ = Topic::write;
      break;
    case WriteSheetAct::register_elder: open(make_register_page(*this, {})); break;
  }
  kit_.invalidate();
}

void Program::draw_help() {
  switch (help_sheet(kit_, {help_topic_, can_speak(), session_ != nullptr})) {
    case HelpAct::none: break;
    case HelpAct::close: close_sheets(); break;
    case HelpAct::print_card: print_quick_card(*this); break;
    case HelpAct::read: say_aloud(help_words(help_topic_, kit_.theme().elder())); break;
  }
}

}  // namespace huzhu::ui
