// 待处理: fields that two people wrote differently. Both sides weigh the same; one tap keeps either; what was
// settled can be brought back.
#pragma once

#include "core/registry/conflict_card.h"
#include "ui/screens/moment.h"
#include "ui/screens/same_person.h"

namespace huzhu::ui {

struct ConflictsScreen {
  std::vector<registry::ConflictCard> cards;
  std::vector<SamePair> alike;               // likely registered twice, for who may say so; the first few
  std::vector<registry::SettledCard> settled;
  Moment moment;
};
struct ConflictsAct {
  enum Kind { none, choose, later, restore, open_elder, same, not_same, same_later } kind = none;
  std::size_t card = 0;     // same, not_same, same_later: of `alike`
  Dot side;
};

ConflictsAct conflicts_content(Kit& kit, const ConflictsScreen& screen);
// 尾号 5621 for phones, the masked ID, else the words; digits that differ stay visible.
Text side_words(const registry::ConflictCard& card, const registry::ConflictSide& side);

}  // namespace huzhu::ui
