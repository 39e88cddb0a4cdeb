// Checkers: what must hold, looked at from outside. Each throws Failed with its name and what it saw.
#pragma once

#include "tests/sim/reference.h"
#include "tests/sim/world.h"

namespace huzhu::sim {

// At any time, on one tablet that is unlocked: its tables are what the definition says of the segments it holds, also
// when they are thrown away and made anew; every concurrent pair of different values is one conflict, and no other is.
// Answers what must stand there.
Standing check_tablet(Tablet& tablet, bool also_rebuild);

// When all is healed and quiet: everybody holds the same, all that was acknowledged is there, nothing waits, nothing was
// set aside, no incident stands that nobody caused. Answers the number of conflicts that stand.
std::size_t check_county(World& world);

}  // namespace huzhu::sim
