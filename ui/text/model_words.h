// Words of the model (choices, fields, solar terms) in the language chosen.
//
// core knows them in Chinese only, for that is what the register holds, exports and imports. The catalogue has an English
// word for each (strings/model.def); a test walks the model and finds none missing. Other words come back as they are.
#pragma once

#include <string_view>
#include <vector>

#include "ui/text/text.h"

namespace huzhu::ui {

Text model_word(std::string_view zh);
bool has_model_word(std::string_view zh);   // for tests

}  // namespace huzhu::ui
