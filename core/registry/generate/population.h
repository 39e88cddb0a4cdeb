// Population: how many elders of which age, sex, household and need, in the proportions of requirement E01.
//
// E01 (a district of 303,600 people): 60–69 22,000, 70–79 14,800, 80–89 5,800, 90–99 300, 100 and over 5; 失能半失能 3,953,
// 空巢 22,945, 农村留守 380. Counts are exact to rounding, not left to chance.
#pragma once

#include <vector>

#include "core/registry/generate/draw.h"
#include "core/registry/roster_generator.h"

namespace huzhu::registry::generate {

struct Soul {
  int age = 60;                // on the day of the list
  bool male = false;
  Date birth;
  std::size_t household = 0;
  std::size_t village = 0;     // index into County::villages
  std::int64_t living = 0;
  std::int64_t care_level = 1;
  bool left_behind = false;
  int spouse = -1;             // index of the soul, -1 = none here
};

std::vector<Soul> draw_population(const RosterOptions& options, Draw& draw);

// `total` shared out by `weights` with the largest remainders, so that the parts sum to the total.
std::vector<std::size_t> share_out(std::size_t total, const std::vector<std::uint32_t>& weights);

}  // namespace huzhu::registry::generate
