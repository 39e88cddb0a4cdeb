// Read aloud: the words of a screen in reading order, for 念.
//
// Made from the semantic tree, so that what is spoken is what is shown and what a screen reader finds. The bars around a
// page are left out; so is what was said a moment before (a list and the heading above it have the same name).
#pragma once

#include <string>

#include "ui/kit/semantics.h"

namespace huzhu::ui {

std::string spoken_words(const Tree& tree);

}  // namespace huzhu::ui
