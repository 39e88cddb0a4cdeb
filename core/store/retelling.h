// Retelling: the tables of a scope once more, from its segments alone, to hold a snapshot's word against them.
//
// It goes beside the tables, a few segments a call, and keeps no more than some thousand records in memory: of a larger
// scope, those of one part of the names after the other, reading the segments once for each part.
#pragma once

#include <map>
#include <vector>

#include "core/store/identity.h"
#include "core/store/judge.h"
#include "core/store/redactions.h"
#include "core/store/standing.h"

namespace huzhu::store {

class Retelling final : public EntityStates {
 public:
  // `rows`: about how many records there are. All outlive it, and all segments of what is stated in the scope are here.
  Retelling(Database& db, LogTable& logs, SegmentTable& segments, const Standing& standing, const Redactions& redactions, const County& county,
            ScopeId scope, std::uint64_t rows);

  // Applies up to `segments`; true when all have been. Fails with gap when some of them never can be.
  Result<bool> step(std::size_t segments);
  Hash tables() const { return rows_digest_; }

  Result<std::optional<merge::EntityState>> read(const EntityKey& key) override;
  Status flush() override { return Done{}; }

 private:
  struct Told {
    std::uint64_t seq = 0;
    merge::VersionVector past;
  };
  void begin_part();
  void end_part();
  bool is_of_part(EntityId id) const;
  Result<bool> is_here(const log::Dependency& cause);
  Status apply(const merge::LogKey& key, Told& told, const log::Segment& segment, const log::SealedSegment& sealed);

  LogTable& logs_;
  SegmentTable& segments_;
  const Standing& standing_;
  const Redactions& redactions_;
  Judge judge_;
  ScopeId scope_;
  std::uint64_t parts_ = 1, part_ = 0;
  std::map<merge::LogKey, Told> told_;
  merge::LogKey at_;
  bool further_ = false;  // did this sweep over the logs bring anything?
  std::map<std::pair<EntityId, model::EntityType>, merge::EntityState> states_;
  std::vector<Hash> rows_;
  Hash rows_digest_{};
};

}  // namespace huzhu::store
