// HarmWatch: once a day, when nobody has touched the tablet for a minute, its store is read through, a table at a time.
//
// In between, because reading all of it at the unlock would make people wait; and at all, because a page that came to harm
// is noticed only when it is read, perhaps months later (core/store/soundness.h).
#pragma once

#include "core/base/calendar.h"
#include "core/store/replica.h"

namespace huzhu::ui {

class HarmWatch {
 public:
  void begin(store::Replica& replica, Date today);  // at the unlock
  // When the next table is to be read, if nobody touches the tablet before; negative: not before the next unlock.
  double due_ms(double last_touch_ms) const;
  // Reads it. An error is storage_broken: what is in the log cannot be read any more.
  Result<store::Soundness> look(store::Replica& replica, double now_ms);

 private:
  bool over_ = true;
  Date today_;
  double next_ms_ = 0;
};

}  // namespace huzhu::ui
