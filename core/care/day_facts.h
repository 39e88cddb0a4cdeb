// DayFacts: what a calendar leaf says of a day: weekday, lunar day, the solar term of it or the next one.
#pragma once

#include <string>

#include "core/base/calendar.h"

namespace huzhu::care {

struct DayFacts {
  Date date;
  int weekday = 0;                 // 0 = Sunday
  std::string lunar;               // 十月十二; empty outside 1900–2100
  std::string solar_term;          // today's or the next one: 小雪; at most 16 days ahead
  int solar_term_in_days = -1;     // 0 = today; -1 = none found
};

DayFacts day_facts(Date date);

}  // namespace huzhu::care
