#include "ui/screens/practice.h"

namespace huzhu::ui {

bool practice_banner(Kit& kit) {
  bool over = false;
  kit.strip([&] { over = kit.banner("practice.over", {.sentence = Str::practice_banner, .tone = Tone::due, .icon = Icon::info, .act = Str::practice_over}); });
  return over;
}

}  // namespace huzhu::ui
