#include "tests/sim/shrink.h"

#include <numeric>

namespace huzhu::sim {

Shrunk shrink(const Options& options, const std::vector<Event>& plan, const Outcome& failed, int runs_max) {
  Options quietly = options;
  quietly.print_trace = false;
  Shrunk best;
  best.outcome = failed;
  best.kept.resize(plan.size());
  std::iota(best.kept.begin(), best.kept.end(), std::size_t{0});
  // Larger pieces first, then smaller ones, down to single events, until none can go.
  for (std::size_t piece = std::max<std::size_t>(1, best.kept.size() / 2); best.runs < runs_max;) {
    bool left_out = false;
    for (std::size_t at = 0; at < best.kept.size() && best.runs < runs_max;) {
      std::vector<std::size_t> fewer = best.kept;
      const std::size_t end = std::min(fewer.size(), at + piece);
      fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(at), fewer.begin() + static_cast<std::ptrdiff_t>(end));
      std::vector<Event> events;
      for (const std::size_t number : fewer) events.push_back(plan[number]);
      Outcome outcome = run_world(quietly, events);
      ++best.runs;
      if (!outcome.ok && outcome.checker == failed.checker) {
        best.kept = std::move(fewer);
        best.outcome = std::move(outcome);
        left_out = true;
      } else {
        at += piece;
      }
    }
    if (piece == 1 && !left_out) break;
    if (!left_out || piece > best.kept.size()) piece = std::max<std::size_t>(1, piece / 2);
  }
  return best;
}

}  // namespace huzhu::sim
