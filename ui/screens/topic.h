// Topic: what a page is about, for its 怎么用 (ui/screens/help.h).
#pragma once

#include <cstdint>

namespace huzhu::ui {

enum class Topic : std::uint8_t {
  none,   // a page without bars of its own
  today, overview, roster, find, elder, looked, consent, agree, erase, retention, ending, register_elder, visit, hours, conflicts, same_person, sync, settings, more,
  carry_out, carry_in, add_person, invite, change_pin, reset_pin, give_pin, tour, station, held, unlock, first_run, ask_pin, write,
  count_
};

}  // namespace huzhu::ui
