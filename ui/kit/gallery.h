// Gallery: every control of the kit on one screen, for comparing with design/look and for the kit's own tests.
//
// Shown for the address "?gallery", for contributors: no key, no records, and nothing leads here. Its people are invented.
// State is the caller's, as with any screen; so is the look chosen at its head, which is not kept.
#pragma once

#include <optional>
#include <string>

#include "ui/kit/kit.h"

namespace huzhu::ui {

struct GalleryState {
  std::string name, id = "6201", house, note, search, desk_search, pin, pictures;
  int radio = 0, segment = 0, minutes = 60, picture = 1, option = 0, view = 0, village = -1;
  PickState village_pick;
  DateState birth, other_day;
  std::optional<Date> born, other;
  std::string strokes, thumb;
  bool chip[4] = {true, false, false, false};
  bool speak = false, sheet = false, dialog = false, camera = false, paused = false;
  Check agree = Check::on;
  int presses = 0;   // of anything, for tests
  Look look;         // chosen here
};

void gallery_screen(Kit& kit, GalleryState& state);

}  // namespace huzhu::ui
