// 老人名册: find an elder by part of the name, pinyin, village or tag; 10,000 rows scroll, only those seen are built.
#pragma once

#include <functional>

#include "core/registry/roster.h"
#include "ui/screens/moment.h"

namespace huzhu::ui {

struct RosterState {
  registry::RosterQuery query;
  bool more_chips = false;
  EntityId selected;      // PC: shown in the detail pane
};
struct RosterScreen {
  const registry::RosterResult* result = nullptr;
  std::function<std::optional<registry::RosterRow>(EntityId)> row;
  const registry::RosterChips* chips = nullptr;
  Moment moment;
  bool can_register = false, can_take_out = false;   // take_out: as a file, or on paper
  bool loading = false;
};
struct RosterAct {
  enum Kind { none, open_elder, register_elder, query_changed, to_file, print } kind = none;
  EntityId elder;
};

RosterAct roster_content(Kit& kit, const RosterScreen& screen, RosterState& state);  // inside a pane
RosterAct roster_desk(Kit& kit, const RosterScreen& screen, RosterState& state);     // brings its own panes

}  // namespace huzhu::ui
