#include "ui/screens/four_words.h"

namespace huzhu::ui {

void word_cards(Kit& kit, const Id& id, const WordCards& words) {
  // As large as the column allows: read from across a counter.
  const bool large = kit.width() / 2 - 6 - 32 >= 2.1f * kit.theme().type(Type::figure).size;
  kit.group(id, Role::group, Str::first_words_name, [&] {
    kit.grid(static_cast<int>(words.size()), 2, [&](int i) {
      kit.card([&] {
        kit.space(12);
        kit.text(words[static_cast<std::size_t>(i)], {.type = large ? Type::figure : Type::title, .bold = true, .align = Align::middle});
        kit.space(12);
      });
    }, 12);
  });
}

}  // namespace huzhu::ui
