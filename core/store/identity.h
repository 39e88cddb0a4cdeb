// What a replica knows about itself and its county, and the small facts beside the log.
#pragma once

#include <optional>

#include "core/store/replica.h"

namespace huzhu::store {

struct County {
  std::optional<DeviceIdentity> identity;
  AuthorId own, root, hub;  // logs of this device, of the county's root and of its hub

  void set(const DeviceIdentity& to);
};

Bytes encode(const DeviceIdentity& identity);
Result<DeviceIdentity> decode_identity(ByteView bytes);

Status write_fact(Database& db, std::string_view key, ByteView value);
Status remove_fact(Database& db, std::string_view key);
Result<std::optional<Bytes>> read_fact(Database& db, std::string_view key);

}  // namespace huzhu::store
