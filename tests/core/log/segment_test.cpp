#include "core/log/segment.h"

#include <boost/test/unit_test.hpp>

#include "core/log/codec.h"
#include "tests/core/log/samples.h"

using namespace huzhu;
using namespace huzhu::log;

BOOST_AUTO_TEST_SUITE(log_segment)

BOOST_AUTO_TEST_CASE(decoding_gives_back_what_was_sealed) {
  for (const Segment& s : {samples::two_fields(), samples::everything()}) {
    const SealedSegment sealed = samples::sealed(s);
    const Result<Segment> back = decode(sealed.bytes);
    BOOST_REQUIRE(back.ok());
    BOOST_TEST((*back == s));
  }
}

BOOST_AUTO_TEST_CASE(any_segment_goes_there_and_back_to_the_same_bytes) {
  samples::Generator generator(1);
  std::size_t encoded = 0;
  for (int i = 0; i < 3000; ++i) {
    const Segment s = generator.segment();
    const Result<Bytes> bytes = encode(s);
    if (!bytes) {
      BOOST_TEST((bytes.error().code == ErrorCode::too_long), bytes.error().where + ": " + bytes.error().detail);
      continue;
    }
    ++encoded;
    const Result<Segment> back = decode(*bytes);
    BOOST_REQUIRE(back.ok());
    BOOST_REQUIRE((*back == s));
    BOOST_REQUIRE((encode(*back).value() == *bytes));
  }
  BOOST_TEST(encoded > 2900u);
}

BOOST_AUTO_TEST_CASE(the_chain_holds_everything_before_it) {
  const Segment s = samples::everything();
  const SealedSegment sealed = samples::sealed(s);
  BOOST_TEST(sealed.chain == chain_of(sealed.bytes, samples::prev_of(s)).value());
  Hash other = samples::prev_of(s);
  other[31] ^= 1;
  BOOST_TEST(sealed.chain != chain_of(sealed.bytes, other).value());
  const Result<Opened> opened = open(sealed.bytes, samples::prev_of(s));
  BOOST_REQUIRE(opened.ok());
  BOOST_TEST(opened->chain == sealed.chain);
  BOOST_TEST((opened->segment == s));
}

BOOST_AUTO_TEST_CASE(a_log_begins_with_its_county_scope_author_and_epoch) {
  const Hash base = first_prev(samples::county_root(), ScopeId{1}, AuthorId{2}, 3);
  BOOST_TEST(base != first_prev(Hash{}, ScopeId{1}, AuthorId{2}, 3));
  BOOST_TEST(base != first_prev(samples::county_root(), ScopeId{2}, AuthorId{2}, 3));
  BOOST_TEST(base != first_prev(samples::county_root(), ScopeId{1}, AuthorId{1}, 3));
  BOOST_TEST(base != first_prev(samples::county_root(), ScopeId{1}, AuthorId{2}, 2));
}

BOOST_AUTO_TEST_CASE(signatures_fit_their_keys_only) {
  const SealedSegment sealed = samples::sealed(samples::everything());
  BOOST_TEST(signature_fits(sealed, samples::device().public_key()));
  BOOST_TEST(!signature_fits(sealed, samples::actor().public_key()));
  BOOST_TEST(actor_signature_fits(sealed, samples::actor().public_key()));
  BOOST_TEST(!actor_signature_fits(sealed, samples::device().public_key()));

  SealedSegment swapped = sealed;  // one's signature is not the other's
  swapped.signature = *sealed.actor_signature;
  swapped.actor_signature = sealed.signature;
  BOOST_TEST(!signature_fits(swapped, samples::actor().public_key()));
  BOOST_TEST(!actor_signature_fits(swapped, samples::device().public_key()));

  SealedSegment unsigned_one = sealed;
  unsigned_one.has_signature = false;
  unsigned_one.actor_signature.reset();
  BOOST_TEST(!signature_fits(unsigned_one, samples::device().public_key()));
  BOOST_TEST(!actor_signature_fits(unsigned_one, samples::actor().public_key()));
}

BOOST_AUTO_TEST_CASE(a_device_seals_its_own_log_only) {
  Segment s = samples::two_fields();
  BOOST_TEST((seal(s, Hash{}, samples::actor(), nullptr).error().code == ErrorCode::bad_signature));
}

BOOST_AUTO_TEST_CASE(the_actor_flag_is_as_it_was_signed) {
  Segment s = samples::two_fields();
  s.actor_signed = true;  // what the caller says does not count, the key does
  BOOST_TEST(!decode(seal(s, Hash{}, samples::device(), nullptr)->bytes)->actor_signed);
  const auto who = samples::actor();
  s.actor_signed = false;
  BOOST_TEST(decode(seal(s, Hash{}, samples::device(), &who)->bytes)->actor_signed);
}

BOOST_AUTO_TEST_CASE(a_position_is_read_from_any_version) {
  SealedSegment sealed = samples::sealed(samples::everything());
  sealed.bytes[0] = 9;
  const Segment s = samples::everything();
  const Result<Position> position = position_of(sealed.bytes);
  BOOST_REQUIRE(position.ok());
  BOOST_TEST((position->scope == s.scope && position->author == s.author && position->epoch == s.epoch));
  BOOST_TEST(position->seq_first == s.seq_first);
  BOOST_TEST(position->seq_last == s.seq_last());
  BOOST_TEST(position->actor_signed);
  BOOST_TEST((decode(sealed.bytes).error().code == ErrorCode::unknown_version));
}

BOOST_AUTO_TEST_SUITE_END()
