// The parts of the overview that are worked out on their own: eight weeks of visits, and the inbox. For overview.cpp.
#pragma once

#include "core/care/overview.h"
#include "core/registry/elder_index.h"

namespace huzhu::care {

std::array<WeekFigure, 8> week_figures(people::Session& session, const registry::ElderIndex::Impl& index);

struct Inbox {
  std::vector<InboxItem> items;  // newest first, at most `inbox_rows_max`
  std::size_t count = 0;
};
inline constexpr std::size_t inbox_rows_max = 50;
Inbox inbox(people::Session& session, registry::ElderIndex& index);

}  // namespace huzhu::care
