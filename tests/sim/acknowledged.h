// Acknowledged: what people were told is saved. All of it must be in every replica in the end, but for what lay on a disk
// that was lost before anybody else had it.
#pragma once

#include <map>
#include <tuple>

#include "core/store/replica.h"

namespace huzhu::sim {

struct LogName {
  ScopeId scope;
  AuthorId author;
  std::uint32_t epoch = 0;
  friend auto operator<=>(const LogName&, const LogName&) = default;
};
inline LogName name_of(const store::Head& head) { return {head.scope, head.author, head.epoch}; }

class Acknowledged {
 public:
  // A chain hash covers everything before it, so a position says it all.
  using Positions = std::map<std::uint64_t, Hash>;  // by the last sequence number

  void add(const store::Head& head) { logs_[name_of(head)][head.seq] = head.chain; }

  // `held`: how far each log is held anywhere now. What lies beyond is gone, and nobody can be blamed.
  void excuse_beyond(const std::map<LogName, std::uint64_t>& held) {
    for (auto& [log, positions] : logs_) {
      const auto there = held.find(log);
      const std::uint64_t seq = there == held.end() ? 0 : there->second;
      while (!positions.empty() && positions.rbegin()->first > seq) {
        positions.erase(std::prev(positions.end()));
        ++excused_;
      }
    }
  }

  const std::map<LogName, Positions>& logs() const { return logs_; }
  std::uint64_t excused() const { return excused_; }

 private:
  std::map<LogName, Positions> logs_;
  std::uint64_t excused_ = 0;
};

}  // namespace huzhu::sim
