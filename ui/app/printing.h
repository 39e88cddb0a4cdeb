// Printing: what a press on 打印 does: takes the view, lets core/people/paper.h say what of it may be whole, puts the look
// on record, and hands the document to the shell.
#pragma once

#include <optional>

#include "core/people/access.h"
#include "core/registry/elder_file.h"
#include "core/registry/roster.h"

namespace huzhu::ui {

class Program;

// May this person have anything of the file whole on paper, for a reason?
bool may_print_whole(Program& program, const registry::ElderFile& file);
// Masked without a reason. Nothing is printed, and that is said, when the look could not be put on record.
void print_elder(Program& program, const registry::ElderFile& file, std::optional<people::AccessReason> reason);
void print_today(Program& program);
void print_roster(Program& program, const registry::RosterResult& list);   // more than a thousand are too many, and that is said
void print_quick_card(Program& program);

}  // namespace huzhu::ui
