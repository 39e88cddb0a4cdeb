// An elder's file on paper: what may be read by whoever finds the sheet, unless more was asked for; and room to write.
//
// `opened` says which privacy classes are whole; of the others stands the masked form or nothing, and the sheet says that
// something was left out. The file itself is read whole by the program, as on the screen.
#pragma once

#include "core/people/paper.h"
#include "ui/print/document.h"
#include "ui/screens/elder.h"

namespace huzhu::ui::print {

struct ElderPaper {
  const registry::ElderFile* file = nullptr;
  people::Opened opened;
  Moment moment;
  Text printed_by;             // 陈桂香，红古村
};
Document elder_paper(const ElderPaper& paper);

// The classes that this file has something of.
std::vector<model::Privacy> classes_of(const registry::ElderFile& file);

}  // namespace huzhu::ui::print
