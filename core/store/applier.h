// Applier: brings stored segments to effect, each as soon as all its causes are here, and wakes those that waited.
//
// A segment is never applied early and never lost: what waits is stored like the rest, and which cause it waits for is
// found again at every opening.
#pragma once

#include <deque>
#include <map>
#include <set>

#include "core/store/judge.h"
#include "core/store/redactions.h"
#include "core/store/standing.h"

namespace huzhu::store {

class Applier {
 public:
  Applier(Database& db, LogTable& logs, SegmentTable& segments, EntityTable& entities)
      : db_(db), logs_(logs), segments_(segments), entities_(entities), judge_(db, entities) {}

  Judge& judge() { return judge_; }

  // The segment was just appended to its log. Applies it when it is next and its causes are here.
  Status take(LogRow& log, const log::Segment& segment, const log::SealedSegment& sealed);
  // Applies everything that became possible since.
  Status drain();
  // Tries every log: at opening, and after the derived tables were thrown away.
  Status resume();
  void clear();  // after a failed transaction
  // Cuts and redactions to go by, as read from the tables at opening; for a rebuild, what the pass before it found.
  void obey(Standing::Book cuts, Redactions::Book redacted);
  const Standing& standing() const { return standing_; }
  const Redactions& redactions() const { return redactions_; }
  // A cut or redaction was found that reaches back to what has been applied: the tables must be made anew.
  bool stale() const { return stale_; }
  void put_off() { stale_ = false; }  // they will be, when all of the log is here
  void branch_changed() { stale_ = true; }  // what was applied of a log is no longer what is stored of it
  // During a rebuild what is found waits for the next pass, so that the tables depend on the set of operations alone.
  void rebuilding(bool now) { rebuilding_ = now; }

  void wait_again(const merge::LogKey& log) { awake_.push_back(log); }  // looked at by the next drain()

  std::uint64_t void_ops() const { return void_ops_; }          // found so far
  std::uint64_t authority_writes() const { return authority_writes_; }  // effective so far: certificates may be among them
  merge::Void last_void() const { return last_void_; }

 private:
  Result<bool> causes_are_here(LogRow& log, const log::Segment& segment);
  Result<bool> group_is_here(LogRow& log, const log::Segment& segment);
  Status advance(LogRow& log);
  Status apply(LogRow& log, const log::Segment& segment, const log::SealedSegment& sealed);
  Result<bool> apply_operation(LogRow& log, const log::Segment& segment, std::size_t index, const merge::VersionVector& before);
  Result<bool> cause_is_here(const log::Dependency& cause, LogRow& log);
  Status review();
  Result<bool> reaches_back(const Standing::Book& cuts);
  Status note_void(const LogRow& log, std::uint64_t seq, merge::Void reason);
  void wake(const LogRow& log);

  Database& db_;
  LogTable& logs_;
  SegmentTable& segments_;
  EntityTable& entities_;
  Judge judge_;
  // By the log that has to be applied further: up to which seq, and who waits for it.
  std::map<merge::LogKey, std::set<std::pair<std::uint64_t, merge::LogKey>>> waiting_for_;
  std::deque<merge::LogKey> awake_;
  Standing standing_;
  Redactions redactions_;
  bool stale_ = false, rebuilding_ = false;
  std::uint64_t void_ops_ = 0, authority_writes_ = 0;
  merge::Void last_void_ = merge::Void::none;
};

}  // namespace huzhu::store
