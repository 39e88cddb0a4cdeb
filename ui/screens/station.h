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
  bool self = false, may_reset = false, may_take_off = false, may_stop = false;
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
  bool may_revoke = false, may_invite = false, may_help = false, may_take_off = false;
  int held = 0;
  std::int64_t now_ms = 0;
  std::optional<std::size_t> asking;  // the device whose stopping is asked about
};
struct StationAct {
  enum Kind { none, reset, ask, keep, revoke, held, invite, help, move, renew, leave, looks } kind = none;
  std::size_t index = 0;
};
StationAct station_content(Kit& kit, const StationView& view);
// Drawn over the page while a device is asked about.
StationAct station_question(Kit& kit, const StationView& view);

// 不用这台的人: whoever leaves this device's lock, or comes back to it.
struct LeaveView {
  std::vector<StationPerson> people;        // on the lock, whom this person may take off
  std::vector<StationDisplaced> taken_off;
  std::vector<StationPerson> elsewhere;     // whose right to act this person may end; `role` with their device
  EntityId asking;                          // whom the question is about
};
struct LeaveAct {
  enum Kind { none, ask, keep, take_off, stop, back } kind = none;
  EntityId profile;
};
LeaveAct leave_content(Kit& kit, const LeaveView& view);
// Drawn over the page while somebody is asked about.
LeaveAct leave_question(Kit& kit, const LeaveView& view);

// For who has no role any more: what still lies here, and the way out.
struct EndedView {
  std::uint64_t unsent = 0;   // records the hub has not confirmed
};
bool ended_screen(Kit& kit, const EndedView& view);   // true: lock

struct HeldView {
  std::vector<people::HeldAct> acts;
  Moment moment;
};
// Index of the act to take over, or -1.
int held_content(Kit& kit, const HeldView& view);

}  // namespace huzhu::ui
