#include "ui/print/today_list.h"

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
  return {{Cell::box, {}}, {Cell::strong, verbatim(e.name)}, {Cell::words, e.age >= 0 ? say(Str::age, e.age) : Text()},
          {Cell::words, verbatim(e.group_name)}, {Cell::words, due}, {Cell::line, {}}};
}

Table empty_table() {
  return {{{Str::print_seen, 8}, {Str::print_name, 18}, {Str::print_age, 11}, {Str::print_place, 15}, {Str::print_due, 14}, {Str::print_words, 34}}, {}};
}

}  // namespace

Document today_list(const TodayPaper& paper) {
  const care::TodayView& view = *paper.view;
  Document sheet;
  sheet.push_back(Heading{1, say(Str::print_today_title, say_whole_day(view.date), say_weekday(view.date))});
  const auto rows = by_place(view);
  sheet.push_back(Paragraph{rows.empty() ? Text(view.planned > 0 ? Str::today_all_done : Str::today_nobody) : say(Str::today_to_visit, static_cast<int>(rows.size()))});
  for (std::size_t first = 0; first < rows.size();) {
    std::size_t end = first;
    Table table = empty_table();
    for (; end < rows.size() && rows[end]->village == rows[first]->village; ++end) table.rows.push_back(row_of(*rows[end]));
    sheet.push_back(Heading{2, say(Str::print_village, verbatim(rows[first]->village), static_cast<int>(end - first))});
    sheet.push_back(std::move(table));
    first = end;
  }
  sheet.push_back(Entry{Str::print_who_went, {}});
  sheet.push_back(Entry{Str::print_more_words, {}, 3});
  sheet.push_back(Paragraph{say(Str::print_by, paper.printed_by, say_whole_day(paper.moment.today())), true});
  sheet.push_back(Paragraph{Str::print_copy_in, true});
  sheet.push_back(Paragraph{Str::print_keep_safe, true});
  return sheet;
}

}  // namespace huzhu::ui::print
