// Today: the view behind 今日: who is to be visited, who was, what comes next, and the day itself.
//
// Computed from the elder index in memory, so that it may be asked after every save. Of the session's area only.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/care/duties.h"
#include "core/people/saved.h"
#include "core/registry/roster.h"

namespace huzhu::care {

struct TodayElder {
  EntityId elder;
  std::string name;
  std::int64_t sex = 0;
  int age = -1;
  std::string village, group_name;
  std::vector<std::string> tags;      // the one that matters most first
  DutyState duty;                     // why and how late
  std::string carry_on;               // follow-up words of the last visit: 药快没了，带药去; or empty
};

struct VisitedToday {
  EntityId elder, visit;
  std::string name;
  std::int64_t happened_at_ms = 0;
  std::int64_t outcome = 0;           // visit.outcome
  std::string who;
  people::RecordState state = people::RecordState::on_tablet;
};

// 马上求助, as long as no later visit said otherwise.
struct Urgent {
  EntityId elder;
  std::string name, village;
  std::int64_t at_ms = 0;
};

// 到日子的事: someone turns 80 within the next days (A20, E07: 可能够上高龄补贴).
struct Birthday {
  EntityId elder;
  std::string name;
  int turns = 0;                      // 80, 90, 100
  Date on;
};

struct TodayView {
  Date date;
  int weekday = 0;                    // 0 = Sunday
  std::string lunar;                  // 十月十二; empty outside 1900–2100
  std::string solar_term;             // today's or the next one within 15 days: 小雪
  int solar_term_in_days = -1;        // 0 = today; -1 = none found
  int hour = 0;                       // local, for 上午好
  std::string short_name;             // of the helper: 桂香
  std::vector<Urgent> urgent;         // newest first
  std::vector<TodayElder> to_visit;   // late first (longest late first), then today; with reason
  std::vector<VisitedToday> visited;  // newest first
  std::vector<TodayElder> next_days;  // due tomorrow and the day after
  std::vector<Birthday> birthdays;    // within 30 days, nearest first
  int planned = 0;                    // to_visit + visited elders: 今天看 5 位
  int late = 0;
};

TodayView today_view(people::Session& session, registry::ElderIndex& index);

}  // namespace huzhu::care
