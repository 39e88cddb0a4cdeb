// World: one county with its hub, tablets, people and troubles, run from a plan to the end, then healed and looked at.
#pragma once

#include "tests/sim/acknowledged.h"
#include "tests/sim/courier.h"
#include "tests/sim/people.h"
#include "tests/sim/plan.h"

namespace huzhu::sim {

struct Outcome {
  bool ok = true;
  std::string checker, what;       // what failed
  std::uint64_t steps = 0, acts = 0, requests = 0, bytes = 0, conflicts = 0, settled = 0, excused = 0, carried = 0;
  std::int64_t simulated_ms = 0;
  std::uint64_t digest = 0;        // of everything that happened
  std::vector<std::string> trace;  // its last lines
};

class World {
 public:
  World(const Options& options, const std::vector<Event>& plan);

  Outcome run();

  Agenda& agenda() { return agenda_; }
  Trace& trace() { return trace_; }
  HubMachine& hub() { return hub_; }
  std::vector<std::unique_ptr<Tablet>>& tablets() { return tablets_; }
  const Acknowledged& acknowledged() const { return acknowledged_; }
  // Of the logs of devices that were stopped, what had been received before, and is not lost.
  const std::map<LogName, std::uint64_t>& stands() const { return stands_; }
  bool has(Fault fault) const { return options_.faults.contains(fault); }

 private:
  void happen(const Event& event);
  void heal();
  bool quiet();
  void settle_down();
  void something_was_lost();
  std::map<LogName, std::uint64_t> held_anywhere();
  void report_lost(AuthorId device);  // some hours later somebody has the lost device stopped

  Options options_;
  std::vector<Event> plan_;
  Agenda agenda_;
  Trace trace_;
  Dice dice_;
  HubMachine hub_;
  Network network_;
  People people_;
  Courier courier_;
  Acknowledged acknowledged_;
  std::map<LogName, std::uint64_t> stands_;
  std::vector<std::unique_ptr<Tablet>> tablets_;
};

// One run; everything a failure needs is in the outcome.
Outcome run_world(const Options& options, const std::vector<Event>& plan);

}  // namespace huzhu::sim
