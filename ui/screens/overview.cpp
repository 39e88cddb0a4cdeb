#include "ui/screens/overview.h"

#include <algorithm>
#include <limits>

namespace huzhu::ui {
namespace {

using care::InboxItem;
using care::VillageLine;

Mark report_mark(const VillageLine& line, const Moment& moment) {
  if (line.reported_today) return {.kind = MarkKind::received};
  if (!line.last_report_ms) return {.kind = MarkKind::plain, .word = Str::overview_no_report, .icon = Icon::nonet};
  const Date day = Date::from_ms(*line.last_report_ms, moment.utc_offset_minutes);
  return {.kind = MarkKind::plain, .word = say(Str::overview_stopped, say_day(day, moment.today())), .icon = Icon::nonet};
}

void headline(Kit& kit, const OverviewScreen& screen, OverviewAct& act) {
  const care::OverviewView& v = screen.view;
  kit.columns({-1, 0, 0}, [&](int cell) {
    if (cell == 2) {
      if (kit.button("overview.print", Str::print_today, {.icon = Icon::print, .fit = true})) act.kind = OverviewAct::print;
    } else if (cell == 0) {
      kit.heading(v.late > 0 ? say(Str::overview_headline_late, v.planned_today, v.visited_today, v.late)
                             : say(Str::overview_headline, v.planned_today, v.visited_today));
    } else {
      Text term;
      if (!v.solar_term.empty() && v.solar_term_in_days >= 0)
        term = say(Str::today_solar_term, say_day(Date{v.date.days + v.solar_term_in_days}, v.date), model_word(v.solar_term));
      kit.note(joined({say(Str::overview_date, say_month_day(v.date), say_weekday(v.date)), say(Str::lunar_day_line, say_lunar(v.date)), term}));
    }
  }, 24, Align::middle);
  kit.space(12);
}

void village_table(Kit& kit, const OverviewScreen& screen, OverviewAct& act) {
  const auto& lines = screen.view.villages;
  float most = 1;
  for (const VillageLine& l : lines) most = std::max(most, static_cast<float>(l.due_today));
  const float f = kit.theme().factor();
  const std::vector<Column> columns = {{.title = Str::roster_village, .width = -0.62f},
                                       {.title = Str::overview_visits, .width = -1},
                                       {.title = Str::overview_done, .width = 88 * f, .align = Align::right},
                                       {.title = Str::overview_late, .width = 116 * f, .align = Align::right},
                                       {.title = Str::overview_report, .width = 150 * f, .align = Align::right}};
  const TablePress press = kit.small_table(
      "overview.villages", Str::overview_villages, columns, static_cast<int>(lines.size()),
      [&](int i, std::vector<Cell>& cells) {
        const VillageLine& l = lines[static_cast<std::size_t>(i)];
        cells.resize(columns.size());
        cells[0] = {.text = verbatim(l.name), .bold = true};
        cells[1] = {.done = l.visited ? static_cast<float>(*l.visited) : -1, .late = l.late ? static_cast<float>(*l.late) : 0,
                    .of = static_cast<float>(l.due_today), .of_max = most};
        cells[2] = {.text = l.visited ? say(Str::of_all, *l.visited, l.due_today) : say(Str::of_all, Str::unknown_short, l.due_today)};
        if (!l.late) {
          cells[3] = {.text = Str::unknown, .note = true};
        } else if (*l.late > 0) {
          cells[3] = {.mark = {.kind = MarkKind::late, .word = say(Str::overview_late_people, *l.late)}};
        } else {
          cells[3] = {.text = Str::overview_none_late, .note = true};
        }
        cells[4] = {.mark = report_mark(l, screen.moment)};
      },
      [&](int i) { return static_cast<std::uint64_t>(lines[static_cast<std::size_t>(i)].area); });
  if (press.row >= 0) act = {OverviewAct::open_village, lines[static_cast<std::size_t>(press.row)].area, {}};
}

Text inbox_name(const InboxItem& item) {
  switch (item.kind) {
    case InboxItem::Kind::conflict: return say(Str::overview_conflict_of, verbatim(item.name), model_word(item.label));
    case InboxItem::Kind::twice_registered: return say(Str::overview_twice, verbatim(item.name));
    default: return joined({verbatim(item.name), verbatim(item.words)});
  }
}
Text inbox_second(const InboxItem& item, const Moment& moment) {
  Text who = joined(verbatim_all(item.who, 3));
  if (item.kind == InboxItem::Kind::conflict) return who.empty() ? Text(Str::overview_differ) : say(Str::overview_who_differ, who);
  if (item.kind == InboxItem::Kind::twice_registered) return joined(verbatim_all(item.villages, 3));
  return joined({who, say_moment(item.at_ms, moment.now_ms, moment.utc_offset_minutes), item.by ? say_due(*item.by, moment.today()) : Text()});
}
Icon inbox_icon(InboxItem::Kind kind) {
  switch (kind) {
    case InboxItem::Kind::conflict: return Icon::fork;
    case InboxItem::Kind::needs_help: return Icon::hand;
    case InboxItem::Kind::emergency: return Icon::help;
    case InboxItem::Kind::twice_registered: return Icon::people;
  }
  return Icon::inbox;
}

void inbox(Kit& kit, const OverviewScreen& screen, OverviewAct& act) {
  constexpr std::size_t shown = 4;
  const auto& items = screen.view.inbox;
  kit.section(Str::overview_inbox, screen.view.inbox_count > 0 ? say(Str::badge_spoken, static_cast<long long>(screen.view.inbox_count)) : Text());
  kit.rows([&] {
    if (items.empty()) kit.row("overview.inbox/none", {.icon = Icon::okround, .tone = Tone::ok, .name = Str::conflicts_none, .compact = true, .press = false});
    for (std::size_t i = 0; i < items.size() && i < shown; ++i) {
      const InboxItem& item = items[i];
      const bool conflict = item.kind == InboxItem::Kind::conflict, twice = item.kind == InboxItem::Kind::twice_registered;
      Row row{.icon = inbox_icon(item.kind), .tone = item.kind == InboxItem::Kind::emergency ? Tone::danger : Tone::due, .name = inbox_name(item),
              .second = inbox_second(item, screen.moment), .act = conflict ? Str::overview_settle : Str::overview_look, .small_name = true, .press = false};
      if (kit.row(Id("overview.inbox", item.entity.value ^ (item.elder.value << 1) ^ item.field), row) == RowPress::act)
        act = {conflict ? OverviewAct::conflicts : twice ? OverviewAct::same_person : OverviewAct::open_elder, 0, item.elder, item.entity};
    }
  });
}

void coming(Kit& kit, const OverviewScreen& screen) {
  const care::DueDates& due = screen.view.due;
  kit.section(Str::today_birthdays);
  kit.rows([&] {
    const auto line = [&](const char* id, int age, int count) {
      kit.row(id, {.icon = Icon::gift, .tone = Tone::info, .name = say(Str::today_turns, age), .value = say(Str::people_count, count), .value_bold = true,
                   .compact = true, .small_name = true, .press = false});
    };
    line("overview.due/80", 80, due.turning_80);
    line("overview.due/90", 90, due.turning_90);
    line("overview.due/100", 100, due.turning_100);
  });
}

void charts(Kit& kit, const OverviewScreen& screen) {
  const auto& weeks = screen.view.weeks;
  Chart visits{.title = Str::overview_weekly, .unit = Str::overview_weekly_unit};
  Chart on_time{.title = Str::overview_on_time, .unit = Str::overview_on_time_unit, .low = 0, .high = 100};
  for (std::size_t i = 0; i < weeks.size(); ++i) {
    visits.values.push_back(weeks[i].visits);
    on_time.values.push_back(weeks[i].on_time_percent ? *weeks[i].on_time_percent : std::numeric_limits<double>::quiet_NaN());
    const auto day = weeks[i].monday.civil();
    const bool last = i + 1 == weeks.size();
    const Text label = last ? Text(Str::overview_this_week) : say(Str::overview_week_of, day.month, day.day);
    visits.labels.push_back(label);
    on_time.labels.push_back(label);
  }
  visits.sentence = say(Str::overview_weekly_sentence, weeks.back().visits, weeks[weeks.size() - 2].visits);
  on_time.sentence = weeks.back().on_time_percent ? say(Str::overview_on_time_sentence, *weeks.back().on_time_percent) : Text(Str::unknown);
  kit.columns({-1, -1}, [&](int cell) {
    if (cell == 0) kit.bar_chart(visits);
    if (cell == 1) kit.line_chart(on_time);
  }, 20);
}

}  // namespace

OverviewAct overview_content(Kit& kit, const OverviewScreen& screen) {
  OverviewAct act;
  headline(kit, screen, act);
  if (screen.loading && screen.view.villages.empty()) {
    kit.skeleton(6);
    return act;
  }
  const auto left = [&] {
    village_table(kit, screen, act);
    kit.space(20);
    charts(kit, screen);
  };
  const auto right = [&] {
    inbox(kit, screen, act);
    coming(kit, screen);
  };
  kit.columns({-1, 372}, [&](int cell) { cell == 0 ? left() : right(); }, 20);
  return act;
}

}  // namespace huzhu::ui
