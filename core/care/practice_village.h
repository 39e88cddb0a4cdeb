// PracticeVillage: a village of people who do not exist, in memory, in which every daily act may be tried and none counts.
//
// Its county is founded for it alone with keys drawn for it alone, so that nothing written here would be believed by any other
// device even if it left this one. Goes through the same commands as real records do: what is learnt here holds there. There
// are elders who are due and who are not, and one record that two people wrote differently. No telephone numbers: one could be
// somebody's. Not for measurements: for those there is registry/roster_generator.h.
#pragma once

#include <memory>
#include <string_view>

#include "core/people/keyring.h"
#include "core/store/replica.h"

namespace huzhu::care {

struct PracticeVillage {
  std::unique_ptr<store::Replica> replica;   // ":memory:", with an identity that no hub knows
  people::Unlocked person;                   // who practises: a volunteer of that village
};

// `name` is what who practises is called. Errors are those of the commands; none is expected but storage_full.
Result<PracticeVillage> make_practice_village(std::string_view name, Clock& clock, Random& random);

}  // namespace huzhu::care
