// Acts: the small alphabet of operations that histories are written in, and a history as segments of the log.
#pragma once

#include "core/people/authority.h"
#include "tests/sim/exhaustion/histories.h"

namespace huzhu::sim {

inline constexpr EntityId act_entity{5};

enum class Act : std::uint8_t {
  set_a, set_b,
  set_a_over_first,    // the form showed only the first write of all, whether or not it was here
  set_b_over_nothing,  // the form was opened before anything was written
  safety_a, safety_b,
  add_1, add_2, remove_1,
  remove_1_over_first,
  erase,
};

inline log::Operation operation_of(Act act, EntityId entity, const Dot& first) {
  namespace fields = model::person;
  log::Operation op;
  op.entity = entity;
  op.type = model::EntityType::person;
  const auto set = [&](std::uint16_t field, const char* value) {
    op.field = field;
    op.value = Value::of(value);
  };
  const auto tag = [&](log::OpKind kind, std::int64_t value) {
    op.kind = kind;
    op.field = fields::tags;
    op.value = Value::of(value);
  };
  switch (act) {
    case Act::set_a: case Act::set_a_over_first: set(fields::phone, "a"); break;
    case Act::set_b: case Act::set_b_over_nothing: set(fields::phone, "b"); break;
    case Act::safety_a: set(fields::allergy, "a"); break;
    case Act::safety_b: set(fields::allergy, "b"); break;
    case Act::add_1: tag(log::OpKind::add, 1); break;
    case Act::add_2: tag(log::OpKind::add, 2); break;
    case Act::remove_1: case Act::remove_1_over_first: tag(log::OpKind::remove, 1); break;
    case Act::erase: op.kind = log::OpKind::erase; break;
  }
  op.lists_dots = act == Act::set_a_over_first || act == Act::set_b_over_nothing || act == Act::remove_1_over_first;
  if (op.lists_dots && act != Act::set_b_over_nothing) op.supersedes = {first};
  return op;
}

}  // namespace huzhu::sim
