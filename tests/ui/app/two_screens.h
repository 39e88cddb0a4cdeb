// Two devices that are held before each other: what one screen shows the other's camera, and the words people compare.
#pragma once

#include <set>

#include "core/people/four_words.h"
#include "tests/ui/app/tablet.h"
#include "ui/kit/state.h"

namespace huzhu::test {

inline std::vector<std::string> words_on(TabletApp& tablet) {
  std::set<std::string_view> nouns;
  for (int i = 0; i < 256; ++i) nouns.insert(people::plain_noun(static_cast<std::uint8_t>(i)));
  std::vector<std::string> words;
  for (const ui::Node& node : tablet.d().tree().nodes)
    if (nouns.count(node.name) != 0) words.push_back(node.name);
  return words;
}

// What a camera sees that looks at one screen for a while: each code once.
inline std::vector<std::string> codes_on(TabletApp& tablet, int count = 4) {
  std::vector<std::string> codes;
  if (!tablet.d().exists(ui::Role::image, "二维码")) return codes;
  tablet.d().resize(361, 801);
  tablet.d().resize(360, 800);
  for (int i = 0; i < count; ++i) {
    codes.push_back(ui::last_code());
    tablet.d().advance(360);
  }
  return codes;
}

inline void shown_to(TabletApp& tablet, const std::vector<std::string>& codes) {
  for (const std::string& one : codes) tablet.d().send(ui::event::CodeRead{0, one});
}

}  // namespace huzhu::test
