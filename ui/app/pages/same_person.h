// What a lead says of two files, said by whichever page asks; each answer can be taken back from the toast.
#pragma once

#include "ui/app/program.h"
#include "ui/screens/same_person.h"

namespace huzhu::ui {

// None when one of the two is not here.
std::optional<SamePair> same_pair(Program& program, EntityId one, EntityId other, std::optional<registry::Likeness> why = {});
// True when it was written.
bool say_of_pair(Program& program, const SamePair& pair, bool same);
void part_record(Program& program, EntityId file, EntityId other);

}  // namespace huzhu::ui
