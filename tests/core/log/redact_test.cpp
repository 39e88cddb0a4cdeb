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

// Only the last segment of a run keeps a signature with those who received it. Blanked, the run is longer than a frame was.
BOOST_AUTO_TEST_CASE(a_run_that_was_blanked_after_it_was_received_still_travels) {
  std::vector<SealedSegment> run;
  Segment s = samples::empty_segment();
  Hash prev = samples::prev_of(s);
  std::size_t bytes = 200;  // the frame's own
  while (true) {
    s.operations.clear();
    for (std::uint16_t field = 900; field < 940; ++field) s.operations.push_back(samples::set(7, model::EntityType::person, field, Value::of("短")));
    SealedSegment next = seal(s, prev, samples::device(), nullptr).value();
    bytes += next.bytes.size() + 2;
    if (bytes > limits::frame_bytes_max) break;
    if (!run.empty()) run.back().has_signature = false;
    prev = next.chain;
    s.seq_first = s.seq_last() + 1;
    run.push_back(std::move(next));
  }
  BOOST_REQUIRE(encode_frames(run).size() == 1u);
  std::vector<std::size_t> all(40);
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = i;
  for (SealedSegment& one : run) one.bytes = redact(one.bytes, all).value();
  const std::vector<Bytes> frames = encode_frames(run);
  BOOST_REQUIRE(frames.size() == 1u);
  BOOST_TEST(frames[0].size() > limits::frame_bytes_max);
  ByteView rest = frames[0];
  const Result<Frame> back = read_frame(rest);
  BOOST_REQUIRE(back.ok());
  BOOST_REQUIRE(back->segments.size() == run.size());
  for (std::size_t i = 0; i < run.size(); ++i) BOOST_TEST((back->segments[i].bytes == run[i].bytes));
  // A run that nobody blanked has no right to such a length.
  std::vector<SealedSegment> plain = run;
  s.operations = {samples::set(7, model::EntityType::person, 900, Value::of(std::string(2000, 'x')))};
  plain.clear();
  for (int i = 0; i < 3; ++i) {
    s.seq_first = static_cast<std::uint64_t>(i) + 1;
    plain.push_back(seal(s, prev, samples::device(), nullptr).value());
    plain.back().has_signature = i == 2;
    prev = plain.back().chain;
  }
  BOOST_TEST(encode_frames(plain).empty());
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
