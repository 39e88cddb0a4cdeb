// apply(): one operation onto the state of its entity; admit(): whether the model knows what to do with it.
//
// Precondition of apply(): every operation in its past that concerns this entity has been applied, and none twice. Under
// it the resulting state depends only on the set of operations, not on their order (tests/core/merge/convergence_test).
#pragma once

#include "core/merge/entity_state.h"
#include "core/merge/version_vector.h"

namespace huzhu::merge {

// Why an operation has no effect. Stored; never renumber.
enum class Void : std::uint8_t {
  none = 0,
  unknown = 1,    // kind, entity type or field of a newer program: judged again after an upgrade
  bad_kind = 2,   // this kind of operation does not go with this field
  bad_value = 3,  // the value is not of the field's type
  authority = 4,  // the role of actor or device does not permit it
  held = 5,       // lies beyond a cut: kept, shown, forwarded, without effect (core/store/standing.h)
};

// A pure function of the operation and the model.
Void admit(const log::Operation& operation);

void apply(EntityState& state, const log::Operation& operation, const Stamp& stamp, std::uint64_t seq, const Past& past);

}  // namespace huzhu::merge
