// Agenda: what is going to happen, in the order of the world's own time; the only thing that makes time pass.
#pragma once

#include <cstdint>
#include <functional>
#include <queue>
#include <vector>

namespace huzhu::sim {

class Agenda {
 public:
  explicit Agenda(std::int64_t start_ms) : now_ms_(start_ms) {}

  std::int64_t now_ms() const { return now_ms_; }
  std::uint64_t steps() const { return steps_; }

  void at(std::int64_t ms, std::function<void()> what) { entries_.push({std::max(ms, now_ms_), count_++, std::move(what)}); }
  void after(std::int64_t ms, std::function<void()> what) { at(now_ms_ + ms, std::move(what)); }

  // Does everything that is due up to then.
  void run_until(std::int64_t ms) {
    while (!entries_.empty() && entries_.top().at_ms <= ms) {
      const Entry entry = entries_.top();
      entries_.pop();
      now_ms_ = entry.at_ms;
      ++steps_;
      entry.what();
    }
    now_ms_ = std::max(now_ms_, ms);
  }

 private:
  struct Entry {
    std::int64_t at_ms;
    std::uint64_t number;  // of two at the same moment the one that was planned first
    std::function<void()> what;
    bool operator<(const Entry& other) const { return at_ms != other.at_ms ? at_ms > other.at_ms : number > other.number; }
  };
  std::int64_t now_ms_;
  std::uint64_t count_ = 0, steps_ = 0;
  std::priority_queue<Entry> entries_;
};

}  // namespace huzhu::sim
