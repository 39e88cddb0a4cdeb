#include "ui/app/harm_watch.h"

#include <algorithm>
#include <string>

namespace huzhu::ui {
namespace {

constexpr double alone_ms = 60'000;  // well before the tablet locks itself
constexpr double pause_ms = 500;     // a touch in between is answered at once
constexpr std::string_view fact = "harm/looked_on";

}  // namespace

void HarmWatch::begin(store::Replica& replica, Date today) {
  today_ = today;
  next_ms_ = 0;
  const auto looked = replica.fact(fact);
  over_ = looked && text(*looked) == std::to_string(today.days);
}

double HarmWatch::due_ms(double last_touch_ms) const { return over_ ? -1 : std::max(last_touch_ms + alone_ms, next_ms_); }

Result<store::Soundness> HarmWatch::look(store::Replica& replica, double now_ms) {
  next_ms_ = now_ms + pause_ms;
  auto found = replica.look_for_harm();
  if (found && *found == store::Soundness::more) return found;
  over_ = true;
  // Without the note it is read once more at the next unlock.
  if (found) (void)replica.put_fact(fact, view(std::to_string(today_.days)));
  return found;
}

}  // namespace huzhu::ui
