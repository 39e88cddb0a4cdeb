// 老人档案: who she is, what matters for her safety, what is owed to her, what happened.
#pragma once

#include "core/people/access.h"
#include "core/registry/elder_file.h"
#include "ui/screens/moment.h"

namespace huzhu::ui {

enum class PhotoState : std::uint8_t {
  none,
  hidden,     // until somebody says why it is to be seen
  coming,     // not on this device yet
  preparing,  // here, being decoded
  newer,      // not to be read by this program
  broken,     // not to be read by any
  shown,
};

enum class VoiceState : std::uint8_t { none, coming, newer, there, playing };

struct ElderScreen {
  registry::ElderFile file;
  Moment moment;
  bool can_visit = false, can_edit = false, can_review = false;
  bool id_shown = false, phone_shown = false;   // whole, after 显示
  bool asking = false;                          // why the ID and the photo are to be shown
  EntityId record{};                            // of the history, that is asked about
  bool changes_of_others = false;               // this role puts right and takes back what others recorded, too
  bool printing = false;                        // how the file is to be printed
  bool can_print_whole = false;                 // this role may, for a reason
  PhotoState photo_state = PhotoState::none;
  std::uint64_t photo = 0;                      // Kit::put_photo; when it is shown
  bool can_photograph = false;
  std::vector<VoiceState> voices{};             // of each in file.history; empty: of none
};
struct ElderAct {
  enum Kind { none, visit, call, call_contact, edit, conflict, ask_record, keep_record, correct, take_back, copy_id, copy_phone, show_phone, ask_id, show_id, keep_id, who_looked, consent, ending, ask_print, print, keep_print, remove_photo, hear, find_same, open_record, part_record } kind = none;
  EntityId entity;           // ask_record, take_back: the visit or time entry; correct, hear: the visit; open_record, part_record: the other file
  bool hours = false;        // ask_record, take_back: a time entry
  std::uint16_t field = 0;   // conflict
  people::AccessReason reason = people::AccessReason::other;  // show_id, print
  bool whole = false;        // print: for that reason; else masked
};

// The file button of this person's photo.
Id photo_button(EntityId person);

ElderAct elder_content(Kit& kit, const ElderScreen& screen);
ElderAct elder_detail(Kit& kit, const ElderScreen& screen);  // narrow, at the right of the PC's register

// Over the whole screen, while `asking` or `printing`: why the ID is to be seen, or printed; one press, and it is there.
ElderAct elder_question(Kit& kit, const ElderScreen& screen);

}  // namespace huzhu::ui
