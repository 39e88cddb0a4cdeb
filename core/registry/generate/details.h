// Details: what a list says about each soul besides age and household: name, number, telephone, address, needs.
#pragma once

#include "core/registry/generate/population.h"

namespace huzhu::registry::generate {

// One elder a soul, ordered by village, household and age, as clerks keep their lists.
std::vector<GeneratedElder> describe(const std::vector<Soul>& souls, const RosterOptions& options, Draw& draw);

}  // namespace huzhu::registry::generate
