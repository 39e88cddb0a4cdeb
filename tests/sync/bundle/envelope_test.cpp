#include "sync/bundle/envelope.h"

#include <boost/test/unit_test.hpp>

#include "core/base/limits.h"
#include "tests/sync/bundle/samples.h"

namespace huzhu::test {
namespace {

const Hash home = county_of(1), elsewhere = county_of(2);

struct Sodium {
  Sodium() { crypto::init(); }
};

ErrorCode why_not(ByteView file, const crypto::SigningKey& own, const Hash& county = home) {
  const auto opened = sync::open_envelope(file, county, own);
  return opened ? ErrorCode::none : opened.error().code;
}

}  // namespace

BOOST_FIXTURE_TEST_SUITE(bundle_envelope, Sodium)

BOOST_AUTO_TEST_CASE(what_is_sealed_opens_for_its_key_alone) {
  Counting random;
  const auto own = key_of(3), other = key_of(4);
  const Bytes inside = bytes_of(view("a deflated letter"));
  const Bytes file = *sync::seal_envelope(home, own.public_key(), inside, random);
  BOOST_TEST(file.size() == inside.size() + sync::envelope_bytes);
  BOOST_TEST((*sync::open_envelope(file, home, own) == inside));
  BOOST_TEST((why_not(file, other) == ErrorCode::not_for_us));
  BOOST_TEST((why_not(file, own, elsewhere) == ErrorCode::wrong_scope));
  const auto envelope = sync::read_envelope(file);
  BOOST_TEST((envelope->recipient == own.author()));
  BOOST_TEST(envelope->county == 0x0101010101010101u);
  // Nothing inside can be read off the outside.
  BOOST_TEST((std::search(file.begin(), file.end(), inside.begin(), inside.end()) == file.end()));
  // Nor twice the same bytes for the same letter.
  BOOST_TEST((*sync::seal_envelope(home, own.public_key(), inside, random) != file));
}

BOOST_AUTO_TEST_CASE(cut_anywhere_it_says_that_it_is_not_whole) {
  Counting random;
  const auto own = key_of(3);
  const Bytes file = *sync::seal_envelope(home, own.public_key(), Bytes(300, 7), random);
  for (std::size_t size = 0; size < file.size(); ++size) BOOST_TEST((why_not(ByteView(file).first(size), own) == ErrorCode::truncated));
}

BOOST_AUTO_TEST_CASE(any_flipped_bit_is_found) {
  Counting random;
  const auto own = key_of(3);
  Bytes file = *sync::seal_envelope(home, own.public_key(), Bytes(40, 7), random);
  for (std::size_t bit = 0; bit < file.size() * 8; ++bit) {
    file[bit / 8] ^= static_cast<std::uint8_t>(1u << bit % 8);
    const ErrorCode code = why_not(file, own);
    const std::size_t at = bit / 8;
    if (at < 5) BOOST_TEST((code == ErrorCode::not_a_bundle));
    else if (at == 5) BOOST_TEST((code == ErrorCode::unknown_version));
    // A length that says too much looks like a cut.
    else BOOST_TEST((code == ErrorCode::bad_checksum || (code == ErrorCode::truncated && at >= 22 && at < 26) || (code == ErrorCode::not_canonical && at >= 22 && at < 26)));
    file[bit / 8] ^= static_cast<std::uint8_t>(1u << bit % 8);
  }
  file.push_back(0);
  BOOST_TEST((why_not(file, own) == ErrorCode::not_canonical));
}

BOOST_AUTO_TEST_CASE(other_files_are_told_apart) {
  const auto own = key_of(3);
  BOOST_TEST((why_not({}, own) == ErrorCode::truncated));
  BOOST_TEST((why_not(view("\xff\xd8\xff\xe0 a photo"), own) == ErrorCode::not_a_bundle));
  BOOST_TEST((why_not(view("姓名,身份证号"), own) == ErrorCode::not_a_bundle));
  Bytes huge(limits::bundle_bytes_max + 1);
  BOOST_TEST((why_not(huge, own) == ErrorCode::not_a_bundle));
  std::copy_n(sync::bundle_magic.begin(), sync::bundle_magic.size(), huge.begin());
  BOOST_TEST((why_not(huge, own) == ErrorCode::bundle_too_big));
}

BOOST_AUTO_TEST_CASE(more_than_a_bundle_may_hold_is_not_sealed) {
  Counting random;
  const auto own = key_of(3);
  const std::size_t most = limits::bundle_bytes_max - sync::envelope_bytes;
  const auto file = sync::seal_envelope(home, own.public_key(), Bytes(most), random);
  BOOST_REQUIRE(file.ok());
  BOOST_TEST(file->size() == limits::bundle_bytes_max);
  BOOST_TEST(sync::open_envelope(*file, home, own)->size() == most);
  BOOST_TEST((sync::seal_envelope(home, own.public_key(), Bytes(most + 1), random).error().code == ErrorCode::bundle_too_big));
}

// The sender's chosen bytes under a right checksum: the seal finds them.
BOOST_AUTO_TEST_CASE(a_mended_checksum_does_not_help_a_forger) {
  Counting random;
  const auto own = key_of(3);
  Bytes file = *sync::seal_envelope(home, own.public_key(), Bytes(40, 7), random);
  file[sync::envelope_header_bytes + 60] ^= 1;
  const std::uint32_t sum = crypto::crc32c(ByteView(file).first(file.size() - 4));
  for (int i = 0; i < 4; ++i) file[file.size() - 4 + static_cast<std::size_t>(i)] = static_cast<std::uint8_t>(sum >> (24 - 8 * i));
  BOOST_TEST((why_not(file, own) == ErrorCode::bad_checksum));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace huzhu::test
