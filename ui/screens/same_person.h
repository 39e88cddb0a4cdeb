// 是不是同一个人: two files side by side, and one press that says whether they are one person's.
#pragma once

#include "core/registry/duplicates.h"
#include "core/registry/elder_file.h"
#include "ui/screens/moment.h"

namespace huzhu::ui {

struct SamePair {
  registry::ElderFile one, other;
  std::optional<registry::Likeness> why;   // none: a person chose the two
};
enum class SameAnswer : std::uint8_t { none, same, not_same, later };

// In a list of several one may be left for later.
SameAnswer same_card(Kit& kit, const SamePair& pair, const Moment& moment, bool in_list);

Str why_alike(registry::Likeness why);   // 身份证号一样。

}  // namespace huzhu::ui
