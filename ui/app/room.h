// Room: what is left for records on this device, by the browser's own word.
#pragma once

#include <cstdint>

#include "ui/port.h"

namespace huzhu::ui {

enum class RoomLevel : std::uint8_t { unknown, enough, little, full };

struct Room {
  RoomLevel level = RoomLevel::unknown;
  std::int64_t used_mb = 0, left_mb = 0;
  bool kept = false;   // the browser promised not to clear it
};

// `free_bytes`: what the database's file holds that is empty, and is used before it grows. Little is a third of the quota, full a
// tenth. An estimate without a quota says nothing.
Room room_of(const event::StorageState& storage, std::uint64_t free_bytes);

}  // namespace huzhu::ui
