// CadenceSource: one line of assets/rules/visit_cadence.json as the build writes it down: choices still by their keys.
#pragma once

#include <span>
#include <string_view>

#include "core/base/calendar.h"

namespace huzhu::care {

struct CadenceSource {
  std::string_view key;
  int every_days;
  std::string_view title_zh, source_zh;
  Date valid_from, valid_to;  // inclusive
  int age_min;
  std::string_view tags, care_levels, livings;  // keys of the model's choices, separated by '|'
};

std::span<const CadenceSource> cadence_source();

}  // namespace huzhu::care
