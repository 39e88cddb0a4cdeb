#include "ui/print/today_list.h"

#include <algorithm>

#include "core/base/order.h"

namespace huzhu::ui::print {
namespace {

using care::TodayElder;

std::vector<const TodayElder*> by_place(const care::TodayView& view) {
  std::vector<const TodayElder*> rows;
  for (const TodayElder& e : view.to_visit) rows.push_back(&e);
  // Those of one place stay in the order of the screen: the longest late first.
  stable_order(rows, [](const TodayElder* a, const TodayElder* b) {
    return a->village != b->village ? a->village < b->village : a->group_name < b->group_name;
  });
  return rows;
}

std::vector<Cell> row_of(const TodayElder& e) {
  const Text due = e.duty.days_late > 0 ? say_late(e.duty.days_late) : Text(Str::mark_today);
  return {{Cell::box, {}}, {Cell::strong, verbatim(e.name)}, {Cell::words, e.age >= 0 ? say(Str::age, e.age) : Text()}, {Cell::words, due}, {Cell::line, {}}};
}

// One table for all: a county has hundreds of villages, and most of them one or two rows.
Table table_of(const std::vector<const TodayElder*>& rows) {
  Table table{{{Str::print_seen, 8}, {Str::print_name, 20}, {Str::print_age, 12}, {Str::print_due, 15}, {Str::print_words, 45}}, {}};
  for (std::size_t first = 0; first < rows.size();) {
    std::size_t end = first;
    while (end < rows.size() && rows[end]->village == rows[first]->village) ++end;
    table.rows.push_back({{Cell::across, say(Str::print_village, verbatim(rows[first]->village), static_cast<int>(end - first))}});
    for (; first < end; ++first) table.rows.push_back(row_of(*rows[first]));
  }
  return table;
}

}  // namespace

Document today_list(const TodayPaper& paper) {
  const care::TodayView& view = *paper.view;
  Document sheet;
  sheet.push_back(Heading{1, say(Str::print_today_title, say_whole_day(view.date), say_weekday(view.date))});
  const auto rows = by_place(view);
  sheet.push_back(Paragraph{rows.empty() ? Text(view.planned > 0 ? Str::today_all_done : Str::today_nobody) : say(Str::today_to_visit, static_cast<int>(rows.size()))});
  if (!rows.empty()) sheet.push_back(table_of(rows));
  const bool withheld = std::any_of(rows.begin(), rows.end(), [](const TodayElder* e) { return !e->group_name.empty(); });
  if (withheld) sheet.push_back(Paragraph{say(Str::print_withheld, Text(Str::print_place))});
  sheet.push_back(Entry{Str::print_who_went, {}});
  sheet.push_back(Entry{Str::print_more_words, {}, 3});
  sheet.push_back(Paragraph{say(Str::print_by, paper.printed_by, say_whole_day(paper.moment.today())), true});
  sheet.push_back(Paragraph{Str::print_copy_in, true});
  sheet.push_back(Paragraph{Str::print_keep_safe, true});
  return sheet;
}

}  // namespace huzhu::ui::print
