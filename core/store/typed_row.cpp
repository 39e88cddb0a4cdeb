#include "core/store/typed_row.h"

#include <array>

#include "core/model/schema.h"
#include "core/store/columns.h"

namespace huzhu::store {
namespace {

// The statements of one entity type, made once from the model.
struct Sql {
  std::string insert, remove;
  std::vector<std::string> update;  // by field id
};

const Sql& sql_of(const model::Entity& entity) {
  static const std::vector<Sql> all = [] {
    std::vector<Sql> made;
    for (const model::Entity& each : model::entities()) {
      Sql sql{model::insert_row(each), model::delete_row(each), {""}};
      for (const model::Field& field : each.fields)
        sql.update.push_back(model::has_column(field) ? model::update_column(each, field) : std::string());
      made.push_back(std::move(sql));
    }
    return made;
  }();
  return all[static_cast<std::size_t>(entity.type) - 1];
}

const Value* shown_value(std::span<const merge::Head> heads, const merge::Receipts& receipts) {
  if (heads.empty()) return nullptr;
  return heads.size() == 1 ? &heads[0].value : &merge::ranked(heads, receipts).front()->value;
}

void bind_shown(Statement& statement, int position, const Value* value) {
  if (value) bind_value(statement, position, *value);
  else statement.bind_null(position);
}

}  // namespace

Status TypedRow::insert(const merge::EntityState& state, const merge::Receipts& receipts) {
  Statement& write = db_.cached(sql_of(entity_).insert);
  write.bind(1, signed_of(key_.id.value)).bind(2, signed_of(key_.scope.value));
  int position = 3;
  for (const model::Field& field : entity_.fields)
    if (model::has_column(field)) bind_shown(write, position++, shown_value(state.heads_of(field.id), receipts));
  HUZHU_TRY(write.run());
  for (const model::Field& field : entity_.fields)
    if (!model::has_column(field)) HUZHU_TRY(write_set(state, field.id, true));
  return Done{};
}

Status TypedRow::update(const merge::EntityState& state, const merge::Receipts& receipts, FieldBits fields) {
  for (const model::Field& field : entity_.fields) {
    if (!(fields >> field.id & 1)) continue;
    if (!model::has_column(field)) {
      HUZHU_TRY(write_set(state, field.id, false));
      continue;
    }
    Statement& write = db_.cached(sql_of(entity_).update[field.id]);
    bind_shown(write, 1, shown_value(state.heads_of(field.id), receipts));
    HUZHU_TRY(write.bind(2, signed_of(key_.id.value)).bind(3, signed_of(key_.scope.value)).run());
  }
  return Done{};
}

Status TypedRow::remove() {
  Statement& row = db_.cached(sql_of(entity_).remove);
  HUZHU_TRY(row.bind(1, signed_of(key_.id.value)).bind(2, signed_of(key_.scope.value)).run());
  Statement& values = db_.cached("DELETE FROM entity_set WHERE entity=?1 AND type=?2 AND scope=?3");
  return values.bind(1, signed_of(key_.id.value)).bind(2, static_cast<std::int64_t>(key_.type)).bind(3, signed_of(key_.scope.value)).run();
}

Status TypedRow::write_set(const merge::EntityState& state, std::uint16_t field, bool is_new) {
  const auto heads = state.heads_of(field);
  if (!is_new) {
    Statement& old = db_.cached("DELETE FROM entity_set WHERE entity=?1 AND type=?2 AND field=?3 AND scope=?4");
    old.bind(1, signed_of(key_.id.value)).bind(2, static_cast<std::int64_t>(key_.type)).bind(3, std::int64_t{field});
    HUZHU_TRY(old.bind(4, signed_of(key_.scope.value)).run());
  }
  for (const merge::Head& head : heads) {
    // Two people may have added the same value: one row.
    Statement& add = db_.cached("INSERT OR IGNORE INTO entity_set(entity, type, field, value, scope) VALUES(?1,?2,?3,?4,?5)");
    add.bind(1, signed_of(key_.id.value)).bind(2, static_cast<std::int64_t>(key_.type)).bind(3, std::int64_t{field});
    bind_value(add, 4, head.value);
    HUZHU_TRY(add.bind(5, signed_of(key_.scope.value)).run());
  }
  return Done{};
}

}  // namespace huzhu::store
