#include "core/merge/entity_state.h"

#include <algorithm>

namespace huzhu::merge {

std::span<const Head> EntityState::heads_of(std::uint16_t field) const {
  const auto first = std::lower_bound(heads.begin(), heads.end(), field, [](const Head& head, std::uint16_t id) { return head.field < id; });
  auto last = first;
  while (last != heads.end() && last->field == field) ++last;
  return {heads.data() + (first - heads.begin()), static_cast<std::size_t>(last - first)};
}

Presence EntityState::presence() const {
  if (erasures.empty()) return Presence::here;
  const bool all_covered = std::all_of(heads.begin(), heads.end(), [](const Head& head) { return head.covered; });
  return all_covered ? Presence::erased : Presence::revived;
}

}  // namespace huzhu::merge
