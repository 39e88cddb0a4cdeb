#include "ui/screens/roster.h"

#include <algorithm>

namespace huzhu::ui {
namespace {

constexpr std::size_t chips_at_first = 4;

bool holds(const std::vector<std::int64_t>& list, std::int64_t value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}
void flip(std::vector<std::int64_t>& list, std::int64_t value) {
  const auto at = std::find(list.begin(), list.end(), value);
  if (at == list.end()) {
    list.push_back(value);
  } else {
    list.erase(at);
  }
}

// One filter a chip can switch.
struct Filter {
  enum Kind { due, age_80, tag, care, village, ended } kind;
  std::int64_t value;
  const std::string* label = nullptr;   // of the chip; the words are made only of what is shown
};

Text word_of(const Filter& f) {
  switch (f.kind) {
    case Filter::due: return Str::roster_due;
    case Filter::age_80: return Str::roster_80;
    case Filter::village: return verbatim(*f.label);
    case Filter::ended: return Str::roster_ended;
    case Filter::tag: case Filter::care: break;
  }
  return model_word(*f.label);
}

bool is_on(const Filter& f, const registry::RosterQuery& q) {
  switch (f.kind) {
    case Filter::due: return q.due_only;
    case Filter::age_80: return q.age_min == 80;
    case Filter::tag: return holds(q.tags, f.value);
    case Filter::care: return holds(q.care_levels, f.value);
    case Filter::village: return holds(q.villages, f.value);
    case Filter::ended: return q.ended;
  }
  return false;
}

void toggle(const Filter& f, registry::RosterQuery& q) {
  switch (f.kind) {
    case Filter::due: q.due_only = !q.due_only; break;
    case Filter::age_80: q.age_min = q.age_min == 80 ? 0 : 80; break;
    case Filter::tag: flip(q.tags, f.value); break;
    case Filter::care: flip(q.care_levels, f.value); break;
    case Filter::village: flip(q.villages, f.value); break;
    case Filter::ended: q.ended = !q.ended; break;
  }
}

std::vector<Filter> filters(const registry::RosterChips& chips) {
  std::vector<Filter> out = {{Filter::due, 0}};
  for (std::size_t i = 0; i < chips.tags.size(); ++i) {
    if (i == 2) out.push_back({Filter::age_80, 0});
    out.push_back({Filter::tag, chips.tags[i].value, &chips.tags[i].label});
  }
  if (chips.tags.size() <= 2) out.push_back({Filter::age_80, 0});
  for (const auto& c : chips.care_levels) out.push_back({Filter::care, c.value, &c.label});
  if (chips.villages.size() > 1)
    for (const auto& v : chips.villages) out.push_back({Filter::village, v.value, &v.label});
  out.push_back({Filter::ended, 0});
  return out;
}

// Chosen ones first, then the usual few; the rest behind 更多.
bool filter_chips(Kit& kit, const RosterScreen& screen, RosterState& state) {
  std::vector<Filter> shown = filters(*screen.chips);
  std::stable_partition(shown.begin(), shown.end(), [&](const Filter& f) { return is_on(f, state.query); });
  const auto on = static_cast<std::size_t>(std::count_if(shown.begin(), shown.end(), [&](const Filter& f) { return is_on(f, state.query); }));
  const std::size_t brief = std::max(chips_at_first, on + 2);
  const bool folded = !state.more_chips && shown.size() > brief + 1;
  if (folded) shown.resize(brief);
  bool changed = false;
  const int count = static_cast<int>(shown.size()) + (folded ? 1 : 0);
  kit.chips("roster.filters", Str::roster_filters, count, [&](int i) {
    if (static_cast<std::size_t>(i) == shown.size()) {
      if (kit.chip("roster.more", Str::more_word, false, Icon::filter)) state.more_chips = true;
      return;
    }
    const Filter& f = shown[static_cast<std::size_t>(i)];
    if (kit.chip(Id("roster.filter", static_cast<std::uint64_t>(f.kind) * 1000000000000000ull + static_cast<std::uint64_t>(f.value)), word_of(f),
                 is_on(f, state.query))) {
      toggle(f, state.query);
      changed = true;
    }
  });
  return changed;
}

Text last_visit(const registry::RosterRow& row, const Moment& moment) {
  return row.last_visit ? say(Str::roster_last, say_day(*row.last_visit, moment.today())) : Text(Str::roster_never);
}

Text age_text(int age) { return age >= 0 ? say(Str::age, age) : Text(); }

}  // namespace

RosterAct roster_content(Kit& kit, const RosterScreen& screen, RosterState& state) {
  RosterAct act;
  if (kit.field("roster.search", state.query.text,
                {.kind = FieldKind::search, .placeholder = Str::roster_search, .icon = Icon::search, .clear = true, .max_length = 40}))
    act.kind = RosterAct::query_changed;
  kit.space(12);
  if (filter_chips(kit, screen, state)) act.kind = RosterAct::query_changed;
  kit.space(12);
  const auto& ids = screen.result->ids;
  const int count = static_cast<int>(ids.size());
  const Text found = say(Str::roster_found, count);
  if (screen.can_register) {
    if (kit.section(found, "roster.register", Str::roster_register, Icon::plus)) act.kind = RosterAct::register_elder;
  } else {
    kit.section(found);
  }
  if (screen.loading && count == 0) {
    kit.skeleton(6);
    return act;
  }
  if (count == 0) {
    const bool empty_register = screen.result->total == 0;
    kit.empty("roster.none", {.picture = Picture::family, .what = empty_register ? Str::roster_empty : Str::roster_none,
                              .next = empty_register ? Str::roster_empty_next : Str::roster_none_next});
    return act;
  }
  const bool tablet = kit.form() != Form::phone;
  kit.list("roster.rows", Str::roster_title, count, [&](int i) {
    const EntityId id = ids[static_cast<std::size_t>(i)];
    const auto r = screen.row(id);
    if (!r) return;
    Row row{.surname = surname_of(r->name), .name = verbatim(r->name), .aside = age_text(r->age), .tags = model_words(r->tags, 2)};
    if (r->conflict) {
      row.mark = {.kind = MarkKind::conflict};
    } else if (r->due) {
      row.mark = duty_mark(*r->due, screen.moment);
    }
    if (kit.theme().elder()) row.tags.clear();   // one thing: who, and when she is to be seen
    else row.note = r->ended_kind != 0 ? choice_label(model::EntityType::person, model::person::ended_kind, r->ended_kind) : last_visit(*r, screen.moment);
    if (tablet && !kit.theme().elder()) row.second = verbatim(r->village + r->group_name);
    if (kit.row(Id("roster.row", id.value), row) == RowPress::row) act = {RosterAct::open_elder, id};
  });
  return act;
}

RosterAct roster_desk(Kit& kit, const RosterScreen& screen, RosterState& state) {
  RosterAct act;
  const auto& ids = screen.result->ids;
  const int count = static_cast<int>(ids.size());
  kit.foot([&] {
    int first = 0, last = 0;
    kit.visible_rows("roster.table", first, last);
    const Text shown = count == 0 ? Text(Str::roster_none) : say(Str::roster_showing, count, first + 1, std::max(first + 1, last));
    if (!screen.can_take_out || count == 0) return kit.label(shown);
    kit.columns({-1, 0, 0}, [&](int cell) {
      if (cell == 0) {
        kit.space(10);   // level with the words of the buttons
        kit.label(shown);
      }
      if (cell == 1 && kit.button("roster.to_file", Str::roster_to_file, {.kind = ButtonKind::quiet, .fit = true})) act.kind = RosterAct::to_file;
      if (cell == 2 && kit.button("roster.print", Str::roster_print, {.kind = ButtonKind::quiet, .fit = true})) act.kind = RosterAct::print;
    });
  });
  kit.columns({-1, 0}, [&](int cell) {
    if (cell == 0) {
      if (filter_chips(kit, screen, state)) act.kind = RosterAct::query_changed;
    } else if (screen.can_register) {
      if (kit.button("roster.register", Str::roster_register, {.kind = ButtonKind::secondary, .icon = Icon::plus, .fit = true}))
        act.kind = RosterAct::register_elder;
    }
  });
  int selected = -1;
  for (int i = 0; i < count; ++i)
    if (ids[static_cast<std::size_t>(i)] == state.selected) selected = i;
  const bool by_name = state.query.sort == registry::RosterQuery::Sort::name;
  const float f = kit.theme().factor();
  // The largest letters leave no room for the last visit; the day that matters, the next one, stays.
  const bool with_last = f < 1.3f;
  std::vector<Column> columns = {{.title = Str::roster_name, .width = 132 * f, .sortable = true, .sorted = by_name ? 1 : 0},
                                 {.title = Str::roster_age, .width = 84 * f},
                                 {.title = Str::roster_village, .width = 104 * f},
                                 {.title = Str::roster_tags, .width = -1},
                                 {.title = Str::roster_due_column, .width = 130 * f, .align = Align::right, .sortable = true, .sorted = by_name ? 0 : 1}};
  if (with_last) columns.insert(columns.begin() + 4, {.title = Str::roster_last_column, .width = 110 * f});
  const TablePress press = kit.table(
      "roster.table", Str::roster_title, columns, count, selected,
      [&](int i, std::vector<Cell>& cells) {
        cells.resize(columns.size());
        const auto r = screen.row(ids[static_cast<std::size_t>(i)]);
        if (!r) return;
        cells[0] = {.text = verbatim(r->name), .bold = true};
        cells[1] = {.text = r->age >= 0 ? say(Str::roster_sex_age, sex_word(r->sex), r->age) : sex_word(r->sex)};
        cells[2] = {.text = verbatim(r->village)};
        cells[3] = {.tags = model_words(r->tags, 2)};
        if (with_last) cells[4] = {.text = r->last_visit ? say_day(*r->last_visit, screen.moment.today()) : Text(Str::unknown_short), .note = true};
        if (r->ended_kind != 0) {
          cells.back() = {.text = choice_label(model::EntityType::person, model::person::ended_kind, r->ended_kind), .note = true};
        } else if (r->conflict) {
          cells.back() = {.mark = {.kind = MarkKind::conflict}};
        } else if (r->due) {
          cells.back() = {.mark = duty_mark(*r->due, screen.moment)};
        }
      },
      [&](int i) { return ids[static_cast<std::size_t>(i)].value; });
  if (press.row >= 0) act = {RosterAct::open_elder, ids[static_cast<std::size_t>(press.row)]};
  if (press.column == 0 || press.column == static_cast<int>(columns.size()) - 1) {
    state.query.sort = press.column == 0 ? registry::RosterQuery::Sort::name : registry::RosterQuery::Sort::due_first;
    act.kind = RosterAct::query_changed;
  }
  return act;
}

}  // namespace huzhu::ui
