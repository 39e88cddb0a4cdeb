#include "ui/print/roster_paper.h"

#include "core/base/order.h"

namespace huzhu::ui::print {
namespace {

std::vector<Cell> row_of(const registry::RosterRow& row, const Moment& moment) {
  const Text due = row.ended_kind != 0 || !row.due ? Text() : row.due->days_late > 0 ? say_late(row.due->days_late) : say_day(row.due->due, moment.today());
  return {{Cell::strong, verbatim(row.name)}, {Cell::words, row.age >= 0 ? say(Str::roster_sex_age, sex_word(row.sex), row.age) : sex_word(row.sex)}, {Cell::words, due}, {Cell::line, {}}};
}

}  // namespace

Document roster_paper(const RosterPaper& paper) {
  std::vector<const registry::RosterRow*> rows;
  for (const registry::RosterRow& row : paper.rows) rows.push_back(&row);
  stable_order(rows, [](const registry::RosterRow* a, const registry::RosterRow* b) { return a->village < b->village; });
  Table table{{{Str::print_name, 25}, {Str::print_age, 15}, {Str::print_due, 20}, {Str::print_words, 40}}, {}};
  for (std::size_t first = 0; first < rows.size();) {
    std::size_t end = first;
    while (end < rows.size() && rows[end]->village == rows[first]->village) ++end;
    table.rows.push_back({{Cell::across, say(Str::print_village, verbatim(rows[first]->village), static_cast<int>(end - first))}});
    for (; first < end; ++first) table.rows.push_back(row_of(*rows[first], paper.moment));
  }
  Document sheet;
  sheet.push_back(Heading{1, Str::roster_title});
  sheet.push_back(Paragraph{say(Str::people_count, static_cast<int>(rows.size()))});
  sheet.push_back(std::move(table));
  sheet.push_back(Paragraph{say(Str::print_by, paper.printed_by, say_whole_day(paper.moment.today())), true});
  sheet.push_back(Paragraph{Str::print_keep_safe, true});
  return sheet;
}

}  // namespace huzhu::ui::print
