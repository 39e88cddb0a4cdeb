#include "core/registry/typed_value.h"

#include <algorithm>

#include "core/base/limits.h"
#include "core/base/utf8.h"
#include "core/people/places.h"
#include "core/registry/cell_text.h"
#include "core/registry/resident_id.h"

namespace huzhu::registry {
namespace {

using model::FieldType;
using model::Validity;

const Date earliest = *Date::from_civil(1900, 1, 1);
constexpr int days_ahead_max = 366 * 20;  // a plan further ahead is a slip of the finger

std::string where_of(model::EntityType type, const model::Field& field) {
  return std::string(model::find(type)->name) + "." + std::string(field.name);
}

std::size_t characters_max(Validity validity) {
  switch (validity) {
    case Validity::note: return limits::note_characters_max;
    case Validity::address: case Validity::short_text: return limits::address_characters_max;
    default: return limits::name_characters_max;
  }
}

ErrorCode judge_date(Validity validity, std::int64_t days, Date today) {
  if (days < earliest.days) return ErrorCode::date_too_early;
  const std::int64_t latest = validity == Validity::due_date ? std::int64_t{today.days} + days_ahead_max : today.days;
  if (validity != Validity::any && days > latest) return ErrorCode::date_in_future;
  return ErrorCode::none;
}

ErrorCode judge_number(const model::Field& field, std::int64_t n, Date today) {
  switch (field.type) {
    case FieldType::choice: return model::find_choice(field, n) ? ErrorCode::none : ErrorCode::bad_choice;
    case FieldType::date: return judge_date(field.validity, n, today);
    case FieldType::area: return people::area_digits(n) != 0 ? ErrorCode::none : ErrorCode::unknown_area;
    case FieldType::minutes: return n >= 1 && n <= limits::minutes_per_entry_max ? ErrorCode::none : ErrorCode::bad_number;
    case FieldType::boolean: return n == 0 || n == 1 ? ErrorCode::none : ErrorCode::bad_choice;
    default: break;
  }
  if (field.validity == Validity::interval_days) return n >= 1 && n <= 366 ? ErrorCode::none : ErrorCode::bad_number;
  return ErrorCode::none;
}

Result<Value> read_text(const model::Field& field, std::string_view typed) {
  if (has_forbidden_characters(typed)) return Error{ErrorCode::bad_text, "", ""};
  if (field.validity == Validity::resident_id) {
    HUZHU_ASSIGN(const ResidentId id, read_resident_id(typed));
    return Value::of(std::string_view(id.number));
  }
  if (field.validity == Validity::phone) {
    HUZHU_ASSIGN(const std::string phone, read_phone(typed));
    return Value::of(std::string_view(phone));
  }
  const std::string text = trim_cell(typed);
  if (utf8::count(text) > characters_max(field.validity)) return Error{ErrorCode::too_many_characters, "", ""};
  if (field.validity == Validity::person_name)
    for (char c : text)
      if (c >= '0' && c <= '9') return Error{ErrorCode::bad_text, "", "digits in a name"};
  return Value::of(std::string_view(text));
}

Result<std::int64_t> read_number(const model::Field& field, std::string_view typed) {
  const std::string text = squeeze(typed);
  if (field.type == FieldType::date) {
    const auto date = Date::parse(text);
    if (!date) return Error{ErrorCode::bad_date, "", ""};
    return std::int64_t{date->days};
  }
  const bool digits = !text.empty() && text.size() <= 15 && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (!digits) return Error{field.type == FieldType::choice ? ErrorCode::bad_choice : ErrorCode::bad_number, "", ""};
  std::int64_t n = 0;
  for (char c : text) n = n * 10 + (c - '0');
  return n;
}

// The same error, told where.
template <class T>
Result<T> at(std::string where, Result<T> result) {
  if (result.ok()) return result;
  Error error = std::move(result).take_error();
  error.where = std::move(where);
  return error;
}

}  // namespace

Result<std::string> read_phone(std::string_view typed) {
  std::string digits;
  for (char c : squeeze(typed)) {
    if (c == '-' || c == '(' || c == ')') continue;
    if (c < '0' || c > '9') return Error{ErrorCode::bad_phone, "phone", ""};
    digits += c;
  }
  if (digits.size() == 13 && digits.compare(0, 2, "86") == 0) digits.erase(0, 2);
  const std::size_t n = digits.size();
  const bool mobile = n == 11 && digits[0] == '1' && digits[1] >= '3';
  const bool fixed = digits.size() >= 10 && n <= 12 && digits[0] == '0' && digits[1] != '0';  // 0931 1234567
  const bool local = (n == 7 || n == 8) && digits[0] >= '2';
  const bool service = (n == 3 && digits[0] == '1') || (n == 5 && (digits[0] == '1' || digits[0] == '9'));  // 120, 12349
  if (mobile || fixed || local || service) return digits;
  return Error{ErrorCode::bad_phone, "phone", ""};
}

Result<Value> read_typed(model::EntityType type, std::uint16_t field_id, std::string_view typed, Date today) {
  const model::Entity* entity = model::find(type);
  const model::Field* field = entity ? model::find(*entity, field_id) : nullptr;
  if (!field) return Error{ErrorCode::internal, "field", ""};
  const std::string where = where_of(type, *field);
  if (trim_cell(typed).empty()) {
    if (field->required) return Error{ErrorCode::required, where, ""};
    return Value::null();
  }
  if (field->type == FieldType::text) return at(where, read_text(*field, typed));
  auto number = read_number(*field, typed);
  if (!number) return at(where, Result<Value>(std::move(number).take_error()));
  return check_value(type, field_id, Value::of(*number), today);
}

Result<Value> check_value(model::EntityType type, std::uint16_t field_id, const Value& value, Date today) {
  const model::Entity* entity = model::find(type);
  const model::Field* field = entity ? model::find(*entity, field_id) : nullptr;
  if (!field) return Error{ErrorCode::internal, "field", ""};
  if (value.type == WireType::text || value.is_null()) return read_typed(type, field_id, value.data, today);
  if (value.type != WireType::integer) return value;
  if (const ErrorCode code = judge_number(*field, value.integer, today); code != ErrorCode::none) return Error{code, where_of(type, *field), ""};
  return value;
}

}  // namespace huzhu::registry
