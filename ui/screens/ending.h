// 不再看了: why an elder is no longer visited, since when, and where she is cared for now; and back again.
#pragma once

#include "core/people/places.h"
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
  // Where to, once she moved away.
  std::vector<people::Place> villages;   // that this role reaches, hers left out; none: nobody asks
  enum class Where : std::uint8_t { unsaid, near, far } where = Where::unsaid;
  std::string typed;                     // of a village's name
  std::int64_t area = 0;                 // the village; 0 = not chosen
  std::string village, moved_to;         // hers; where the record says she went
  bool may_bring_back = true;            // this role reaches both

  bool moves() const { return kind == 2 && where == Where::near && !villages.empty(); }   // person.ended_kind moved away
};
enum class EndingAct : std::uint8_t { none, record, undo };   // record: a move, when it moves()
EndingAct ending_content(Kit& kit, EndingScreen& screen);

// The name of the village that was chosen; empty when none.
std::string chosen_village(const EndingScreen& screen);

// 过世了，11月12日起不再看: for the file and the register; empty while in care.
Text ending_line(std::int64_t kind, std::optional<Date> on, Date today);

}  // namespace huzhu::ui
