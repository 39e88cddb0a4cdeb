// Reference: what the definition says must stand ("Merge, by kind" of the design), computed from the whole set of
// segments at once, without any order, and with none of the code under test but the decoder.
//
// Quadratic and simple on purpose: a write is gone when some other write has it in its past and supersedes it.
#pragma once

#include <map>
#include <set>
#include <vector>

#include "core/log/operation.h"
#include "tests/sim/acknowledged.h"

namespace huzhu::sim {

struct FieldName {
  ScopeId scope;
  EntityId entity;
  model::EntityType type = model::EntityType::none;
  std::uint16_t field = 0;
  friend auto operator<=>(const FieldName&, const FieldName&) = default;
};

struct Standing {
  // Of registers, safety fields and sets alike: the writes that nothing superseded.
  std::map<FieldName, std::map<Dot, Value>> heads;
  std::set<FieldName> conflicts;   // registers whose heads differ
  std::set<std::pair<ScopeId, EntityId>> erased, revived;
  std::size_t held = 0;            // operations beyond a cut of their device: without effect
  std::map<LogName, std::uint64_t> ends;  // of the logs of cut devices, the last operation that counts
};

class Reference {
 public:
  void add(log::Segment segment) { logs_[{segment.scope, segment.author, segment.epoch}].push_back(std::move(segment)); }

  // Of the segments whose causes are all there; the others are counted as waiting.
  Standing standing();
  std::size_t waiting() const { return waiting_; }
  std::size_t operations() const { return operations_; }

 private:
  using Past = std::map<LogName, std::uint64_t>;
  struct Write {
    const log::Operation* operation;
    Dot dot;
    LogName log;
    const Past* past;
  };
  struct EntityName {
    ScopeId scope;
    EntityId entity;
    model::EntityType type = model::EntityType::none;
    friend auto operator<=>(const EntityName&, const EntityName&) = default;
  };

  // Of the devices cut in a scope, by log the last operation that counts; a log that no cut names counts up to 0.
  using Cuts = std::map<std::pair<ScopeId, AuthorId>, std::map<std::uint32_t, std::uint64_t>>;

  void find_pasts(const Cuts& cuts);
  Cuts find_cuts() const;
  static std::uint64_t end_of(const Cuts& cuts, const LogName& log);  // the last operation that counts
  static bool before(const Write& earlier, const Write& later);
  static bool superseded_by(const Write& earlier, const Write& later);
  static void judge(const EntityName& name, const std::vector<Write>& writes, Standing& standing);

  std::map<LogName, std::vector<log::Segment>> logs_;
  std::map<EntityName, std::vector<Write>> writes_;
  std::vector<std::unique_ptr<Past>> pasts_;
  std::size_t waiting_ = 0, operations_ = 0, held_ = 0;
};

}  // namespace huzhu::sim
