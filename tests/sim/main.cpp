// huzhu-sim: runs seeds, and of a failure tells the seed, the step, the story, and the fewest events that bring it about.
#include <spdlog/spdlog.h>

#include <CLI/CLI.hpp>

#include <chrono>
#include <random>

#include "core/base/crypto.h"
#include "tests/sim/shrink.h"

using namespace huzhu::sim;

namespace {

constexpr int shrink_runs_max = 400;
constexpr std::size_t trace_lines = 60;

struct Command {
  Options options;
  std::string faults = "all";
  std::uint64_t runs = 1;
  double seconds = 0;
  bool fresh = false, long_run = false, no_shrink = false;
  std::vector<std::size_t> keep;
};

double seconds_now() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

void tell_failure(const Command& command, const Options& options, const std::vector<Event>& plan, const Outcome& failed) {
  fmt::print("\nFAILED seed {} at step {}: {}: {}\n", options.seed, failed.steps, failed.checker, failed.what);
  const std::string again = fmt::format("./huzhu sim --seed {} --days {} --tablets {} --faults {}", options.seed, options.days, options.tablets, command.faults);
  Outcome told = failed;
  std::string keep;
  if (!command.no_shrink && command.keep.empty()) {
    const Shrunk shrunk = shrink(options, plan, failed, shrink_runs_max);
    told = shrunk.outcome;
    fmt::print("shrunk from {} to {} events in {} runs: {}\n", plan.size(), shrunk.kept.size(), shrunk.runs, told.what);
    for (const std::size_t number : shrunk.kept) {
      fmt::print("  {:>4} {}\n", number, describe(plan[number]));
      keep += fmt::format("{}{}", keep.empty() ? " --keep " : ",", number);
    }
  }
  const std::size_t first = told.trace.size() > trace_lines ? told.trace.size() - trace_lines : 0;
  for (std::size_t i = first; i < told.trace.size(); ++i) fmt::print("  {}\n", told.trace[i]);
  fmt::print("again: {}{} --trace\n", again, keep);
}

bool run(const Command& command) {
  const double began = seconds_now();
  std::uint64_t done = 0, acts = 0, steps = 0, requests = 0, conflicts = 0, settled = 0, carried = 0;
  double simulated = 0;
  bool ok = true;
  for (; ok && done < command.runs && (command.seconds == 0 || seconds_now() - began < command.seconds); ++done) {
    Options options = command.options;
    options.seed += done;
    std::vector<Event> plan = make_plan(options), events;
    for (const std::size_t number : command.keep)
      if (number < plan.size()) events.push_back(plan[number]);
    const Outcome outcome = run_world(options, command.keep.empty() ? plan : events);
    simulated += static_cast<double>(outcome.simulated_ms) / 1000;
    acts += outcome.acts, steps += outcome.steps, requests += outcome.requests, conflicts += outcome.conflicts, settled += outcome.settled, carried += outcome.carried;
    if (!outcome.ok) tell_failure(command, options, plan, outcome);
    ok = outcome.ok;
  }
  const double took = seconds_now() - began;
  fmt::print("seeds {} to {}: {} runs, {} acts, {} requests, {} steps, {} conflicts settled, {} left standing, {} bundles taken in, {:.1f} s; sim_speedup {:.0f}\n", command.options.seed,
             command.options.seed + done - 1, done, acts, requests, steps, settled, conflicts, carried, took, simulated / took);
  return ok;
}

}  // namespace

int main(int argc, char** argv) {
  Command command;
  CLI::App app{"The whole system in one process, from one seed, with everything that goes wrong."};
  app.name("huzhu sim");
  app.add_option("--seed", command.options.seed, "the first seed");
  app.add_option("--days", command.options.days, "days of work in each run")->check(CLI::Range(1, 3650));
  app.add_option("--tablets", command.options.tablets, "devices; of four or more the last is the county's computer")->check(CLI::Range(1, 50));
  app.add_option("--faults", command.faults, "all, none, or some of clock,network,disk,kill,hub,people");
  app.add_option("--runs", command.runs, "how many seeds, one after the other");
  app.add_option("--seconds", command.seconds, "begin no further run after this time");
  app.add_option("--keep", command.keep, "only these events of the plan")->delimiter(',');
  app.add_flag("--fresh", command.fresh, "begin with a seed nobody has tried, and say it");
  app.add_flag("--long", command.long_run, "10,000 runs");
  app.add_flag("--no-shrink", command.no_shrink, "do not look for the fewest events that fail");
  app.add_flag("--trace", command.options.print_trace, "print every event");
  CLI11_PARSE(app, argc, argv);
  try {
    command.options.faults = read_faults(command.faults);
  } catch (const std::invalid_argument& wrong) {
    fmt::print(stderr, "huzhu sim: {}\n", wrong.what());
    return 2;
  }
  if (command.long_run) command.runs = 10'000;
  if (command.fresh) {
    command.options.seed = std::random_device{}() & 0x7fffffff;
    fmt::print("fresh seeds from {}\n", command.options.seed);
  }
  huzhu::crypto::init();
  spdlog::set_level(spdlog::level::off);  // a hub that dies in the middle of a write says so; here that is no news
  return run(command) ? 0 : 1;
}
