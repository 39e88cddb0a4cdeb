// One place of several as chips or, for large letters, as cards whose words may wrap: few all at once, of many the chosen one and what fits the letters typed.
#pragma once

#include <string>
#include <vector>

#include "core/people/places.h"
#include "ui/kit/function_ref.h"
#include "ui/kit/kit.h"

namespace huzhu::ui {

struct PlaceChips {
  std::string key;             // of the ids: "register" → register.village_find, register.villages, register.village
  Text label{};
  Text find{}, none{};         // the search field's hint, and what is said when nothing fits
  bool cards = false;
};
// True when another place was chosen or other letters typed. The only place there is is chosen by itself, and nothing is drawn.
bool place_chips(Kit& kit, const PlaceChips& chips, const std::vector<people::Place>& places, FunctionRef<Text(const people::Place&)> word,
                 std::string& typed, std::int64_t& area);

}  // namespace huzhu::ui
