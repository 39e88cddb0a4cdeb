// Every field of the model at its limit and one past it.
#include <boost/test/unit_test.hpp>

#include "core/base/limits.h"
#include "core/base/utf8.h"
#include "core/registry/resident_id.h"
#include "core/registry/typed_value.h"

using namespace huzhu;
using model::FieldType;
using model::Validity;

namespace {

const Date today = *Date::from_civil(2026, 11, 18);

ErrorCode code_of(const model::Entity& entity, const model::Field& field, const Value& value) {
  const auto checked = registry::check_value(entity.type, field.id, value, today);
  if (checked.ok()) return ErrorCode::none;
  BOOST_TEST(checked.error().where == std::string(entity.name) + "." + std::string(field.name));
  return checked.error().code;
}

std::string characters(std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += i % 2 ? "𠮷" : "李";  // one of three bytes, one of four
  return text;
}

struct Bounds {
  std::int64_t low, high;
  ErrorCode below, above;
};

void check_range(const model::Entity& entity, const model::Field& field, const Bounds& b) {
  BOOST_TEST((code_of(entity, field, Value::of(b.low)) == ErrorCode::none), field.name);
  BOOST_TEST((code_of(entity, field, Value::of(b.high)) == ErrorCode::none), field.name);
  BOOST_TEST((code_of(entity, field, Value::of(b.low - 1)) == b.below), field.name);
  BOOST_TEST((code_of(entity, field, Value::of(b.high + 1)) == b.above), field.name);
}

void check_text(const model::Entity& entity, const model::Field& field, std::size_t most) {
  BOOST_TEST((code_of(entity, field, Value::of(std::string_view(characters(most)))) == ErrorCode::none), field.name);
  BOOST_TEST((code_of(entity, field, Value::of(std::string_view(characters(most + 1)))) == ErrorCode::too_many_characters), field.name);
  BOOST_TEST((code_of(entity, field, Value::of(std::string_view("a\0b", 3))) == ErrorCode::bad_text), field.name);
  BOOST_TEST((code_of(entity, field, Value::of("\xC0\x80")) == ErrorCode::bad_text), field.name);
  BOOST_TEST(characters(most).size() <= limits::value_bytes_max, "the longest text of " << field.name << " fits an operation");
}

void check_field(const model::Entity& entity, const model::Field& field) {
  const std::int64_t first_day = Date::from_civil(1900, 1, 1)->days;
  switch (field.validity) {
    case Validity::person_name: return check_text(entity, field, limits::name_characters_max);
    case Validity::short_text: case Validity::address: return check_text(entity, field, limits::address_characters_max);
    case Validity::note: return check_text(entity, field, limits::note_characters_max);
    case Validity::birth_date: case Validity::past_date:
      return check_range(entity, field, {first_day, today.days, ErrorCode::date_too_early, ErrorCode::date_in_future});
    case Validity::minutes_of_entry:
      return check_range(entity, field, {1, limits::minutes_per_entry_max, ErrorCode::bad_number, ErrorCode::bad_number});
    case Validity::interval_days: return check_range(entity, field, {1, 366, ErrorCode::bad_number, ErrorCode::bad_number});
    case Validity::due_date:
      BOOST_TEST((code_of(entity, field, Value::of(std::int64_t{today.days + 30})) == ErrorCode::none));
      BOOST_TEST((code_of(entity, field, Value::of(first_day - 1)) == ErrorCode::date_too_early));
      return;
    case Validity::area_code:
      for (std::int64_t area : {std::int64_t{620111}, std::int64_t{620111104}, std::int64_t{620111104201}})
        BOOST_TEST((code_of(entity, field, Value::of(area)) == ErrorCode::none), field.name);
      for (std::int64_t area : {std::int64_t{0}, std::int64_t{62011}, std::int64_t{6201111}, std::int64_t{6201111042010}, std::int64_t{-620111}})
        BOOST_TEST((code_of(entity, field, Value::of(area)) == ErrorCode::unknown_area), field.name << " " << area);
      return;
    case Validity::any: case Validity::resident_id: case Validity::phone: case Validity::past_time: case Validity::public_key: return;
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(registry_field_limits)

BOOST_AUTO_TEST_CASE(every_field_at_its_limit_and_one_past) {
  for (const model::Entity& entity : model::entities())
    for (const model::Field& field : entity.fields) check_field(entity, field);
}

BOOST_AUTO_TEST_CASE(every_choice_and_nothing_else) {
  for (const model::Entity& entity : model::entities())
    for (const model::Field& field : entity.fields) {
      if (field.type != FieldType::choice) continue;
      for (const model::Choice& choice : field.choices) BOOST_TEST((code_of(entity, field, Value::of(choice.value)) == ErrorCode::none), choice.key);
      for (std::int64_t value : {std::int64_t{0}, std::int64_t{-1}, std::int64_t{99}})
        BOOST_TEST((code_of(entity, field, Value::of(value)) == ErrorCode::bad_choice), field.name);
    }
}

BOOST_AUTO_TEST_CASE(what_must_not_be_empty_and_what_may) {
  for (const model::Entity& entity : model::entities())
    for (const model::Field& field : entity.fields) {
      if (field.type != FieldType::text) continue;
      for (const Value& empty : {Value::null(), Value::of(""), Value::of("　 ")})
        BOOST_TEST((code_of(entity, field, empty) == (field.required ? ErrorCode::required : ErrorCode::none)), field.name);
    }
}

BOOST_AUTO_TEST_CASE(resident_numbers_and_phones) {
  const model::Entity& person = *model::find(model::EntityType::person);
  const model::Field &id = *model::find(person, "resident_id"), &phone = *model::find(person, "phone");
  for (const char* good : {"11010519491231002X", "440524188001010014", "11010519491231002x"})
    BOOST_TEST((code_of(person, id, Value::of(good)) == ErrorCode::none), good);
  BOOST_TEST((code_of(person, id, Value::of("110105194912310021")) == ErrorCode::bad_id_checksum));
  BOOST_TEST((code_of(person, id, Value::of("11010519491331002X")) == ErrorCode::bad_id_date));
  BOOST_TEST((code_of(person, id, Value::of("11010519491231002")) == ErrorCode::bad_id_length));
  BOOST_TEST((code_of(person, id, Value::of("11010519491231002X1")) == ErrorCode::bad_id_length));
  for (const char* good : {"13912345678", "0931-6222222", "120"}) BOOST_TEST((code_of(person, phone, Value::of(good)) == ErrorCode::none), good);
  for (const char* bad : {"1391234567", "139123456789", "abc", "12"}) BOOST_TEST((code_of(person, phone, Value::of(bad)) == ErrorCode::bad_phone), bad);
}

BOOST_AUTO_TEST_SUITE_END()
