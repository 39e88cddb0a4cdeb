// 练一练: what says on every screen that nothing counts, and how one gets out.
#pragma once

#include "ui/kit/kit.h"

namespace huzhu::ui {

// Below the bars, above the page's panes. True: the person has practised enough.
bool practice_banner(Kit& kit);

}  // namespace huzhu::ui
