// Overview: the view behind the PC's 今日总览: one line a village, eight weeks, what waits for a decision.
//
// Unknown is unknown, never zero: a village that has not reported today has no `visited` and no `late` figure
// (look/guide.md principle 2).
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "core/people/saved.h"
#include "core/registry/roster.h"

namespace huzhu::care {

struct VillageLine {
  std::int64_t area = 0;
  std::string name;
  int elders = 0;
  int due_today = 0;                            // to be visited today, done or not
  std::optional<int> visited;                   // of those, done; none = no word of today yet
  std::optional<int> late;                      // overdue; none = no word of today yet
  std::optional<std::int64_t> last_report_ms;   // newest record of this village that is here
  bool reported_today = false;
};

struct WeekFigure {
  Date monday;
  int visits = 0;
  std::optional<int> on_time_percent;           // of the visits, those made by the day they were owed; none = no visit
};

struct InboxItem {
  enum class Kind : std::uint8_t { conflict, needs_help, emergency, twice_registered };
  Kind kind = Kind::conflict;
  EntityId elder, entity;                       // entity = the visit, the other person, or the record in conflict
  std::uint16_t field = 0;                      // of a conflict
  std::string name, label;                      // 马玉莲, 电话
  std::vector<std::string> who;                 // 陈桂香, 周育才
  std::string words;                            // 家窗户漏风
  std::int64_t at_ms = 0;
  std::optional<Date> by;
  std::vector<std::string> villages;
};

struct DueDates {
  int turning_80 = 0;                           // within 30 days (A20, E07)
  int turning_90 = 0, turning_100 = 0;
};

struct OverviewView {
  Date date;
  std::string place;                            // 红古区
  int elders = 0, planned_today = 0, visited_today = 0, late = 0;
  int villages_silent_today = 0;                // 差 2 个村今天没报到
  std::optional<std::int64_t> last_received_ms; // newest receipt here
  std::vector<VillageLine> villages;            // by area code
  std::array<WeekFigure, 8> weeks;              // oldest first, the last is this week
  std::vector<InboxItem> inbox;                 // newest first, at most 50
  std::size_t inbox_count = 0;
  DueDates due;
  std::string lunar, solar_term;                // as in TodayView
  int solar_term_in_days = -1;
};

OverviewView overview(people::Session& session, registry::ElderIndex& index);

}  // namespace huzhu::care
