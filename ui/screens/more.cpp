#include "ui/screens/more.h"

namespace huzhu::ui {

MoreAct more_content(Kit& kit, const MoreView& view) {
  MoreAct act = MoreAct::none;
  // The way out of 长辈版 stands first: whoever came here by mistake finds it.
  if (kit.theme().elder()) {
    kit.rows([&] {
      if (kit.row("more.standard", {.icon = Icon::swap, .name = Str::more_standard, .second = Str::more_standard_what, .chevron = true}) == RowPress::row)
        act = MoreAct::standard_size;
    });
    kit.gap();
  }
  kit.rows([&] {
    if (kit.row("more.person", {.surname = view.surname, .name = view.name, .second = view.role_line, .act = Str::more_switch,
                                .act_icon = Icon::swap, .press = false}) == RowPress::act)
      act = MoreAct::switch_person;
  });
  kit.gap();
  kit.rows([&] {
    if (kit.row("more.conflicts", {.icon = Icon::inbox, .name = Str::more_conflicts, .second = Str::more_conflicts_what,
                                   .badge = view.conflicts, .chevron = view.conflicts == 0}) == RowPress::row)
      act = MoreAct::conflicts;
    if (!view.practising && kit.row("more.sync", {.icon = Icon::send, .name = Str::more_sync, .second = view.sync_line, .mark = view.sync,
                              .chevron = view.sync.kind == MarkKind::none}) == RowPress::row)
      act = MoreAct::sync;
  });
  kit.gap();
  kit.rows([&] {
    if (!view.practising && kit.row("more.add_person", {.icon = Icon::user, .name = Str::more_add_person,
                                                        .second = view.can_add_person ? Str::more_add_person_what : Str::more_add_by_lead, .chevron = true}) == RowPress::row)
      act = MoreAct::add_person;
    if (view.can_invite && kit.row("more.invite", {.icon = Icon::tablet, .name = Str::invite_title, .second = Str::invite_what, .chevron = true}) == RowPress::row)
      act = MoreAct::invite;
    if (view.can_add_person && kit.row("more.station", {.icon = Icon::people, .name = Str::station_title, .second = Str::station_what, .badge = view.held,
                                                        .chevron = view.held == 0}) == RowPress::row)
      act = MoreAct::station;
    if (view.kept_too_long > 0 && kit.row("more.retention", {.icon = Icon::cal, .name = Str::retention_title, .second = Str::retention_row_what,
                                                             .badge = view.kept_too_long}) == RowPress::row)
      act = MoreAct::retention;
    if (kit.row("more.settings", {.icon = Icon::gear, .name = Str::more_settings, .second = Str::more_settings_what, .chevron = true}) ==
        RowPress::row)
      act = MoreAct::settings;
  });
  kit.gap();
  kit.rows([&] {
    if (kit.row("more.print_today", {.icon = Icon::print, .name = Str::print_today, .second = Str::print_today_what, .chevron = true}) == RowPress::row)
      act = MoreAct::print_today;
    if (kit.row("more.print_card", {.icon = Icon::print, .name = Str::print_card, .second = Str::print_card_what, .chevron = true}) == RowPress::row)
      act = MoreAct::print_card;
    if (kit.row("more.tour", {.icon = Icon::info, .name = Str::tour_screen_title, .second = Str::tour_row_what, .chevron = true}) == RowPress::row) act = MoreAct::tour;
    if (!view.practising && kit.row("more.practise", {.icon = Icon::hand, .name = Str::practice_title, .second = Str::practice_what, .chevron = true}) == RowPress::row)
      act = MoreAct::practise;
  });
  return act;
}

}  // namespace huzhu::ui
