#include "ui/screens/write_sheet.h"

namespace huzhu::ui {

WriteSheetAct write_sheet(Kit& kit, const WriteSheetView& view) {
  WriteSheetAct act = WriteSheetAct::none;
  const bool close = kit.sheet("write", Str::write_title, [&] {
    const auto entry = [&](const char* id, Icon icon, Str name, Str second, WriteSheetAct result) {
      if (kit.row(id, {.icon = icon, .icon_tile = true, .name = name, .second = second, .chevron = true}) == RowPress::row) act = result;
    };
    kit.rows([&] {
      if (view.can_visit) entry("write.visit", Icon::okround, Str::write_visit, Str::write_visit_what, WriteSheetAct::visit);
      if (view.can_hours) entry("write.hours", Icon::clock, Str::write_hours, Str::write_hours_what, WriteSheetAct::hours);
      if (view.can_register)
        entry("write.register", Icon::people, Str::write_register, Str::write_register_what, WriteSheetAct::register_elder);
      if (view.can_visit &&
          kit.row("write.urgent", {.icon = Icon::help, .icon_tile = true, .tone = Tone::danger, .name = Str::write_urgent, .second = Str::write_urgent_what, .chevron = true}) == RowPress::row)
        act = WriteSheetAct::urgent;
    });
    kit.space(8);
    if (kit.button("write.help", Str::help_open, {.kind = ButtonKind::quiet, .icon = Icon::ask})) act = WriteSheetAct::help;
  });
  return close ? WriteSheetAct::close : act;
}

}  // namespace huzhu::ui
