// 登记新设备: whom and what for, the invitation as a code and as digits, the four words to compare, and how it ended.
//
// Asks one thing a screen in 长辈版. Drawn from its own state; the page talks to the hub and signs.
#pragma once

#include <string>
#include <vector>

#include "core/people/places.h"
#include "ui/screens/codes.h"
#include "ui/screens/four_words.h"

namespace huzhu::ui {

struct InviteState {
  enum class Step { form, waiting, reading, comparing, answering, done, stopped };
  Step step = Step::form;
  bool face = false;           // with no network: its code is read here, and the answer goes back as codes or a file
  int question = 0;            // 长辈版: 0 what they do, 1 where, 2 their name
  int role = -1;               // index into InviteView::roles
  std::int64_t area = 0, township = 0;
  std::string name, township_typed, village_typed;
};
struct InviteRole {
  model::RoleKind role = model::RoleKind::volunteer;
  int digits = 12;             // of the area code it holds in: 12 a village, 9 a township, 6 the county
};
struct InviteView {
  std::vector<InviteRole> roles;         // that this person may give, the least first
  std::vector<people::Place> places;     // in this person's area
  bool online = true, may_add = false;   // may_add: 加一个人 is there, with no network
  Text address;                          // where this program comes from
  std::string digits, code;              // waiting; empty: not here yet
  int minutes_left = 0;
  Text trouble;                          // on the way to the centre
  Text device;                           // comparing: 平板, or the name of one
  bool known = false;                    // comparing, done: that one is in use; this is one more person on it
  WordCards words;
  ReadingView reading;
  CodesView codes;                       // answering; empty: still being put together
  Text saved_as;
  Text who;                              // done: 陈桂香，红古村站长
  bool received = false;                 // done: the centre has it
  Text why;                              // stopped
};
enum class InviteAct : std::uint8_t { none, changed, invite, face, copy, stop, same, differ, pause, save, answered, register_too, again, anew, leave };

InviteAct invite_content(Kit& kit, const InviteView& view, InviteState& state);
InviteAct invite_acts(Kit& kit, const InviteView& view, InviteState& state);
// 长辈版: one question back; false: out of the form.
bool invite_step_back(InviteState& state);

}  // namespace huzhu::ui
