#include "ui/app/room.h"

#include <algorithm>

namespace huzhu::ui {

Room room_of(const event::StorageState& storage, std::uint64_t free_bytes) {
  constexpr double mb = 1024.0 * 1024.0, little_part = 1.0 / 3, full_part = 0.1;
  const double quota = storage.quota_bytes, used = std::max(0.0, storage.used_bytes - static_cast<double>(free_bytes));
  if (!(quota > 0)) return {};
  const double left = std::max(0.0, quota - used), part = left / quota;
  const RoomLevel level = part < full_part ? RoomLevel::full : part < little_part ? RoomLevel::little : RoomLevel::enough;
  return {level, static_cast<std::int64_t>(used / mb + 0.5), static_cast<std::int64_t>(left / mb), storage.persisted};
}

}  // namespace huzhu::ui
