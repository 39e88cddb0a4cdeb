// 请站长帮忙 and 帮人重设密码: a new PIN from another tablet, with no network; the screens of the locked tablet and of the lead's.
//
// Drawn from their own state; the pages seal, open and sign (core/people/help.h).
#pragma once

#include <vector>

#include "ui/screens/codes.h"
#include "ui/screens/four_words.h"
#include "ui/screens/people.h"

namespace huzhu::ui {

// The locked tablet, from its lock screen.
struct HelpAskState {
  enum class Step { show, read, pin, working };
  Step step = Step::show;
  TwicePin pin;
  Text error;                    // what was wrong with the answer
};
struct HelpAskView {
  Text person;                   // 长顺: who forgot
  int pin_length = limits::pin_length;   // as the role of that person asks
  std::vector<Text> helpers;     // nobody: then there is no code either
  WordCards words;
  CodesView codes;
  ReadingView reading;
};
enum class HelpAskAct : std::uint8_t { none, read, show, pause, finish, leave, larger, help };
HelpAskAct help_ask_screen(Kit& kit, const HelpAskView& view, HelpAskState& state);

// The lead's.
struct HelpGiveView {
  enum class Step { read, compare, answer, stopped };
  Step step = Step::read;
  ReadingView reading;
  Text person, device, why;
  WordCards words;
  bool answered = false;         // this very request, before
  CodesView codes;
};
enum class HelpGiveAct : std::uint8_t { none, same, differ, again, pause, leave };
HelpGiveAct help_give_content(Kit& kit, const HelpGiveView& view);
HelpGiveAct help_give_acts(Kit& kit, const HelpGiveView& view);

}  // namespace huzhu::ui
