#include "sync/bundle/letter.h"

#include <boost/test/unit_test.hpp>

#include "core/base/limits.h"
#include "sync/bundle/carry_answer.h"
#include "tests/sync/bundle/samples.h"

namespace huzhu::test {
namespace {

const Hash home = county_of(1);

Bytes again(const sync::Letter& letter) {
  return std::visit([](const auto& one) { return sync::encode(one); }, letter);
}

// One encoding per value, cut or lengthened nothing, and no bytes at all that crash.
void check(const Bytes& bytes) {
  const auto read = sync::decode_letter(bytes);
  BOOST_REQUIRE(read.ok());
  BOOST_TEST((again(*read) == bytes));
  for (std::size_t size = 0; size < bytes.size(); ++size) BOOST_TEST(!sync::decode_letter(ByteView(bytes).first(size)).ok());
  Bytes longer = bytes;
  longer.push_back(0);
  BOOST_TEST(!sync::decode_letter(longer).ok());
  Bytes damaged = bytes;
  for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
    damaged[bit / 8] ^= static_cast<std::uint8_t>(1u << bit % 8);
    if (const auto other = sync::decode_letter(damaged)) BOOST_TEST((again(*other) == damaged));
    damaged[bit / 8] = bytes[bit / 8];
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(bundle_letter)

BOOST_AUTO_TEST_CASE(letters_read_back_and_have_one_encoding) {
  crypto::init();
  const auto device = key_of(5);
  check(sync::encode(records(home, device)));
  check(sync::encode(sync::Records{device.author(), 0, {}, {}, {}, {}}));
  check(sync::encode(reply()));
  check(sync::encode(sync::Reply{}));
  const auto read = sync::decode_letter(sync::encode(records(home, device)));
  const auto& letter = std::get<sync::Records>(*read);
  BOOST_TEST(letter.holds.size() == 1u);
  BOOST_TEST(letter.holds[0].seq_first == 1u);
  BOOST_TEST(letter.holds[0].seq_last == 2u);
  BOOST_TEST(letter.asks.size() == 1u);
}

BOOST_AUTO_TEST_CASE(what_it_says_it_holds_is_what_it_holds) {
  crypto::init();
  sync::Records letter = records(home, key_of(5));
  letter.holds[0].seq_last += 1;
  BOOST_TEST((sync::decode_letter(sync::encode(letter)).error().code == ErrorCode::not_canonical));
  letter.holds.clear();
  BOOST_TEST((sync::decode_letter(sync::encode(letter)).error().code == ErrorCode::not_canonical));
}

BOOST_AUTO_TEST_CASE(a_newer_letter_says_so) {
  Bytes newer = sync::encode(sync::Reply{});
  newer[0] = 2;
  BOOST_TEST((sync::decode_letter(newer).error().code == ErrorCode::unknown_version));
  Bytes kind = sync::encode(sync::Reply{});
  kind[1] = 3;
  BOOST_TEST((sync::decode_letter(kind).error().code == ErrorCode::unknown_version));
}

BOOST_AUTO_TEST_CASE(a_letter_has_a_longest_size) {
  Bytes longest(limits::bundle_plain_bytes_max + 1, 1);
  BOOST_TEST((sync::decode_letter(longest).error().code == ErrorCode::bundle_too_big));
  longest.pop_back();
  BOOST_TEST((sync::decode_letter(longest).error().code != ErrorCode::bundle_too_big));
}

BOOST_AUTO_TEST_CASE(the_answer_to_who_handed_it_in_reads_back) {
  const sync::CarryAnswer answer{AuthorId{9}, 300, 2, 1, Bytes(70, 3)};
  const Bytes bytes = sync::encode(answer);
  const auto read = sync::decode_carry_answer(bytes);
  BOOST_REQUIRE(read.ok());
  BOOST_TEST((sync::encode(*read) == bytes));
  for (std::size_t size = 0; size < bytes.size(); ++size) BOOST_TEST(!sync::decode_carry_answer(ByteView(bytes).first(size)).ok());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace huzhu::test
