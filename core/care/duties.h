// Duties: what is owed to an elder and when: the visit cadence applied to tags, age, care level and the last visit.
//
// The cadence is rule data (assets/rules/visit_cadence.json: source and validity on each entry; domain/standards.md §3,
// requirements B08, D24), turned into a table at build time. Of the rules that match, the earliest due day holds. A
// cadence a person set for this elder (person.visit_every_days) goes before the rules. Pure: no clock, no database.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/calendar.h"

namespace huzhu::care {

// One line of the rule file. Matches when the elder is old enough and, where any list is given, one of the lists has
// something of the elder's.
struct CadenceRule {
  std::string_view key;             // "high_risk_weekly"
  int every_days = 0;
  std::string_view title_zh;        // 每周探访一次
  std::string_view source_zh;       // the document
  Date valid_from, valid_to;        // inclusive
  int age_min = 0;                  // 0 = any
  std::vector<std::int64_t> tags;   // person.tags
  std::vector<std::int64_t> care_levels, livings;
};
const std::vector<CadenceRule>& cadence_rules();

// What the rules look at.
struct ElderFacts {
  std::optional<Date> birth_date;
  std::vector<std::int64_t> tags;
  std::int64_t care_level = 0, living = 0;
  int visit_every_days = 0;         // set by a person; 0 = by rule
  std::optional<Date> registered_on;
  std::optional<Date> last_visit;
  std::optional<Date> follow_up_by; // what the last visit left to be done, and by when
  bool in_care = true;              // false: died or moved away; nothing is owed
};

enum class DutyKind : std::uint8_t { visit, follow_up };
enum class DueWord : std::uint8_t { none, later, tomorrow, today, late };

struct DutyState {
  DutyKind kind = DutyKind::visit;
  int every_days = 0;               // 7, 30, 91; 0 for a follow-up
  const CadenceRule* rule = nullptr;  // null when a person set the cadence, or for a follow-up
  std::optional<Date> last;
  Date due;                         // the day by which it must be done
  DueWord word = DueWord::none;
  int days_late = 0;                // > 0 when late
};

// The most frequent rule that holds on `on`; null when none matches.
const CadenceRule* cadence_for(const ElderFacts& facts, Date on);
// What is owed, nearest first; empty when nothing is. A rule counts from the day it began to hold for this elder: who
// turns 80 today is due today, not late. Never visited: within one cadence of the registration.
std::vector<DutyState> duties_of(const ElderFacts& facts, Date today);
// The most pressing of them.
std::optional<DutyState> next_duty(const ElderFacts& facts, Date today);

}  // namespace huzhu::care
