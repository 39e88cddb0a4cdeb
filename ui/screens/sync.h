// 同步: what is on this tablet, what waits, what the centre has receipted, and what is being done right now.
#pragma once

#include "core/people/sync_status.h"
#include "sync/client/state.h"
#include "ui/screens/moment.h"

namespace huzhu::ui {

struct SyncScreen {
  people::SyncStatus status;
  sync::SyncState state;
  bool online = true;
  bool can_carry = false;   // enrolled: records can be sealed to somebody
  Moment moment;
  log::ClockState clock = log::ClockState::trusted;
  std::int64_t clock_behind_ms = 0;  // how far this device's clock is behind the centre's, as last learnt
};
struct SyncAct {
  enum Kind { none, try_again, dismiss, conflicts, show_codes, save_file, read_codes } kind = none;
};

SyncAct sync_content(Kit& kit, const SyncScreen& screen);
// One sentence for the state, used by 更多 as well.
Text sync_sentence(const SyncScreen& screen);
Text sync_brief(const SyncScreen& screen);   // 8:12 中心收讫; with the day when it was another
Text waiting_words(const people::WaitingAct& act);

}  // namespace huzhu::ui
