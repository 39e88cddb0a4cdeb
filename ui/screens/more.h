// 更多: who is using the tablet, and the doors that are not on the bar.
#pragma once

#include "ui/kit/kit.h"

namespace huzhu::ui {

struct MoreView {
  Text surname, name, role_line;  // 红古村志愿者
  int conflicts = 0;
  Text sync_line;                 // 8:12 中心收讫
  Mark sync;
  bool can_add_person = false, can_invite = false;
  int held = 0;                   // acts of stopped devices that wait for a lead
  int kept_too_long = 0;          // people to be erased by a rule
  bool practising = false;        // then nothing is sent, and the way out stands above
};
enum class MoreAct { none, switch_person, conflicts, sync, settings, add_person, invite, station, retention, standard_size, print_today, print_card, tour, practise };

MoreAct more_content(Kit& kit, const MoreView& view);

}  // namespace huzhu::ui
