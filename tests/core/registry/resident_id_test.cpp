#include "core/registry/resident_id.h"

#include <boost/test/unit_test.hpp>

namespace huzhu::registry {
namespace {

ErrorCode code_of(std::string_view typed) {
  const auto read = read_resident_id(typed);
  return read ? ErrorCode::none : read.error().code;
}

BOOST_AUTO_TEST_SUITE(resident_id)

// The two vectors of domain/standards.md §5.
BOOST_AUTO_TEST_CASE(vectors_of_the_standard) {
  const auto woman = read_resident_id("11010519491231002X");
  BOOST_REQUIRE(woman.ok());
  BOOST_TEST(woman->birth.iso() == "1949-12-31");
  BOOST_TEST(!woman->male);
  const auto centenarian = read_resident_id("440524188001010014");
  BOOST_REQUIRE(centenarian.ok());
  BOOST_TEST(centenarian->birth.iso() == "1880-01-01");
  BOOST_TEST(centenarian->male);
  BOOST_TEST(id_check_character("44052418800101001") == '4');
  BOOST_TEST(id_check_character("11010519491231002") == 'X');
}

BOOST_AUTO_TEST_CASE(what_people_type_is_accepted) {
  for (const char* typed : {"11010519491231002x", " 11010519491231002X ", "110105 19491231 002X", "１１０１０５１９４９１２３１００２Ｘ",
                            "１１０１０５１９４９１２３１００２ｘ", "'11010519491231002X", "\t11010519491231002X", "110105-19491231-002X",
                            "\u200b11010519491231002X\ufeff", "1101051949\u30001231002X"}) {
    const auto read = read_resident_id(typed);
    BOOST_REQUIRE_MESSAGE(read.ok(), typed);
    BOOST_TEST(read->number == "11010519491231002X");
    BOOST_TEST(!read->was_legacy);
  }
}

BOOST_AUTO_TEST_CASE(fifteen_digits_become_eighteen) {
  const auto read = read_resident_id("110105491231002");
  BOOST_REQUIRE(read.ok());
  BOOST_TEST(read->number == "11010519491231002X");
  BOOST_TEST(read->was_legacy);
  BOOST_TEST((code_of("110105491331002") == ErrorCode::bad_id_date));
}

BOOST_AUTO_TEST_CASE(each_fault_has_its_code) {
  BOOST_TEST((code_of("") == ErrorCode::bad_id_length));
  BOOST_TEST((code_of("1101") == ErrorCode::bad_id_length));
  BOOST_TEST((code_of("11010519491231002") == ErrorCode::bad_id_length));
  BOOST_TEST((code_of("11010519491231002X1") == ErrorCode::bad_id_length));
  BOOST_TEST((code_of("6.20111E+17") == ErrorCode::bad_id_length));
  BOOST_TEST((code_of("110105194912310021") == ErrorCode::bad_id_checksum));
  BOOST_TEST((code_of("1101051949123100X2") == ErrorCode::bad_id_checksum));
  BOOST_TEST((code_of("一1010519491231002X") == ErrorCode::bad_id_checksum));
  BOOST_TEST((code_of("11010519490231002X") == ErrorCode::bad_id_date));
  BOOST_TEST((code_of(std::string(100000, '1')) == ErrorCode::bad_id_length));
  BOOST_TEST((code_of("\xff\xfe\x80 1949") == ErrorCode::bad_id_length));
}

BOOST_AUTO_TEST_CASE(every_single_wrong_digit_is_found) {
  const std::string good = "11010519491231002X";
  for (std::size_t at = 0; at < 18; ++at)
    for (char digit = '0'; digit <= '9'; ++digit) {
      std::string typed = good;
      typed[at] = digit;
      if (typed != good) BOOST_TEST(!read_resident_id(typed).ok(), typed);
    }
}

BOOST_AUTO_TEST_CASE(missing_characters_are_counted) {
  BOOST_TEST(id_characters_missing("6201") == 14);
  BOOST_TEST(id_characters_missing("６２０１ ") == 14);
  BOOST_TEST(id_characters_missing("11010519491231002X") == 0);
  BOOST_TEST(id_characters_missing("11010519491231002X99") == -2);
}

BOOST_AUTO_TEST_CASE(made_numbers_read_back) {
  for (int days = Date::from_civil(1920, 1, 1)->days; days < Date::from_civil(1970, 1, 1)->days; days += 13) {
    const int sequence = days < 0 ? -days % 1000 : days % 1000;
    const auto read = read_resident_id(make_resident_id(unassigned_area6, Date{days}, sequence));
    BOOST_REQUIRE(read.ok());
    BOOST_TEST(read->birth.days == days);
    BOOST_TEST(read->male == (sequence % 2 == 1));
    BOOST_TEST(read->number.substr(0, 6) == "999999");
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace huzhu::registry
