// Writer: one act of a person on this device, from operations to a sealed, stored and applied segment.
//
// A larger act becomes a group of segments. Fails without a trace: the caller's transaction is rolled back.
#pragma once

#include <set>

#include "core/log/hlc.h"
#include "core/store/applier.h"
#include "core/store/identity.h"

namespace huzhu::store {

class Writer {
 public:
  Writer(Database& db, LogTable& logs, SegmentTable& segments, EntityTable& entities, Applier& applier, const County& county, Random& random)
      : db_(db), logs_(logs), segments_(segments), entities_(entities), applier_(applier), county_(county), random_(random) {}

  Result<Appended> write(ScopeId scope, std::vector<log::Operation> operations, const Actor& actor, log::HybridClock& clock);

 private:
  Status write_segment(LogRow& log, log::Segment& segment, std::size_t body_bytes, const Actor& actor);
  // What was applied here since the log's last segment, at most as many as fit beside the operations.
  Result<std::vector<log::Dependency>> causes(LogRow& log, const log::Segment& segment, std::size_t room_bytes);
  // The logs without which the act would have no effect, or would not supersede what the person saw.
  using Writers = std::set<std::pair<AuthorId, std::uint32_t>>;
  Result<Writers> needed(const log::Segment& segment);

  Database& db_;
  LogTable& logs_;
  SegmentTable& segments_;
  EntityTable& entities_;
  Applier& applier_;
  const County& county_;
  Random& random_;
};

}  // namespace huzhu::store
