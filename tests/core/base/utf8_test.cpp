#include "core/base/utf8.h"

#include <boost/test/unit_test.hpp>
#include <string>

using namespace huzhu;
using namespace std::string_literals;

BOOST_AUTO_TEST_SUITE(base_utf8)

BOOST_AUTO_TEST_CASE(characters_are_code_points) {
  BOOST_TEST(utf8::count("") == 0u);
  BOOST_TEST(utf8::count("abc") == 3u);
  BOOST_TEST(utf8::count("李大爷") == 3u);
  BOOST_TEST(utf8::count("𠮷野家") == 3u);  // U+20BB7 takes four bytes
}

BOOST_AUTO_TEST_CASE(code_points_come_one_by_one) {
  std::string_view text = "a爷𠮷";
  BOOST_TEST((utf8::next(text) == U'a'));
  BOOST_TEST((utf8::next(text) == U'爷'));
  BOOST_TEST((utf8::next(text) == U'𠮷'));
  BOOST_TEST(text.empty());
  BOOST_TEST((utf8::next(text) == char32_t{0}));
}

// Every scalar value survives the way out and back; nothing else gets out.
BOOST_AUTO_TEST_CASE(every_scalar_value_round_trips) {
  std::size_t wrong = 0;
  for (char32_t c = 0; c <= 0x110010; ++c) {
    std::string text;
    utf8::append(text, c);
    const bool scalar = c <= 0x10FFFF && !(c >= 0xD800 && c <= 0xDFFF);
    if (!scalar) {
      wrong += !text.empty();
      continue;
    }
    std::string_view rest = text;
    wrong += !utf8::valid(text) || utf8::next(rest) != c || !rest.empty();
  }
  BOOST_TEST(wrong == 0u);
}

BOOST_AUTO_TEST_CASE(broken_sequences_are_refused_and_still_end) {
  const std::string broken[] = {"\x80"s,         "\xC0\x80"s,         "\xC1\xBF"s,         "\xE0\x80\x80"s, "\xE0\x9F\xBF"s, "\xED\xA0\x80"s,
                                "\xF0\x80\x80\x80"s, "\xF0\x8F\xBF\xBF"s, "\xF4\x90\x80\x80"s, "\xF5\x80\x80\x80"s, "\xFF"s,
                                "\xE6\x9D"s,     "\xF0\xA0\xAE"s,     "\xE6\x9D" "a"s,         "\xE6" "ab"s};
  for (const std::string& text : broken) {
    BOOST_TEST(!utf8::valid(text));
    BOOST_TEST(!utf8::valid("好" + text));
    BOOST_TEST(utf8::count(text) >= 1u);
    BOOST_TEST(utf8::count(text) <= text.size());
  }
}

BOOST_AUTO_TEST_CASE(cuts_fall_between_characters) {
  BOOST_TEST(utf8::first("李大爷", 2) == "李大");
  BOOST_TEST(utf8::first("李大爷", 3) == "李大爷");
  BOOST_TEST(utf8::first("李大爷", 9) == "李大爷");
  BOOST_TEST(utf8::first("李大爷", 0) == "");
}

BOOST_AUTO_TEST_SUITE_END()
