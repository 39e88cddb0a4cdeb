// DraftOps: the operations of one act while a command puts them together; fields left empty are not written.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "core/base/calendar.h"
#include "core/log/operation.h"

namespace huzhu::people {

class DraftOps {
 public:
  DraftOps& of(model::EntityType type, EntityId entity) {
    type_ = type;
    entity_ = entity;
    return *this;
  }
  DraftOps& set(std::uint16_t field, Value value) { return put(log::OpKind::set, field, std::move(value)); }
  DraftOps& set_text(std::uint16_t field, std::string_view text) { return text.empty() ? *this : set(field, Value::of(text)); }
  DraftOps& set_choice(std::uint16_t field, std::int64_t choice) { return choice == 0 ? *this : set(field, Value::of(choice)); }
  DraftOps& set_date(std::uint16_t field, std::optional<Date> date) {
    return date ? set(field, Value::of(std::int64_t{date->days})) : *this;
  }
  DraftOps& add(std::uint16_t field, std::int64_t value) { return put(log::OpKind::add, field, Value::of(value)); }
  DraftOps& add(std::uint16_t field, EntityId value) { return put(log::OpKind::add, field, Value::of(value)); }
  DraftOps& remove(std::uint16_t field, Value value) { return put(log::OpKind::remove, field, std::move(value)); }
  DraftOps& erase() { return put(log::OpKind::erase, 0, Value::null()); }
  // The last write replaces exactly what the person was shown.
  DraftOps& over(std::vector<Dot> shown) {
    operations_.back().lists_dots = true;
    operations_.back().supersedes = std::move(shown);
    return *this;
  }

  bool empty() const { return operations_.empty(); }
  std::size_t size() const { return operations_.size(); }
  std::vector<log::Operation> take() { return std::move(operations_); }

 private:
  DraftOps& put(log::OpKind kind, std::uint16_t field, Value value) {
    log::Operation op;
    op.kind = kind;
    op.entity = entity_;
    op.type = type_;
    op.field = field;
    op.value = std::move(value);
    operations_.push_back(std::move(op));
    return *this;
  }
  model::EntityType type_ = model::EntityType::none;
  EntityId entity_;
  std::vector<log::Operation> operations_;
};

}  // namespace huzhu::people
