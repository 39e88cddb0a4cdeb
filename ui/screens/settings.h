// 设置: size of the letters, 长辈版, colour of the screen, and what this installation is.
#pragma once

#include <optional>

#include "ui/kit/kit.h"

namespace huzhu::ui {

struct SettingsView {
  Look look;                           // as shown now
  bool palette_follows = true;         // nobody chose one: as the machine has it
  std::optional<Language> language;    // none: as the machine has it
  int profiles = 1;
  bool people = false;                 // shows 人和设备, and who adds a person here: where 更多 is not there for it
  bool invite = false;                 // the same of 登记新设备
  bool help = false;                   // the same of 怎么用, 练一练 and 加一个人
  bool practising = false;             // then there is no PIN to change
  int held = 0;                        // 要核对的
  int kept_too_long = 0;               // 到期该删的
  bool card = false;                   // 印一张说明卡, likewise
  bool new_version = false;            // one waits to be used
  Text version{};      // short hash, for comparison with the printed card
  Text storage{};      // 用了 12 兆，还能存 3000 兆
  Text room{};         // when that is not much: what to do
  Tone room_tone = Tone::due;
  bool kept = false;         // the browser promised not to clear it
  bool photos_away = false;  // pictures come when they are looked at
};
struct SettingsAct {
  enum class Kind { none, elder, standard, size, palette, language, switch_person, change_pin, add_person, invite, station, retention, print_card, tour, practise, use_version } kind = Kind::none;
  SizeStep size = SizeStep::normal;
  std::optional<Palette> palette;      // none: 跟着机器
  std::optional<Language> language;
};

SettingsAct settings_content(Kit& kit, const SettingsView& view);

}  // namespace huzhu::ui
