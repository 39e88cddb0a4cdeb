// 怎么用: two to four short sentences about one screen: what it is for, what to press first, what happens without a network.
//
// They name controls by the catalogue's own words, so that a renamed button is called by its new name here too.
#pragma once

#include "ui/kit/kit.h"
#include "ui/screens/topic.h"

namespace huzhu::ui {

struct HelpLine {
  Str sentence = Str::count_;            // count_ = no line
  Str first = Str::count_, second = Str::count_;   // the controls that {0} and {1} stand for
  enum In : std::uint8_t { both, standard, elder } in = both;
};
// At most six lines a topic, of which one density says two to four.
struct HelpLines {
  HelpLine lines[6];
};
const HelpLines& help_lines(Topic topic);
std::vector<Text> help_sentences(Topic topic, bool elder);
std::string help_words(Topic topic, bool elder);   // read aloud

struct HelpView {
  Topic topic = Topic::none;
  bool can_speak = false;   // a voice is on this device; without one the button says so
  bool can_print = true;    // the card names the station: not before somebody has unlocked
};
enum class HelpAct : std::uint8_t { none, close, read, print_card };
HelpAct help_sheet(Kit& kit, const HelpView& view);

}  // namespace huzhu::ui
