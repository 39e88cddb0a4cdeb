#include "core/care/today.h"

#include <algorithm>
#include <set>

#include "core/base/order.h"
#include "core/care/birthdays.h"
#include "core/care/day_facts.h"
#include "core/care/visits.h"
#include "core/people/names.h"
#include "core/people/query.h"
#include "core/registry/elder_index.h"
#include "core/registry/tags.h"

namespace huzhu::care {
namespace {

using people::each_row;
using people::entity_at;
using registry::ElderRecord;
using store::Statement;

constexpr std::size_t next_days_max = 20;  // rows of 这两天
constexpr int next_days = 2;

TodayElder row_of(registry::ElderIndex::Impl& index, const ElderRecord& elder) {
  TodayElder row;
  row.elder = elder.id;
  row.name = elder.name;
  row.sex = elder.sex;
  row.age = elder.age(index.day);
  row.village = index.place(elder.area);
  row.group_name = elder.group_name;
  row.tags = registry::tag_labels(elder.living, index.shown_tags(elder), elder.care_level, registry::TagOrder::care_first);
  row.duty = *elder.due;
  row.carry_on = elder.follow_up;
  return row;
}

struct DayBounds { std::int64_t from_ms, to_ms; };

DayBounds bounds_of(Date day, int utc_offset_minutes) {
  constexpr std::int64_t ms_per_day = 24LL * 60 * 60 * 1000;
  const std::int64_t from = day.days * ms_per_day - std::int64_t{utc_offset_minutes} * 60000;
  return {from, from + ms_per_day};
}

// Everyone seen today, the newest visit of each; of the session's area.
std::vector<VisitedToday> visited_today(people::Session& session, const registry::ElderIndex::Impl& index) {
  const DayBounds day = bounds_of(index.day, index.utc_offset_minutes);
  std::vector<VisitedToday> visits;
  std::vector<EntityId> visitors;
  std::set<EntityId> seen;
  Statement& rows = session.db().cached("SELECT elder, id, happened_at, outcome, visitor FROM visit WHERE happened_at>=?1 AND happened_at<?2 ORDER BY happened_at DESC, id DESC");
  rows.bind(1, day.from_ms).bind(2, day.to_ms);
  each_row(rows, [&](const Statement& row) {
    const ElderRecord* elder = index.find(entity_at(row, 0));
    if (elder) elder = &index.standing_for(*elder);
    if (!elder || !index.visible(*elder) || !seen.insert(elder->id).second) return;
    visits.push_back({elder->id, entity_at(row, 1), elder->name, row.integer(2), row.integer(3), {}, {}});
    visitors.push_back(entity_at(row, 4));
  });
  for (std::size_t i = 0; i < visits.size(); ++i) {
    visits[i].who = people::person_name(session.db(), visitors[i]);
    visits[i].state = people::record_state(session.replica(), visits[i].visit);
  }
  return visits;
}

void add_birthday(TodayView& view, const ElderRecord& elder, Date today) {
  if (!elder.birth_date) return;
  if (const auto round = round_birthday(*elder.birth_date, today)) view.birthdays.push_back({elder.id, elder.name, round->turns, round->on});
}

}  // namespace

TodayView today_view(people::Session& session, registry::ElderIndex& elder_index) {
  auto& index = elder_index.impl();
  index.refresh();
  const Date today = index.day;
  TodayView view;
  const DayFacts facts = day_facts(today);
  view.date = today;
  view.weekday = facts.weekday;
  view.lunar = facts.lunar;
  view.solar_term = facts.solar_term;
  view.solar_term_in_days = facts.solar_term_in_days;
  const std::int64_t local_ms = session.now_ms() + std::int64_t{index.utc_offset_minutes} * 60000;
  view.hour = static_cast<int>((local_ms / 3600000) % 24);
  view.short_name = session.short_name();
  view.visited = visited_today(session, index);
  std::set<EntityId> done;
  for (const VisitedToday& visit : view.visited) done.insert(visit.elder);

  // In order of due day: the longest late come first by themselves.
  for (std::uint32_t i : index.due_order) {
    const ElderRecord& elder = index.elders[i];
    if (!index.visible(elder)) continue;
    add_birthday(view, elder, today);
    // Who was seen today is done for today, even when something is left to be done tomorrow or by a day gone by.
    if (!elder.due || (done.count(elder.id) != 0 && elder.due->due <= today)) continue;
    if (elder.due->due <= today)
      view.to_visit.push_back(row_of(index, elder));
    else if (elder.due->due.days <= today.days + next_days && view.next_days.size() < next_days_max)
      view.next_days.push_back(row_of(index, elder));
  }
  for (const ElderRecord& elder : index.elders)
    if (index.visible(elder) && elder.outcome == static_cast<std::int64_t>(Outcome::emergency))
      view.urgent.push_back({elder.id, elder.name, index.place(elder.area), elder.last_at_ms});
  stable_order(view.urgent, [](const Urgent& a, const Urgent& b) { return a.at_ms > b.at_ms; });
  view.late = static_cast<int>(std::count_if(view.to_visit.begin(), view.to_visit.end(), [](const TodayElder& e) { return e.duty.days_late > 0; }));
  view.planned = static_cast<int>(view.to_visit.size() + view.visited.size());
  stable_order(view.birthdays, [](const Birthday& a, const Birthday& b) { return a.on < b.on; });
  return view;
}

}  // namespace huzhu::care
