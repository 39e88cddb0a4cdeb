// Effect wire: what the program asks of the shell, as bytes. u32 count; then each as u8 place of the alternative in
// ui::Effect and its members in the order of ui/port.h (a list of pairs as u32 count and str, str each).
// web/shell/effect_wire.ts reads it.
#pragma once

#include <cstdint>
#include <vector>

#include "ui/port.h"

namespace huzhu::web {

std::vector<std::uint8_t> encode_effects(const std::vector<ui::Effect>& effects);

}  // namespace huzhu::web
