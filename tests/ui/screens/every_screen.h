// Every screen in every state it can be in: as usual, empty, loading, wrong, and with the longest values there may be.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "ui/kit/kit.h"

namespace huzhu::ui::sample {

struct Sample {
  std::string name;
  std::function<void(Kit&)> draw;   // fresh state at each call of every_screen(); kept between frames
  enum Where { any, touch_only, desk_only } where = any;
};

// Fresh states: what a test presses in one does not reach another list.
std::vector<Sample> every_screen();

}  // namespace huzhu::ui::sample
