// SetAside: frames that are kept but are no part of a log yet, or never will be: waiting, forked, quarantined.
//
// Waiting frames are unproven: their predecessor or the certificate of their writer is missing. Forks are proven: the
// same writer signed other bytes for a held position. A quarantined frame failed structurally; its bytes are kept for
// whoever looks into it. All three are bounded, because anybody can make such bytes.
#pragma once

#include <map>
#include <set>
#include <vector>

#include "core/log/segment.h"
#include "core/store/log_table.h"

namespace huzhu::store {

class SetAside {
 public:
  explicit SetAside(Database& db) : db_(db) {}

  Status load();

  // Answers false when there is no room left; the sender still has it.
  Result<bool> wait(const merge::LogKey& key, std::uint64_t seq_first, const log::Frame& frame);
  // Frames of this log that begin at or before `seq`, taken out.
  Result<std::vector<log::Frame>> take_waiting(const merge::LogKey& key, std::uint64_t seq);
  std::vector<merge::LogKey> logs_waiting() const;

  Status fork(const LogRow& log, std::uint64_t seq_first, const log::Frame& frame);
  Status quarantine(const merge::LogKey& key, std::uint64_t seq_first, const log::Frame& frame, const Error& reason);

  // Blanks the values of these operations in forks and quarantined frames of a log; both branches of a number are meant.
  Status blank(const LogRow& log, const std::set<std::uint64_t>& seqs);

  Result<bool> any_of(ScopeId scope);  // anything that waits there, or failed
  // The forks of one log, each with the number of its first operation.
  Result<std::vector<log::Frame>> forks(const LogRow& log);

  struct Counts { std::uint64_t waiting = 0, forked = 0, quarantined = 0; };  // segments
  Result<Counts> counts();

 private:
  Database& db_;
  std::map<merge::LogKey, std::size_t> waiting_;  // frames of each log
  std::size_t waiting_frames_ = 0;
};

}  // namespace huzhu::store
