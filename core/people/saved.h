// Saved: what every command answers when its operations are on the disk of this device.
//
// It says where the record is now, so that the screen can say it too (look/guide.md principle 2). `saved_at_ms` is
// device time; being received by the hub is another matter and is read from the views (RecordState).
#pragma once

#include "core/store/replica.h"

namespace huzhu::people {

struct Saved {
  EntityId entity;  // the record that was written or taken back
  ScopeId scope;
  Dot first;
  std::int64_t saved_at_ms = 0;
};

// Where a record is. 待发送 is the sync screen's word for on_tablet: no receipt means on this device only, as far as
// anybody can prove.
enum class RecordState : std::uint8_t {
  on_tablet,  // 在本机: no receipt of the hub for some operation of it yet
  received,   // 收讫: the hub's signed receipt covers all of it
  conflict,   // 有冲突: some field of it was written differently by two people
};

}  // namespace huzhu::people
