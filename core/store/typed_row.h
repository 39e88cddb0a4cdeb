// The row of an entity in its typed table and its values in `entity_set`, written from its state.
#pragma once

#include "core/store/entity_table.h"

namespace huzhu::store {

// Which of the model's fields to write: bit = field id.
using FieldBits = std::uint64_t;

class TypedRow {
 public:
  TypedRow(Database& db, const EntityKey& key, const model::Entity& entity) : db_(db), key_(key), entity_(entity) {}

  Status insert(const merge::EntityState& state, const merge::Receipts& receipts);
  Status update(const merge::EntityState& state, const merge::Receipts& receipts, FieldBits fields);
  Status remove();

 private:
  Status write_set(const merge::EntityState& state, std::uint16_t field, bool is_new);

  Database& db_;
  const EntityKey& key_;
  const model::Entity& entity_;
};

}  // namespace huzhu::store
