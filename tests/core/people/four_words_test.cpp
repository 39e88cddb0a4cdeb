#include "core/people/four_words.h"

#include <boost/test/unit_test.hpp>

#include <set>

namespace huzhu::people {

BOOST_AUTO_TEST_SUITE(four_words_suite)

BOOST_AUTO_TEST_CASE(every_byte_has_a_word_of_its_own) {
  std::set<std::string_view> seen;
  for (int i = 0; i < 256; ++i) {
    const std::string_view word = plain_noun(static_cast<std::uint8_t>(i));
    BOOST_TEST(word.size() == 6u);   // two characters
    seen.insert(word);
  }
  BOOST_TEST(seen.size() == 256u);
}

BOOST_AUTO_TEST_CASE(the_first_four_bytes_are_said_in_their_order) {
  Hash root{};
  root[0] = 0;
  root[1] = 255;
  root[2] = 1;
  root[3] = 0;
  root[4] = 77;
  const FourWords words = four_words(root);
  BOOST_TEST(words[0] == plain_noun(0));
  BOOST_TEST(words[1] == plain_noun(255));
  BOOST_TEST(words[2] == plain_noun(1));
  BOOST_TEST(words[3] == plain_noun(0));
  BOOST_TEST(spoken(words) == "白菜 电话 土豆 白菜");   // fixed for ever: another version must say the same
  Hash other = root;
  other[4] = 78;
  BOOST_TEST(spoken(four_words(other)) == spoken(words));
  other[3] = 1;
  BOOST_TEST(spoken(four_words(other)) != spoken(words));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace huzhu::people
