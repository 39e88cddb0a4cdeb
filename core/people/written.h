// Written: the times a record carries beside the one a person said: when the device wrote it, by its own clock, and when the
// hub received it (log-and-merge.md "Time"). Tablets' clocks are wrong by years, often; where the two contradict each other
// the screen says so. (One that is slow cannot be told from a record that waited: its time stays at the last it was sure of.)
#pragma once

#include <optional>

#include "core/store/replica.h"

namespace huzhu::people {

struct Written {
  std::int64_t device_ms = 0;                   // 0: not known
  std::optional<std::int64_t> received_ms;      // none: not received yet, as far as anybody can prove
  bool clock_was_fast = false;                  // it says it wrote this after the hub had received it
};

// Of the value that is shown of this field.
Written written(store::Replica& replica, ScopeId scope, EntityId entity, std::uint16_t field);

}  // namespace huzhu::people
