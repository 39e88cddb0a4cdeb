#include "ui/screens/ending.h"

namespace huzhu::ui {
namespace {

constexpr std::int64_t died = 1, moved_away = 2, registered_twice = 3, left = 4;   // model.cpp ended_kinds

Text kind_word(std::int64_t kind) { return choice_label(model::EntityType::person, model::person::ended_kind, kind); }

Str what_follows(std::int64_t kind) {
  switch (kind) {
    case died: return Str::ending_died;
    case moved_away: return Str::ending_moved;
    case registered_twice: return Str::ending_twice;
    default: return Str::ending_left;
  }
}

}  // namespace

EndingAct ending_content(Kit& kit, EndingScreen& screen) {
  constexpr std::pair<std::int64_t, Icon> kinds[] = {{died, Icon::heart}, {moved_away, Icon::houses}, {left, Icon::door}, {registered_twice, Icon::people}};
  EndingAct act = EndingAct::none;
  kit.section(say(Str::ending_whose, verbatim(screen.name)));
  std::vector<Choice> choices;
  int chosen = -1;
  for (const auto& [kind, icon] : kinds) {
    if (kind == screen.kind) chosen = static_cast<int>(choices.size());
    choices.push_back({.word = kind_word(kind), .icon = icon});
  }
  if (kit.radio_cards("ending.kind", Str::ending_why, choices, chosen)) screen.kind = kinds[chosen].first;
  kit.gap();
  const DateField day{.label = Str::ending_on, .placeholder = Str::register_birth_open, .required = true, .low = Date{screen.moment.today().days - 3660}, .high = screen.moment.today()};
  if (kit.theme().elder()) kit.date("ending.on", screen.choosing, screen.on, day);
  else kit.date_sheet("ending.on", screen.choosing, screen.on, day);
  if (!kit.theme().elder()) {
    kit.rows([&] {
      const Text when = screen.on ? say_whole_day(*screen.on) : Text(Str::register_birth_open);
      if (kit.row("ending.day", {.icon = Icon::cal, .name = Str::ending_on, .second = when, .act = Str::change, .press = false}) == RowPress::act) screen.choosing.open = true;
    });
  }
  kit.gap();
  if (screen.kind != 0) kit.icon_line(Icon::info, what_follows(screen.kind));
  kit.space(8);
  const Text missing = screen.kind == 0 ? Text(Str::ending_need_why) : !screen.on ? Text(Str::ending_need_day) : Text();
  if (kit.button("ending.save", Str::ending_save, {.kind = ButtonKind::primary, .icon = Icon::check, .disabled = missing})) act = EndingAct::record;
  if (!screen.ended) return act;
  kit.space(8);
  if (kit.button("ending.undo", Str::ending_undo, {.icon = Icon::undo})) act = EndingAct::undo;
  return act;
}

Text ending_line(std::int64_t kind, std::optional<Date> on, Date today) {
  if (kind == 0) return {};
  return on ? joined({kind_word(kind), say(Str::ending_since, say_day(*on, today))}) : kind_word(kind);
}

}  // namespace huzhu::ui
