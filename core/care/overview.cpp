#include "core/care/overview.h"

#include <map>
#include <set>

#include "core/care/birthdays.h"
#include "core/care/day_facts.h"
#include "core/care/overview_parts.h"
#include "core/people/places.h"
#include "core/people/query.h"

namespace huzhu::care {
namespace {

using people::each_row;
using registry::ElderRecord;
using store::Statement;

// What a village's own devices wrote last, as far as it is here.
std::optional<std::int64_t> last_report(people::Session& session, const people::Place& village) {
  constexpr int hlc_counter_bits = 16;
  std::optional<std::int64_t> at;
  Statement& rows = session.db().cached("SELECT MAX(l.hlc) FROM log l JOIN device d ON d.id=l.author WHERE l.scope=?1 AND d.area=?2");
  rows.bind(1, people::bits(village.scope)).bind(2, village.area);
  each_row(rows, [&](const Statement& row) {
    if (!row.is_null(0)) at = row.integer(0) >> hlc_counter_bits;
  });
  return at;
}

std::set<EntityId> seen_today(people::Session& session, const registry::ElderIndex::Impl& index) {
  constexpr std::int64_t ms_per_day = 24LL * 60 * 60 * 1000;
  const std::int64_t from = index.day.days * ms_per_day - std::int64_t{index.utc_offset_minutes} * 60000;
  std::set<EntityId> seen;
  Statement& rows = session.db().cached("SELECT DISTINCT elder FROM visit WHERE happened_at>=?1 AND happened_at<?2");
  rows.bind(1, from).bind(2, from + ms_per_day);
  each_row(rows, [&](const Statement& row) { seen.insert(people::entity_at(row, 0)); });
  return seen;
}

struct Count {
  int elders = 0, planned = 0, visited = 0, late = 0;
};

void count_elder(Count& count, const ElderRecord& elder, bool seen, Date today) {
  ++count.elders;
  const bool due = elder.due && elder.due->due <= today;
  count.visited += seen ? 1 : 0;
  count.planned += seen || due ? 1 : 0;
  count.late += !seen && due && elder.due->due < today ? 1 : 0;
}

void count_birthday(DueDates& due, const ElderRecord& elder, Date today) {
  const auto round = elder.birth_date ? round_birthday(*elder.birth_date, today) : std::nullopt;
  if (!round) return;
  ++(round->turns == 80 ? due.turning_80 : round->turns == 90 ? due.turning_90 : due.turning_100);
}

// A village nobody has heard of today has no figure of today, but for visits that others made there.
VillageLine line_of(people::Session& session, const people::Place& village, const Count& count, const registry::ElderIndex::Impl& index) {
  VillageLine line;
  line.area = village.area;
  line.name = village.name;
  line.elders = count.elders;
  line.due_today = count.planned;
  line.last_report_ms = last_report(session, village);
  line.reported_today = line.last_report_ms && index.day_of(*line.last_report_ms) == index.day;
  if (line.reported_today || count.visited > 0) {
    line.visited = count.visited;
    line.late = count.late;
  }
  return line;
}

std::optional<std::int64_t> last_received(people::Session& session) {
  std::optional<std::int64_t> at;
  each_row(session.db().cached("SELECT MAX(received_at) FROM receipt"), [&](const Statement& row) {
    if (!row.is_null(0)) at = row.integer(0);
  });
  return at;
}

}  // namespace

OverviewView overview(people::Session& session, registry::ElderIndex& elder_index) {
  auto& index = elder_index.impl();
  index.refresh();
  OverviewView view;
  view.date = index.day;
  view.place = people::place_name(session.db(), index.area);
  const std::set<EntityId> seen = seen_today(session, index);
  std::map<std::int64_t, Count> counts;
  for (const ElderRecord& elder : index.elders) {
    if (!index.visible(elder)) continue;
    const bool been = index.any_record(elder, [&](const ElderRecord& record) { return seen.count(record.id) != 0; });
    count_elder(counts[elder.area], elder, been, index.day);
    count_birthday(view.due, elder, index.day);
  }
  for (const people::Place& village : people::villages(session.db(), index.area)) {
    view.villages.push_back(line_of(session, village, counts[village.area], index));
    // Where there is nobody to visit there is nothing to report.
    view.villages_silent_today += !view.villages.back().reported_today && view.villages.back().elders > 0 ? 1 : 0;
  }
  for (const auto& [area, count] : counts) {
    view.elders += count.elders;
    view.planned_today += count.planned;
    view.visited_today += count.visited;
    view.late += count.late;
  }
  view.last_received_ms = last_received(session);
  view.weeks = week_figures(session, index);
  Inbox box = inbox(session, elder_index);
  view.inbox = std::move(box.items);
  view.inbox_count = box.count;
  const DayFacts facts = day_facts(index.day);
  view.lunar = facts.lunar;
  view.solar_term = facts.solar_term;
  view.solar_term_in_days = facts.solar_term_in_days;
  return view;
}

}  // namespace huzhu::care
