#include "ui/screens/ending.h"

#include "ui/screens/place_chips.h"

namespace huzhu::ui {
namespace {

constexpr std::int64_t died = 1, moved_away = 2, registered_twice = 3, left = 4;   // model.cpp ended_kinds

Text kind_word(std::int64_t kind) { return choice_label(model::EntityType::person, model::person::ended_kind, kind); }

using Where = EndingScreen::Where;

Str what_follows(const EndingScreen& screen) {
  switch (screen.kind) {
    case died: return Str::ending_died;
    case moved_away: return screen.villages.empty() ? Str::ending_moved : screen.where == Where::far ? Str::ending_moved_far : Str::ending_moved_near;
    case registered_twice: return Str::ending_twice;
    default: return Str::ending_left;
  }
}

// Villages near by that this role reaches, or far away.
void where_to(Kit& kit, EndingScreen& screen) {
  const std::vector<Choice> choices = {{.word = Str::ending_where_near, .icon = Icon::houses}, {.word = Str::ending_where_far, .icon = Icon::door}};
  int chosen = static_cast<int>(screen.where) - 1;
  kit.section(Str::ending_where);
  if (kit.radio_cards("ending.where", Str::ending_where, choices, chosen)) screen.where = static_cast<Where>(chosen + 1);
  if (screen.where != Where::near) return;
  kit.gap();
  if (screen.villages.size() == 1) {
    screen.area = screen.villages.front().area;
    return kit.icon_line(Icon::pin, verbatim(screen.villages.front().name));
  }
  const PlaceChips chips{"ending", Str::ending_where_village, Str::ending_where_find, Str::ending_where_none, kit.theme().elder()};
  place_chips(kit, chips, screen.villages, [](const people::Place& p) { return verbatim(p.name); }, screen.typed, screen.area);
}

Text missing(const EndingScreen& screen) {
  if (screen.kind == 0) return Str::ending_need_why;
  if (screen.kind == moved_away && !screen.villages.empty() && screen.where == Where::unsaid) return Str::ending_need_where;
  if (screen.moves() && screen.area == 0) return Str::ending_need_village;
  return screen.on ? Text() : Text(Str::ending_need_day);
}

}  // namespace

std::string chosen_village(const EndingScreen& screen) {
  for (const people::Place& p : screen.villages)
    if (p.area == screen.area) return p.name;
  return {};
}

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
  if (screen.kind == moved_away && !screen.villages.empty()) where_to(kit, screen);
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
  if (screen.kind != 0) kit.icon_line(Icon::info, what_follows(screen));
  kit.space(8);
  const Text save = screen.moves() && screen.area != 0 ? say(Str::ending_move_save, verbatim(chosen_village(screen))) : Text(Str::ending_save);
  if (kit.button("ending.save", save, {.kind = ButtonKind::primary, .icon = Icon::check, .disabled = missing(screen)})) act = EndingAct::record;
  if (!screen.ended) return act;
  kit.space(8);
  const bool elsewhere = !screen.moved_to.empty();
  if (elsewhere && !screen.may_bring_back) {
    kit.icon_line(Icon::houses, say(Str::ending_elsewhere, verbatim(screen.moved_to)));
  } else if (kit.button("ending.undo", elsewhere ? say(Str::ending_move_back, verbatim(screen.village)) : Text(Str::ending_undo), {.icon = Icon::undo})) {
    act = EndingAct::undo;
  }
  return act;
}

Text ending_line(std::int64_t kind, std::optional<Date> on, Date today) {
  if (kind == 0) return {};
  return on ? joined({kind_word(kind), say(Str::ending_since, say_day(*on, today))}) : kind_word(kind);
}

}  // namespace huzhu::ui
