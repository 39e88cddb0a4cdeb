// Histories: every way in which up to three devices can write n operations on one entity, each with every state of
// knowledge about the others that is possible; a past need not be closed (docs/merge.md). Devices are named in the order in which they first write, so that no
// history comes twice under other names.
#pragma once

#include <array>
#include <functional>
#include <vector>

#include "core/log/operation.h"

namespace huzhu::sim {

inline constexpr std::size_t devices_max = 3;
using Seen = std::array<std::size_t, devices_max>;  // how many operations of each device

// One operation: by whom, its place in that device's log (from 1), and what it had seen of each log.
struct Step {
  std::size_t device = 0, seq = 1;
  Seen seen{};
};
using History = std::vector<Step>;

inline bool before(const Step& earlier, const Step& later) {
  return earlier.device == later.device ? earlier.seq < later.seq : earlier.seq <= later.seen[earlier.device];
}

namespace detail {

inline void extend(History& history, Seen written, std::array<Seen, devices_max> known, std::size_t used, std::size_t length,
                   const std::function<void(const History&)>& each) {
  if (history.size() == length) return each(history);
  for (std::size_t device = 0; device < std::min(used + 1, devices_max); ++device) {
    Step step{device, written[device] + 1, known[device]};
    step.seen[device] = written[device];
    const std::size_t p = (device + 1) % devices_max, q = (device + 2) % devices_max;
    for (step.seen[p] = known[device][p]; step.seen[p] <= written[p]; ++step.seen[p]) {
      for (step.seen[q] = known[device][q]; step.seen[q] <= written[q]; ++step.seen[q]) {
        Seen next_written = written;
        auto next_known = known;
        ++next_written[device];
        next_known[device] = step.seen;
        history.push_back(step);
        extend(history, next_written, next_known, std::max(used, device + 1), length, each);
        history.pop_back();
      }
    }
  }
}

}  // namespace detail

// A history and its reorderings with the same causes count once: of concurrent neighbours the smaller device comes first.
inline bool is_canonical(const History& history) {
  for (std::size_t i = 1; i < history.size(); ++i)
    if (!before(history[i - 1], history[i]) && history[i].device < history[i - 1].device) return false;
  return true;
}

inline void each_history(std::size_t length, const std::function<void(const History&)>& each) {
  History history;
  detail::extend(history, {}, {}, 0, length, [&](const History& one) {
    if (is_canonical(one)) each(one);
  });
}

// Every choice of one of `choices` for each of `length` places.
inline void each_choice(std::size_t length, std::size_t choices, const std::function<void(const std::vector<std::size_t>&)>& each) {
  std::vector<std::size_t> choice(length);
  for (;;) {
    each(choice);
    std::size_t at = 0;
    while (at < length && ++choice[at] == choices) choice[at++] = 0;
    if (at == length) return;
  }
}

// Every order of the steps in which causes come first.
inline void each_order(const History& history, const std::function<void(const std::vector<std::size_t>&)>& each) {
  std::vector<std::size_t> order;
  std::vector<bool> taken(history.size());
  const std::function<void()> go = [&] {
    if (order.size() == history.size()) return each(order);
    for (std::size_t i = 0; i < history.size(); ++i) {
      bool ready = !taken[i];
      for (std::size_t k = 0; ready && k < history.size(); ++k) ready = taken[k] || !before(history[k], history[i]);
      if (!ready) continue;
      taken[i] = true;
      order.push_back(i);
      go();
      order.pop_back();
      taken[i] = false;
    }
  };
  go();
}

}  // namespace huzhu::sim
