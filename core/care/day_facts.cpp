#include "core/care/day_facts.h"

namespace huzhu::care {

DayFacts day_facts(Date date) {
  constexpr int days_between_terms_max = 16;
  DayFacts facts{date, date.weekday(), {}, {}, -1};
  if (const auto day = lunar(date)) facts.lunar = lunar_month_day_zh(*day);
  for (int ahead = 0; ahead <= days_between_terms_max; ++ahead) {
    const std::string_view term = solar_term_zh(Date{date.days + ahead});
    if (term.empty()) continue;
    facts.solar_term = std::string(term);
    facts.solar_term_in_days = ahead;
    break;
  }
  return facts;
}

}  // namespace huzhu::care
