// Shrink: the fewest events of a plan that still fail, found by leaving events out.
#pragma once

#include "tests/sim/world.h"

namespace huzhu::sim {

struct Shrunk {
  std::vector<std::size_t> kept;  // numbers of the events in the whole plan
  Outcome outcome;                // of the run with these alone
  int runs = 0;
};

// Fails in the same checker. At most `runs_max` runs are tried.
Shrunk shrink(const Options& options, const std::vector<Event>& plan, const Outcome& failed, int runs_max);

}  // namespace huzhu::sim
