#include "core/registry/cell_text.h"

#include <boost/test/unit_test.hpp>

namespace huzhu::registry {
namespace {

BOOST_AUTO_TEST_SUITE(cell_text)

BOOST_AUTO_TEST_CASE(malformed_bytes_are_found_and_never_skipped) {
  for (const std::string_view bad : {"\x80", "\xC0\x80", "\xE0\x80\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xF0\xA0\xAE", "a\xE4\xBD", "\xFF"}) {
    BOOST_TEST(has_forbidden_characters(bad));
  }
  BOOST_TEST(!has_forbidden_characters("马𠮷龘\xEF\xBF\xBD"));
  BOOST_TEST(has_forbidden_characters(std::string_view("a\0b", 3)));
  BOOST_TEST(!has_forbidden_characters("马\t𠮷\n"));
}

BOOST_AUTO_TEST_CASE(cells_are_made_plain) {
  BOOST_TEST(trim_cell("  马 占海\u3000") == "马 占海");
  BOOST_TEST(trim_cell("'0931") == "0931");
  BOOST_TEST(trim_cell("\u00a0\u200b") == "");
  BOOST_TEST(squeeze("１３９ ０９３１　１２３４") == "13909311234");
  BOOST_TEST(to_half_width("（甲）：Ａ") == "(甲):A");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace huzhu::registry
