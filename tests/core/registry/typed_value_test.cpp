#include "core/registry/typed_value.h"

#include <boost/test/unit_test.hpp>

#include "core/base/limits.h"

namespace huzhu::registry {
namespace {

using T = model::EntityType;
namespace person = model::person;
const Date today = *Date::from_civil(2026, 11, 20);

ErrorCode fault(std::uint16_t field, std::string_view typed) {
  const auto read = read_typed(T::person, field, typed, today);
  return read.ok() ? ErrorCode::none : read.error().code;
}
std::string repeated(std::string_view piece, std::size_t times) {
  std::string text;
  while (times-- > 0) text += piece;
  return text;
}

BOOST_AUTO_TEST_SUITE(typed_value)

BOOST_AUTO_TEST_CASE(texts_at_and_past_their_limit) {
  struct Case { std::uint16_t field; std::size_t characters; };
  for (const Case& c : {Case{person::name, limits::name_characters_max}, Case{person::address, limits::address_characters_max},
                        Case{person::note, limits::note_characters_max}, Case{person::group_name, limits::address_characters_max}}) {
    BOOST_TEST((fault(c.field, repeated("𠮷", c.characters)) == ErrorCode::none));
    BOOST_TEST((fault(c.field, repeated("𠮷", c.characters + 1)) == ErrorCode::too_many_characters));
  }
}

BOOST_AUTO_TEST_CASE(the_field_at_fault_is_named) {
  const auto read = read_typed(T::person, person::phone, "abc", today);
  BOOST_REQUIRE(!read.ok());
  BOOST_TEST(read.error().where == "person.phone");
  BOOST_TEST((read.error().code == ErrorCode::bad_phone));
}

BOOST_AUTO_TEST_CASE(empty_is_null_or_required) {
  BOOST_TEST((fault(person::name, "  ") == ErrorCode::required));
  const auto read = read_typed(T::person, person::phone, "", today);
  BOOST_REQUIRE(read.ok());
  BOOST_TEST(read->is_null());
}

BOOST_AUTO_TEST_CASE(names_and_texts_hold_no_control_characters_and_names_no_digits) {
  BOOST_TEST((fault(person::name, std::string_view("马\0玉", 7)) == ErrorCode::bad_text));
  BOOST_TEST((fault(person::name, "马\x07玉莲") == ErrorCode::bad_text));
  BOOST_TEST((fault(person::name, "\xe9\xa9") == ErrorCode::bad_text));
  BOOST_TEST((fault(person::name, "马玉莲2") == ErrorCode::bad_text));
  BOOST_TEST((fault(person::name, "玛依拉·买买提") == ErrorCode::none));
}

BOOST_AUTO_TEST_CASE(dates_before_1900_in_the_future_and_that_never_were) {
  BOOST_TEST((fault(person::birth_date, "1900-01-01") == ErrorCode::none));
  BOOST_TEST((fault(person::birth_date, "1899-12-31") == ErrorCode::date_too_early));
  BOOST_TEST((fault(person::birth_date, "2026-11-20") == ErrorCode::none));
  BOOST_TEST((fault(person::birth_date, "2026-11-21") == ErrorCode::date_in_future));
  BOOST_TEST((fault(person::birth_date, "1947-02-29") == ErrorCode::bad_date));
  BOOST_TEST((fault(person::birth_date, "前天") == ErrorCode::bad_date));
  const auto due = check_value(T::visit, model::visit::follow_up_by, Value::of(std::int64_t{today.days + 2}), today);
  BOOST_TEST(due.ok());
}

BOOST_AUTO_TEST_CASE(phones_as_people_write_them) {
  for (const char* good : {"13893315621", "138 9331 5621", "138-9331-5621", "１３８９３３１５６２１", "+8613893315621", "0931-6212345", "6212345", "12349", "120"}) {
    const bool plus = good[0] == '+';
    BOOST_TEST((read_phone(plus ? good + 1 : good).ok()), good);
  }
  for (const char* bad : {"1389331562", "138933156211", "23893315621", "110x", "00931", "999999"}) BOOST_TEST(!read_phone(bad).ok(), bad);
  BOOST_TEST(*read_phone("138-9331-5621") == "13893315621");
}

BOOST_AUTO_TEST_CASE(resident_ids_by_their_check_character) {
  BOOST_TEST((fault(person::resident_id, "11010519491231002x") == ErrorCode::none));
  BOOST_TEST((fault(person::resident_id, "110105194912310021") == ErrorCode::bad_id_checksum));
  BOOST_TEST((fault(person::resident_id, "1101051949123100") == ErrorCode::bad_id_length));
  BOOST_TEST(read_typed(T::person, person::resident_id, "11010519491231002x", today)->data == "11010519491231002X");
}

BOOST_AUTO_TEST_CASE(numbers_and_choices_in_their_range) {
  const auto code = [](T type, std::uint16_t field, std::int64_t n) {
    const auto read = check_value(type, field, Value::of(n), today);
    return read.ok() ? ErrorCode::none : read.error().code;
  };
  BOOST_TEST((code(T::time_entry, model::time_entry::minutes, 0) == ErrorCode::bad_number));
  BOOST_TEST((code(T::time_entry, model::time_entry::minutes, 1) == ErrorCode::none));
  BOOST_TEST((code(T::time_entry, model::time_entry::minutes, limits::minutes_per_entry_max) == ErrorCode::none));
  BOOST_TEST((code(T::time_entry, model::time_entry::minutes, limits::minutes_per_entry_max + 1) == ErrorCode::bad_number));
  BOOST_TEST((code(T::person, person::visit_every_days, 0) == ErrorCode::bad_number));
  BOOST_TEST((code(T::person, person::visit_every_days, 366) == ErrorCode::none));
  BOOST_TEST((code(T::person, person::visit_every_days, 367) == ErrorCode::bad_number));
  BOOST_TEST((code(T::person, person::living, 99) == ErrorCode::bad_choice));
  BOOST_TEST((code(T::person, person::area, 42) == ErrorCode::unknown_area));
  BOOST_TEST((fault(person::living, "一个人住") == ErrorCode::bad_choice));
  BOOST_TEST((fault(person::visit_every_days, "九") == ErrorCode::bad_number));
  BOOST_TEST((fault(person::visit_every_days, "99999999999999999999") == ErrorCode::bad_number));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace huzhu::registry
