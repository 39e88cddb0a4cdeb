// 怎么用: four pictures with a sentence each, for the first time and for whoever wants to see them again.
#pragma once

#include "ui/kit/kit.h"

namespace huzhu::ui {

inline constexpr int tour_pictures = 4;

enum class TourAct { none, next, skip, practise };

// `at` is the picture shown, from 0. `can_practise`: the last one offers 练一练.
void tour_content(Kit& kit, int at);
TourAct tour_acts(Kit& kit, int at, bool can_practise);

}  // namespace huzhu::ui
