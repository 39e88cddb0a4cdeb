// SettledBook: what was chosen in conflicts on this device, with what there was to choose from, for 刚定好的 and 撤回.
//
// A memory of this device (Replica::fact), not of the log: the log keeps every value anyway, this only makes the last few
// easy to find again. At most `settled_max` entries, newest first; none of values that were erased (REDACT) since.
#pragma once

#include "core/people/session.h"

namespace huzhu::registry {

inline constexpr std::size_t settled_max = 20;

struct SettledSide {
  Dot dot;
  Value value;
  EntityId actor;
  AuthorId device;
  std::int64_t written_at_ms = 0;
};

struct SettledEntry {
  ScopeId scope;
  EntityId entity;
  std::uint8_t type = 0;  // model::EntityType
  std::uint16_t field = 0;
  EntityId profile;       // who chose
  std::int64_t settled_at_ms = 0;
  Value chosen;
  std::vector<SettledSide> sides;
};

std::vector<SettledEntry> read_settled(store::Replica& replica);
// Puts the entry first; an older one of the same field goes.
Status note_settled(store::Replica& replica, SettledEntry entry);

}  // namespace huzhu::registry
