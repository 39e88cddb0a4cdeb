// Event wire: an event of the shell as bytes. u8 place of the alternative in ui::Event, then its members in the
// order of ui/port.h (bool and enums as u8; Key's three modifiers as bits 1, 2, 4 of one u8; likewise the five
// bools of Preferences as bits 1, 2, 4, 8, 16 before text_scale). web/shell/event_wire.ts writes it.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "ui/port.h"

namespace huzhu::web {

// Nothing when the bytes are not an event; the shell and the program then come from different builds.
std::optional<ui::Event> decode_event(std::span<const std::uint8_t> bytes);

}  // namespace huzhu::web
