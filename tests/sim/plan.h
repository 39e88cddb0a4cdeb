// Plan: everything that people do and that goes wrong in a run, drawn from the seed before it begins, each event with a
// seed of its own; so that a run can be repeated with some of them left out (shrink.h).
#pragma once

#include <set>
#include <string>
#include <vector>

#include "tests/sim/dice.h"

namespace huzhu::sim {

enum class Fault : std::uint8_t { clock, network, disk, kill, hub, people, courier };

enum class EventKind : std::uint8_t {
  act,            // a person does something on a tablet
  collide,        // people on several tablets write the same field of the same elder before anybody syncs
  by_hand,        // somebody carries what one tablet holds to another
  clock,          // a tablet's clock is set, jumps, drifts
  line,           // a tablet's line to the hub changes
  disk,           // no room, a flipped bit, an evicted origin
  kill,           // a tablet's program ends, now or in the middle of a write
  hub,            // the hub dies, loses its store, is backed up, is set back
  audit,          // the checkers look at one tablet
  bundle,         // a file is packed, and some that lie about are handed in
};

struct Event {
  std::int64_t at_ms = 0;  // from the beginning
  EventKind kind = EventKind::act;
  int tablet = 0;
  std::uint64_t seed = 0;
};

struct Options {
  std::uint64_t seed = 1;
  int days = 3, tablets = 4;
  std::set<Fault> faults;
  bool print_trace = false;
};

// "all", "none" or names separated by commas; fails with a sentence.
std::set<Fault> read_faults(const std::string& names);

std::vector<Event> make_plan(const Options& options);
std::string describe(const Event& event);

}  // namespace huzhu::sim
