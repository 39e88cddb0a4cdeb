// 不再看了: why an elder is no longer visited, since when; and back again, when it was a mistake.
#pragma once

#include "core/registry/elder_file.h"
#include "ui/screens/moment.h"

namespace huzhu::ui {

struct EndingScreen {
  std::string name;
  Moment moment;
  bool ended = false;                  // it stands in the file already
  std::int64_t kind = 0;               // person.ended_kind; 0 = not chosen
  std::optional<Date> on;
  DateState choosing{};
};
enum class EndingAct : std::uint8_t { none, record, undo };
EndingAct ending_content(Kit& kit, EndingScreen& screen);

// 过世了，11月12日起不再看: for the file and the register; empty while in care.
Text ending_line(std::int64_t kind, std::optional<Date> on, Date today);

}  // namespace huzhu::ui
