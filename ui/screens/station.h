// 人和设备: who uses this tablet, which devices the station has, and what stopped devices wrote. For leads.
#pragma once

#include <vector>

#include "core/people/revoke.h"
#include "ui/kit/kit.h"
#include "ui/screens/moment.h"

namespace huzhu::ui {

struct StationPerson {
  EntityId profile;
  Text surname, name, role;
  bool self = false, may_reset = false;
};
// Somebody whose tablet was stopped.
struct StationDisplaced {
  EntityId profile;
  Text surname, name, device;
};
struct StationView {
  std::vector<StationPerson> people;
  std::vector<StationDisplaced> displaced;
  std::vector<people::DeviceRow> devices;
  bool may_revoke = false, may_invite = false, may_help = false;
  int held = 0;
  std::int64_t now_ms = 0;
  std::optional<std::size_t> asking;  // the device whose stopping is asked about
};
struct StationAct {
  enum Kind { none, reset, ask, keep, revoke, held, invite, help, move, renew } kind = none;
  std::size_t index = 0;
};
StationAct station_content(Kit& kit, const StationView& view);
// Drawn over the page while a device is asked about.
StationAct station_question(Kit& kit, const StationView& view);

struct HeldView {
  std::vector<people::HeldAct> acts;
  Moment moment;
};
// Index of the act to take over, or -1.
int held_content(Kit& kit, const HeldView& view);

}  // namespace huzhu::ui
