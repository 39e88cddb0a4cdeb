// 设置: size of the letters, 长辈版, colour of the screen, and what this installation is.
#pragma once

#include "ui/kit/kit.h"

namespace huzhu::ui {

struct SettingsView {
  Look look;
  int profiles = 1;
  Text version;        // short hash, for comparison with the printed card
  Text storage;        // 用了 12 MB，够用
};
struct SettingsAct {
  enum class Kind { none, elder, standard, size, palette, switch_person, change_pin } kind = Kind::none;
  SizeStep size = SizeStep::normal;
  Palette palette = Palette::light;
};

SettingsAct settings_content(Kit& kit, const SettingsView& view);

}  // namespace huzhu::ui
