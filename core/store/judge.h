// Judge: the verdict on each operation of a segment before it is applied: does the model know it, and may its writer?
//
// Everything it looks at lies in the segment's causal past, so that every replica comes to the same verdict whenever the
// segment reaches it. core/people/authority holds the rules; here is what they may see.
#pragma once

#include "core/merge/apply.h"
#include "core/people/authority.h"
#include "core/store/entity_table.h"

namespace huzhu::store {

class Judge {
 public:
  Judge(Database& db, EntityStates& entities) : db_(db), entities_(entities), authority_(db) {}

  AuthorId root_author, hub_author;
  void forget() { authority_.forget(); }

  // Before the operations of a segment, in order, are asked about.
  void begin(const log::Segment& segment, const log::SealedSegment& sealed, const merge::VersionVector& before);
  Result<merge::Void> verdict(std::size_t index, const merge::Past& past);

 private:
  bool in_authority_past(const Dot& dot) const;
  bool knows_key(EntityId profile) const;

  Database& db_;
  EntityStates& entities_;
  people::Authority authority_;
  const log::Segment* segment_ = nullptr;
  const merge::VersionVector* before_ = nullptr;
  const merge::Past* past_ = nullptr;    // of the operation that is asked about, when it is one of the authority scope
  std::vector<ScopeId> authority_scopes_;  // other scopes in the segment's past in which the root has written
  bool actor_signed_ = false;
};

}  // namespace huzhu::store
