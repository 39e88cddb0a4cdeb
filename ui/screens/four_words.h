// Four words on cards, as large as the place allows: two people compare them across a counter or by telephone.
#pragma once

#include <array>

#include "ui/kit/kit.h"

namespace huzhu::ui {

using WordCards = std::array<Text, 4>;
template <class Words>
WordCards word_cards_of(const Words& words) {
  WordCards cards;
  for (std::size_t i = 0; i < cards.size(); ++i) cards[i] = verbatim(words[i]);
  return cards;
}

void word_cards(Kit& kit, const Id& id, const WordCards& words);

}  // namespace huzhu::ui
