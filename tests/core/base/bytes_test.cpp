#include "core/base/bytes.h"

#include <boost/test/unit_test.hpp>

using namespace huzhu;

BOOST_AUTO_TEST_SUITE(base_bytes)

BOOST_AUTO_TEST_CASE(hex_goes_both_ways) {
  const Bytes bytes{0x00, 0x0f, 0xa5, 0xff};
  BOOST_TEST(to_hex(bytes) == "000fa5ff");
  BOOST_TEST(from_hex("000fa5ff") == bytes);
  BOOST_TEST(to_hex({}) == "");
}

BOOST_AUTO_TEST_CASE(hex_of_any_other_shape_is_refused) {
  for (const char* bad : {"0", "abc", "0G", "AB", "0x12", " 00", "00 "}) BOOST_TEST(from_hex(bad).empty(), bad);
}

BOOST_AUTO_TEST_CASE(ids_are_sixteen_digits) {
  BOOST_TEST(to_string(EntityId{1}) == "0000000000000001");
  BOOST_TEST(to_string(ScopeId{0xfedcba9876543210u}) == "fedcba9876543210");
  BOOST_TEST(to_string(AuthorId{0}) == "0000000000000000");
  BOOST_TEST(parse_id("fedcba9876543210") == 0xfedcba9876543210u);
  for (const char* bad : {"", "1", "fedcba987654321", "fedcba98765432100", "fedcba987654321G", "FEDCBA9876543210"}) {
    BOOST_TEST(parse_id(bad) == 0u, bad);
  }
}

BOOST_AUTO_TEST_CASE(ids_of_different_kinds_do_not_mix) {
  static_assert(!std::is_convertible_v<EntityId, ScopeId>);
  BOOST_TEST(!EntityId{});
  BOOST_TEST(static_cast<bool>(EntityId{7}));
}

BOOST_AUTO_TEST_SUITE_END()
