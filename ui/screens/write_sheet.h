// 记一笔: the sheet of things one can write down, over any main screen.
#pragma once

#include "ui/kit/kit.h"

namespace huzhu::ui {

struct WriteSheetView {
  bool can_visit = false, can_hours = false, can_register = false;  // navigation shows only what works for this role
};
enum class WriteSheetAct { none, close, visit, hours, register_elder, urgent, help };

WriteSheetAct write_sheet(Kit& kit, const WriteSheetView& view);

}  // namespace huzhu::ui
