// A village's log as its devices would have written it: certified devices, people with rights, causes that are real. For
// the figures of merging: every segment passes signature, chain, causes and rights as in the field.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <vector>

#include "core/log/segment.h"
#include "tests/bench/registry_writes.h"
#include "tests/core/people/world.h"

namespace huzhu::bench {

enum class Writes : std::uint8_t {
  single_fields,  // the registry workload of tests/bench/registry_writes.h
  work,           // every elder registered once, then visits as people record them
};

struct VillageShape {
  Writes what = Writes::single_fields;
  int writers = devices;
  int acts = writes_per_device / bench::writes_per_act;   // of each
  int writes = bench::writes_per_act;                      // of each act of single_fields
  int elders = bench::elders;
  int run = 1;                                             // acts of one writer that are pushed together, signed once
};

// What 四样都好 writes, nine operations, and now and then a concern.
std::vector<log::Operation> visit_ops(Draw& draw, EntityId elder, EntityId id, EntityId visitor, std::int64_t at_ms);

class VillageLog {
 public:
  explicit VillageLog(VillageShape shape);

  // Frames in the order they were pushed.
  const std::vector<log::Frame>& frames() const { return frames_; }
  std::size_t segments() const { return segments_; }
  std::size_t operations() const { return operations_; }
  // Enrols an empty replica as a further device of the village and brings it the authority scope.
  void admit(store::Replica& replica);

 private:
  void push(const std::vector<log::SealedSegment>& run);
  struct Writer {
    test::World::Enrolled enrolled;
    std::uint32_t epoch = 0;
    std::uint64_t seq = 0;   // of its last operation
    Hash chain{};
    std::map<std::size_t, std::uint64_t> seen;   // of the others, by index
  };
  log::SealedSegment write_act(std::size_t index, std::size_t act, Draw& draw, const VillageShape& shape);

  test::World world_;
  ScopeId scope_;
  std::vector<Writer> writers_;
  std::vector<log::Frame> frames_;
  std::size_t segments_ = 0, operations_ = 0;
};

}  // namespace huzhu::bench
