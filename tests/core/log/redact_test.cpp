#include <boost/test/unit_test.hpp>

#include "core/log/codec.h"
#include "tests/core/log/samples.h"

using namespace huzhu;
using namespace huzhu::log;

BOOST_AUTO_TEST_SUITE(log_redact)

BOOST_AUTO_TEST_CASE(chain_and_signatures_go_on_fitting) {
  const Segment s = samples::everything();
  const SealedSegment sealed = samples::sealed(s);
  for (std::size_t i = 0; i < s.operations.size(); ++i) {
    const std::size_t which[] = {i};
    const Result<Bytes> redacted = redact(sealed.bytes, which);
    BOOST_REQUIRE(redacted.ok());
    BOOST_TEST(chain_of(*redacted, samples::prev_of(s)).value() == sealed.chain);
    SealedSegment now = sealed;
    now.bytes = *redacted;
    BOOST_TEST(signature_fits(now, samples::device().public_key()));
    BOOST_TEST(actor_signature_fits(now, samples::actor().public_key()));
  }
}

BOOST_AUTO_TEST_CASE(what_is_kept_can_be_read_and_what_is_redacted_is_gone) {
  const Segment s = samples::two_fields();
  const Bytes whole = samples::sealed(s).bytes;
  const std::size_t name_only[] = {0};
  const Bytes redacted = redact(whole, name_only).value();
  const Segment back = decode(redacted, Redaction::taken).value();
  BOOST_TEST(back.operations[0].redacted);
  BOOST_TEST((back.operations[0].value == Value{WireType::text, 0, {}}));
  BOOST_TEST(!back.operations[1].redacted);
  BOOST_TEST((back.operations[1] == s.operations[1]));
  BOOST_TEST((encode(back).value() == redacted));

  const auto holds = [&](ByteView part) { return std::search(redacted.begin(), redacted.end(), part.begin(), part.end()) != redacted.end(); };
  BOOST_TEST(!holds(view("李秀英")));
  BOOST_TEST(!holds(s.salt));                  // it would give the salt of the redacted value away
  BOOST_TEST(!holds(value_salt(s.salt, 0)));
  BOOST_TEST(holds(value_salt(s.salt, 1)));
}

BOOST_AUTO_TEST_CASE(redacting_twice_or_at_once_is_the_same) {
  const Bytes whole = samples::sealed(samples::everything()).bytes;
  const std::size_t both[] = {1, 4}, first[] = {1}, second[] = {4};
  const Bytes at_once = redact(whole, both).value();
  BOOST_TEST(redact(redact(whole, first).value(), second).value() == at_once);
  BOOST_TEST(redact(redact(whole, second).value(), both).value() == at_once);
  BOOST_TEST(redact(whole, {}).value() == whole);
  BOOST_TEST(redact(at_once, {}).value() == at_once);
}

BOOST_AUTO_TEST_CASE(nobody_takes_a_redacted_copy_unasked) {
  const std::size_t which[] = {0};
  const Bytes redacted = redact(samples::sealed(samples::two_fields()).bytes, which).value();
  BOOST_TEST((decode(redacted).error().code == ErrorCode::not_allowed));
  BOOST_TEST((open(redacted, Hash{}).error().code == ErrorCode::not_allowed));
  BOOST_TEST(open(redacted, Hash{}, Redaction::taken).ok());
}

BOOST_AUTO_TEST_CASE(an_operation_that_is_not_there_cannot_be_redacted) {
  const std::size_t which[] = {2};
  BOOST_TEST((redact(samples::sealed(samples::two_fields()).bytes, which).error().code == ErrorCode::not_found));
}

BOOST_AUTO_TEST_CASE(the_largest_segment_can_be_redacted_whole) {
  Segment s = samples::two_fields();
  s.operations.resize(limits::segment_ops_max, s.operations[0]);
  std::vector<std::size_t> all_but_one;
  for (std::size_t i = 1; i < s.operations.size(); ++i) all_but_one.push_back(i);
  for (bool grown = true; grown;) {  // as many bytes as fit
    grown = false;
    for (Operation& op : s.operations) {
      op.value.data.push_back('x');
      if (!seal(s, Hash{}, samples::device(), nullptr)) { op.value.data.pop_back(); continue; }
      grown = true;
    }
  }
  const SealedSegment sealed = samples::sealed(s);
  BOOST_TEST(sealed.bytes.size() >= limits::segment_bytes_max - 1);
  BOOST_TEST(chain_of(redact(sealed.bytes, all_but_one).value(), samples::prev_of(s)).value() == sealed.chain);
  const std::size_t one[] = {0};  // the rest grows by a salt each
  SealedSegment redacted = sealed;
  redacted.bytes = redact(sealed.bytes, one).value();
  BOOST_TEST(redacted.bytes.size() > limits::segment_bytes_max);
  BOOST_TEST(redacted.bytes.size() <= limits::redacted_segment_bytes_max);
  const std::vector<Bytes> frames = encode_frames({redacted});
  BOOST_REQUIRE(frames.size() == 1u);
  ByteView rest = frames[0];
  BOOST_TEST((read_frame(rest)->segments[0].bytes == redacted.bytes));
}

BOOST_AUTO_TEST_CASE(every_flipped_bit_of_a_redacted_segment_breaks_structure_or_chain) {
  const Segment s = samples::everything();
  const std::size_t which[] = {0, 3, 9};
  Bytes bytes = redact(samples::sealed(s).bytes, which).value();
  const Hash chain = chain_of(bytes, samples::prev_of(s)).value();
  for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
    bytes[bit / 8] ^= static_cast<std::uint8_t>(1 << (bit % 8));
    const Result<Hash> altered = chain_of(bytes, samples::prev_of(s));
    BOOST_TEST(!(altered.ok() && *altered == chain), "bit " << bit);
    bytes[bit / 8] ^= static_cast<std::uint8_t>(1 << (bit % 8));
  }
  for (std::size_t size = 0; size < bytes.size(); ++size) BOOST_TEST(!decode(ByteView(bytes).first(size), Redaction::taken).ok());
}

BOOST_AUTO_TEST_SUITE_END()
