// Bytes from outside are hostile: whatever is altered, cut or announced, a decoder answers with an error and nothing
// altered is taken for the original.
#include <boost/test/unit_test.hpp>

#include "core/log/codec.h"
#include "tests/core/log/samples.h"

using namespace huzhu;
using namespace huzhu::log;

namespace {

ErrorCode code_of(ByteView bytes) {
  const Result<Segment> decoded = decode(bytes);
  return decoded.ok() ? ErrorCode::none : decoded.error().code;
}

constexpr auto kNotCanonical = ErrorCode::not_canonical;

}  // namespace

BOOST_AUTO_TEST_SUITE(log_hostile)

BOOST_AUTO_TEST_CASE(every_flipped_bit_breaks_structure_or_chain) {
  for (const Segment& s : {samples::two_fields(), samples::everything()}) {
    SealedSegment sealed = samples::sealed(s);
    const Hash chain = sealed.chain;
    for (std::size_t bit = 0; bit < sealed.bytes.size() * 8; ++bit) {
      sealed.bytes[bit / 8] ^= static_cast<std::uint8_t>(1 << (bit % 8));
      const Result<Hash> altered = chain_of(sealed.bytes, samples::prev_of(s));
      BOOST_TEST(!(altered.ok() && *altered == chain), "bit " << bit);
      sealed.bytes[bit / 8] ^= static_cast<std::uint8_t>(1 << (bit % 8));
    }
  }
}

// What decodes after a flip must be another segment with another encoding: two encodings of one value do not exist.
BOOST_AUTO_TEST_CASE(whatever_decodes_encodes_to_the_same_bytes) {
  for (const Segment& s : {samples::two_fields(), samples::everything()}) {
    Bytes bytes = samples::sealed(s).bytes;
    std::size_t decoded_count = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
      const std::uint8_t original = bytes[i];
      for (int value = 0; value < 256; ++value) {
        bytes[i] = static_cast<std::uint8_t>(value);
        const Result<Segment> decoded = decode(bytes);
        if (!decoded) continue;
        ++decoded_count;
        BOOST_REQUIRE((*decoded == s) == (bytes[i] == original));
        BOOST_REQUIRE((encode(*decoded).value() == bytes));
      }
      bytes[i] = original;
    }
    BOOST_TEST(decoded_count > bytes.size());
  }
}

BOOST_AUTO_TEST_CASE(whatever_decodes_of_damaged_segments_encodes_to_the_same_bytes) {
  samples::Generator generator(5);
  std::size_t decoded_count = 0;
  for (int i = 0; i < 10000; ++i) {
    const Result<Bytes> whole = encode(generator.segment());
    if (!whole) continue;
    Bytes bytes = *whole;
    const auto somewhere = [&] { return bytes.begin() + static_cast<std::ptrdiff_t>(generator.below(bytes.size())); };
    switch (generator.below(3)) {
      case 0: *somewhere() = static_cast<std::uint8_t>(generator.below(256)); break;
      case 1: bytes.erase(somewhere()); break;
      default: bytes.insert(somewhere(), static_cast<std::uint8_t>(generator.below(4))); break;
    }
    const Result<Segment> decoded = decode(bytes);
    if (!decoded) continue;
    ++decoded_count;
    BOOST_REQUIRE((encode(*decoded).value() == bytes));
  }
  BOOST_TEST(decoded_count > 1000u);
}

BOOST_AUTO_TEST_CASE(every_truncation_and_every_tail_is_refused) {
  for (const Segment& s : {samples::two_fields(), samples::everything()}) {
    Bytes bytes = samples::sealed(s).bytes;
    for (std::size_t size = 0; size < bytes.size(); ++size) BOOST_TEST((code_of(ByteView(bytes).first(size)) == ErrorCode::truncated), size);
    bytes.push_back(0);
    BOOST_TEST((code_of(bytes) == kNotCanonical));
  }
}

BOOST_AUTO_TEST_CASE(noise_is_refused) {
  samples::Generator generator(2);
  for (int i = 0; i < 20000; ++i) {
    Bytes bytes(generator.below(200));
    for (auto& b : bytes) b = static_cast<std::uint8_t>(generator.below(256));
    if (bytes.size() > 2) bytes[0] = bytes[1] = 1, bytes[2] = static_cast<std::uint8_t>(generator.below(64));
    BOOST_TEST(!decode(bytes).ok());
    ByteView rest = bytes;
    BOOST_TEST(!read_frame(rest).ok());
  }
}

BOOST_AUTO_TEST_SUITE_END()
