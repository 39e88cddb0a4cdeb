// Visits a week and how many of them came by the day they were owed.
#include <algorithm>

#include "core/care/overview_parts.h"
#include "core/people/query.h"

namespace huzhu::care {
namespace {

// A visit before the eight weeks still says when the next was owed: the longest cadence of the rules, and some days.
constexpr int days_before = 120;

Date monday_of(Date day) { return Date{day.days - (day.weekday() + 6) % 7}; }

struct PastVisit {
  std::size_t elder;  // position in the index
  Date day;
};

std::vector<PastVisit> visits_since(people::Session& session, const registry::ElderIndex::Impl& index, Date from) {
  constexpr std::int64_t ms_per_day = 24LL * 60 * 60 * 1000;
  std::vector<PastVisit> visits;
  store::Statement& rows = session.db().cached("SELECT elder, happened_at FROM visit WHERE happened_at>=?1");
  rows.bind(1, from.days * ms_per_day - std::int64_t{index.utc_offset_minutes} * 60000);
  people::each_row(rows, [&](const store::Statement& row) {
    const auto at = index.by_id.find(store::unsigned_of(row, 0));
    if (at == index.by_id.end()) return;
    const registry::ElderRecord& elder = index.standing_for(index.elders[at->second]);
    if (index.visible(elder)) visits.push_back({static_cast<std::size_t>(&elder - index.elders.data()), index.day_of(row.integer(1))});
  });
  std::sort(visits.begin(), visits.end(), [](const PastVisit& a, const PastVisit& b) {
    return a.elder != b.elder ? a.elder < b.elder : a.day < b.day;
  });
  return visits;
}

// Was this visit owed no earlier than the day it was made? By the cadence of today's tags: what they were then is not asked.
bool on_time(const registry::ElderRecord& elder, int utc_offset_minutes, std::optional<Date> before, Date day) {
  ElderFacts facts = elder.facts(utc_offset_minutes);
  facts.last_visit = before;
  facts.follow_up_by.reset();
  const auto duty = next_duty(facts, day);
  return !duty || duty->due >= day;
}

}  // namespace

std::array<WeekFigure, 8> week_figures(people::Session& session, const registry::ElderIndex::Impl& index) {
  std::array<WeekFigure, 8> weeks;
  std::array<int, 8> timely{};
  const Date this_monday = monday_of(index.day);
  for (std::size_t w = 0; w < weeks.size(); ++w) weeks[w].monday = Date{this_monday.days - 7 * static_cast<int>(weeks.size() - 1 - w)};
  const Date first = weeks.front().monday;
  const std::vector<PastVisit> visits = visits_since(session, index, Date{first.days - days_before});
  for (std::size_t i = 0; i < visits.size(); ++i) {
    const PastVisit& visit = visits[i];
    if (visit.day < first || visit.day > index.day) continue;
    const std::size_t week = static_cast<std::size_t>(visit.day.days - first.days) / 7;
    const bool again = i > 0 && visits[i - 1].elder == visit.elder;
    ++weeks[week].visits;
    timely[week] += on_time(index.elders[visit.elder], index.utc_offset_minutes, again ? std::optional(visits[i - 1].day) : std::nullopt, visit.day);
  }
  for (std::size_t w = 0; w < weeks.size(); ++w)
    if (weeks[w].visits > 0) weeks[w].on_time_percent = (timely[w] * 100 + weeks[w].visits / 2) / weeks[w].visits;
  return weeks;
}

}  // namespace huzhu::care
