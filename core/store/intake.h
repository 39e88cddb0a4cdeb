// Intake: the structure verdict on frames from outside (log-and-merge.md "Three verdicts"), and where each goes: applied,
// held already, waiting, forked or quarantined. A broken frame stops its own log and nobody else's.
#pragma once

#include <map>

#include "core/store/applier.h"
#include "core/store/identity.h"
#include "core/store/set_aside.h"

namespace huzhu::store {

class Intake {
 public:
  Intake(Database& db, LogTable& logs, SegmentTable& segments, SetAside& aside, Applier& applier, const County& county)
      : db_(db), logs_(logs), segments_(segments), aside_(aside), applier_(applier), county_(county) {}

  Result<Received> receive(const std::vector<log::Frame>& frames);
  // The hub's signed receipts name the branch that stands: it takes the place of what is held, which is set aside as a
  // fork. Answers whether anything changed.
  Result<bool> adopt(const log::Frame& frame);
  std::uint64_t latest_hlc() const { return latest_hlc_; }  // of what was stored by the last call
  void forget() { keys_.clear(); }

 private:
  struct Position {
    merge::LogKey key;
    std::uint64_t seq_first = 0, seq_last = 0;
  };
  // Counts what becomes of the frame's segments in `received_`; frames that waited before are not counted again.
  Status take(const log::Frame& frame, bool is_new);
  Status take_new(LogRow* log, const log::Frame& frame, std::size_t from, const Position& at, bool is_new);
  Status take_fork(LogRow& log, const log::Frame& frame, std::size_t from, const Position& at, bool is_new);
  Status take_stated(LogRow& log, const log::Frame& frame, const Position& at, bool is_new);
  Status keep_waiting(const log::Frame& frame, const Position& at, bool is_new);
  Status quarantine(const log::Frame& frame, const Position& at, Error reason, bool is_new);
  Status store(LogRow& log, const log::Frame& frame, std::size_t from, std::vector<log::Opened>& opened, bool is_new);
  Status retry_waiting();
  Result<std::vector<log::Opened>> open_run(const log::Frame& frame, std::size_t from, Hash prev, const PublicKey& key);
  // How many segments at the front of the frame are held, byte for byte; `forked` when one differs.
  Result<std::size_t> held_prefix(LogRow& log, const log::Frame& frame, bool& forked);
  Result<bool> is_same(const LogRow& log, const SegmentRow& held, ByteView bytes);
  std::optional<PublicKey> key_of(AuthorId author);

  Database& db_;
  LogTable& logs_;
  SegmentTable& segments_;
  SetAside& aside_;
  Applier& applier_;
  const County& county_;
  std::map<AuthorId, PublicKey> keys_;
  Received received_;
  std::vector<Position> pending_;  // segments of this batch of which it is not yet known whether they take effect
  std::uint64_t latest_hlc_ = 0;
};

}  // namespace huzhu::store
