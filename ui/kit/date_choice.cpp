// A day by big choices: one question after the other, and what was answered stands above as a calendar leaf. Who tells the
// day by the lunar calendar answers in it; both calendars are shown once the day is known.
#include <algorithm>

#include "core/base/lunar.h"
#include "ui/kit/state.h"
#include "ui/text/say.h"

namespace huzhu::ui {
namespace {

enum Asked : int { year, month, day };

// A day of the calendar the state is in; none when there is no such day.
std::optional<Date> day_of(const DateState& s, int y, int m, bool leap, int d) {
  return s.lunar ? from_lunar({y, m, d, leap}) : Date::from_civil(y, m, d);
}

int days_in(const DateState& s, int y, int m, bool leap) {
  if (s.lunar) return lunar_month_days(y, m, leap);
  int d = 31;
  while (d > 28 && !Date::from_civil(y, m, d)) --d;
  return d;
}

bool in_reach(const DateState& s, const DateField& field, int y, int m, bool leap) {
  const int days = days_in(s, y, m, leap);
  if (days == 0) return false;
  const auto first = day_of(s, y, m, leap, 1), last = day_of(s, y, m, leap, days);
  return (!last || *last >= field.low) && (!first || *first <= field.high) && (first || last);
}

int year_of(const DateState& s, Date date) {
  if (!s.lunar) return date.civil().year;
  const auto found = lunar(date);
  return found ? found->year : date.civil().year;
}

// The answers for a day that is known.
void answer(DateState& s, Date date) {
  const auto civil = date.civil();
  const auto told = s.lunar ? lunar(date).value_or(LunarDay{0, 0, 0, false}) : LunarDay{civil.year, civil.month, civil.day, false};
  s.year = told.year;
  s.month = told.month;
  s.day = told.day;
  s.leap = told.leap;
  s.decade = told.year / 10 * 10;
}

Text month_word(const DateState& s, int m, bool leap) { return s.lunar ? say_lunar_month(m, leap) : say_month_name(m); }
Text day_word(const DateState& s, int d) { return s.lunar ? say_lunar_day_of_month(d) : say(Str::date_day, d); }

// Choices in as many columns as words and fingers allow; those of `columns` that come first are tried first. The index that
// was pressed, or -1.
int date_question(Kit& kit, const Id& id, const Text& question, const std::vector<Text>& words, int chosen, std::initializer_list<int> columns) {
  KitState& s = kit.state();
  constexpr float gap = 8, air = 20;
  float widest = s.theme.size(Size::target);
  for (const Text& word : words) widest = std::max(widest, measure(s.fonts, word, s.theme.type(Type::body), true) + air);
  int per_row = 1;
  for (const int n : columns)
    if ((kit.width() - gap * static_cast<float>(n - 1)) / static_cast<float>(n) >= widest) {
      per_row = n;
      break;
    }
  int pressed = -1;
  kit.group(id, Role::radiogroup, question, [&] {
    kit.grid(static_cast<int>(words.size()), per_row, [&](int i) {
      // Beside so many a tick would only push the words about: the ground says which one it is.
      if (kit.option(Id(id.key, static_cast<std::uint64_t>(i)), {.word = words[static_cast<std::size_t>(i)]}, i == chosen)) pressed = i;
    }, gap);
  });
  return pressed;
}

void ask_year(Kit& kit, const Id& id, DateState& state, const DateField& field) {
  const int low = year_of(state, field.low), high = year_of(state, field.high);
  std::vector<Text> words;
  if (state.decade == 0) {
    for (int d = low / 10 * 10; d <= high; d += 10) words.push_back(say(Str::date_decade, d));
    const int pressed = date_question(kit, {id.key, "decade"}, Str::date_ask_decade, words, -1, {4, 3, 2});
    if (pressed >= 0) state.decade = low / 10 * 10 + pressed * 10;
    return;
  }
  const int first = std::max(low, state.decade), last = std::min(high, state.decade + 9);
  for (int y = first; y <= last; ++y) words.push_back(state.lunar ? say(Str::date_year_animal, y, say_zodiac(y)) : say(Str::date_year, y));
  const int pressed = date_question(kit, {id.key, "year"}, Str::date_ask_year, words, state.year - first, {5, 2});
  if (pressed >= 0) {
    state.year = first + pressed;
    if (state.month > 0 && !in_reach(state, field, state.year, state.month, state.leap)) state.month = state.day = 0;
    state.asked = month;
  }
  kit.gap();
  if (kit.button({id.key, "other_decade"}, Str::date_other_decade, {.kind = ButtonKind::quiet, .icon = Icon::undo})) state.decade = 0;
}

void ask_month(Kit& kit, const Id& id, DateState& state, const DateField& field) {
  struct Month {
    int number;
    bool leap;
  };
  std::vector<Month> months;
  std::vector<Text> words;
  int chosen = -1;
  for (int m = 1; m <= 12; ++m)
    for (const bool leap : {false, true}) {
      if (leap && (!state.lunar || leap_month_of(state.year) != m)) continue;
      if (!in_reach(state, field, state.year, m, leap)) continue;
      if (m == state.month && leap == state.leap) chosen = static_cast<int>(months.size());
      months.push_back({m, leap});
      words.push_back(month_word(state, m, leap));
    }
  const int pressed = date_question(kit, {id.key, "month"}, Str::date_ask_month, words, chosen, {6, 4, 3, 2});
  if (pressed < 0) return;
  const Month& now = months[static_cast<std::size_t>(pressed)];
  state.month = now.number;
  state.leap = now.leap;
  if (state.day > days_in(state, state.year, state.month, state.leap)) state.day = 0;
  state.asked = day;
}

// True when the last question was answered.
bool ask_day(Kit& kit, const Id& id, DateState& state, const DateField& field) {
  std::vector<int> days;
  std::vector<Text> words;
  int chosen = -1;
  for (int d = 1; d <= days_in(state, state.year, state.month, state.leap); ++d) {
    const auto date = day_of(state, state.year, state.month, state.leap, d);
    if (!date || *date < field.low || *date > field.high) continue;
    if (d == state.day) chosen = static_cast<int>(days.size());
    days.push_back(d);
    words.push_back(day_word(state, d));
  }
  const int pressed = date_question(kit, {id.key, "day"}, Str::date_ask_day, words, chosen, {7, 6, 5, 4, 3, 2});
  if (pressed >= 0) state.day = days[static_cast<std::size_t>(pressed)];
  return pressed >= 0;
}

void other_calendar(DateState& state, const DateField& field) {
  const auto known = state.day > 0 ? day_of(state, state.year, state.month, state.leap, state.day) : std::nullopt;
  state.lunar = !state.lunar;
  if (known) return answer(state, *known);
  // A month of the one is none of the other: only the year stays.
  state.month = state.day = 0;
  state.leap = false;
  if (state.year > year_of(state, field.high)) state.year = 0;
  state.asked = state.year > 0 ? month : year;
}

// What was answered, as a leaf of the calendar, and the question beside it.
void answered(Kit& kit, const Id& id, DateState& state) {
  const Text open = Str::date_open_part;
  const Text year_words = state.year > 0 ? say(Str::date_year, state.year) : open, month_words = state.month > 0 ? month_word(state, state.month, state.leap) : open;
  const auto known = state.day > 0 ? day_of(state, state.year, state.month, state.leap, state.day) : std::nullopt;
  const Leaf leaf{.top = say(Str::month_weekday, year_words, month_words), .day = state.day > 0 ? (state.lunar ? day_word(state, state.day) : say_count(state.day)) : open,
                  .lunar = known && !state.lunar ? say_lunar(*known) : Text()};
  constexpr Str questions[] = {Str::date_ask_year, Str::date_ask_month, Str::date_ask_day};
  kit.leaf(leaf, [&] {
    kit.lead(state.asked == year && state.decade == 0 ? Str::date_ask_decade : questions[state.asked]);
    if (known) kit.label(state.lunar ? say_whole_day(*known) : say_lunar_date(*known));
  });
  kit.space(12);
  int asked = state.asked;
  const Choice parts[] = {{.word = state.year > 0 ? year_words : Text(Str::date_year_first)},
                          {.word = state.month > 0 ? month_words : Text(Str::date_month_first), .disabled = state.year > 0 ? Text() : Text(Str::date_before)},
                          {.word = state.day > 0 ? day_word(state, state.day) : Text(Str::date_day_first), .disabled = state.month > 0 ? Text() : Text(Str::date_before)}};
  if (kit.segmented({id.key, "part"}, Str::date_parts, {std::begin(parts), std::end(parts)}, asked)) state.asked = asked;
  kit.space(12);
}

}  // namespace

bool Kit::date(const Id& id, DateState& state, std::optional<Date>& value, const DateField& field) {
  KitState& s = *state_;
  Text shown;
  if (value) shown = say_whole_day(*value) + say_lunar_date(*value);
  if (value && state.lunar) shown = say_lunar_date(*value) + say_whole_day(*value);
  const Pick box{.label = field.label, .placeholder = field.placeholder, .icon = Icon::cal, .help = field.help, .error = field.error,
                 .disabled = field.disabled, .required = field.required};
  Rect r;
  if (s.choice_box(id, box, shown, field.ok, state.open, &r)) state.open = true;
  return date_sheet(id, state, value, field);
}

bool Kit::date_sheet(const Id& id, DateState& state, std::optional<Date>& value, const DateField& field) {
  KitState& s = *state_;
  if (!state.open) return false;
  const Id sheet(id.key, "sheet");
  const PaneId pane = pane_id({sheet.key, "pane"});
  if (!s.overlay_was_open && value) answer(state, *value);
  const DateState before = state;
  bool done = false;
  const bool close = s.open_overlay(sheet, field.label, {.close_button = true}, [](const Rect&) {}, [&] {
    int calendar = state.lunar ? 1 : 0;
    if (segmented({id.key, "calendar"}, Str::date_calendar, {{.word = Str::date_solar}, {.word = Str::date_lunar}}, calendar)) other_calendar(state, field);
    space(12);
    answered(*this, id, state);
    if (state.asked == year) ask_year(*this, id, state, field);
    else if (state.asked == month) ask_month(*this, id, state, field);
    else done = ask_day(*this, id, state, field);
  });
  if (before.asked != state.asked || before.decade != state.decade) s.panes[pane].request = 0;   // the next question is read from its top
  if (!done && !close) return false;
  state.open = false;
  state.asked = year;
  s.unsettled = true;
  if (!done) return false;
  const auto now = day_of(state, state.year, state.month, state.leap, state.day);
  const bool changed = now != value;
  value = now;
  return changed;
}

}  // namespace huzhu::ui
