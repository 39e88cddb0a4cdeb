#include <boost/test/unit_test.hpp>

#include "tests/core/log/samples.h"

using namespace huzhu;
using namespace huzhu::log;

namespace {

// A log of `count` segments of `text_bytes` of text each, sealed one after the other.
std::vector<SealedSegment> make_log(std::size_t count, std::size_t text_bytes, const crypto::SigningKey* actor = nullptr) {
  std::vector<SealedSegment> log;
  Segment s = samples::empty_segment();
  Hash prev = samples::prev_of(s);
  for (std::size_t i = 0; i < count; ++i) {
    s.operations = {samples::set(7, model::EntityType::person, model::person::note, Value::of(std::string(text_bytes, 'x'))),
                    samples::set(7, model::EntityType::person, model::person::sex, Value::of(std::int64_t{1}))};
    log.push_back(seal(s, prev, samples::device(), i % 2 == 1 ? actor : nullptr).value());
    prev = log.back().chain;
    s.seq_first = s.seq_last() + 1;
  }
  return log;
}

// Reads all frames as a receiver does: chain after its own prev, last signature of each.
std::vector<SealedSegment> receive(const std::vector<Bytes>& frames, Hash prev) {
  std::vector<SealedSegment> all;
  for (const Bytes& bytes : frames) {
    ByteView rest = bytes;
    const Result<Frame> frame = read_frame(rest);
    BOOST_REQUIRE(frame.ok());
    BOOST_TEST(rest.empty());
    for (SealedSegment sealed : frame->segments) {
      prev = sealed.chain = chain_of(sealed.bytes, prev).value();
      all.push_back(sealed);
    }
    BOOST_TEST(signature_fits(all.back(), samples::device().public_key()));
  }
  return all;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(log_frame)

BOOST_AUTO_TEST_CASE(a_run_travels_with_one_signature_a_frame) {
  const auto actor = samples::actor();
  const std::vector<SealedSegment> log = make_log(100, 40, &actor);
  const std::vector<Bytes> frames = encode_frames(log);
  BOOST_TEST(frames.size() > 1u);
  for (const Bytes& frame : frames) BOOST_TEST(frame.size() <= limits::frame_bytes_max);
  const std::vector<SealedSegment> back = receive(frames, samples::prev_of(samples::empty_segment()));
  BOOST_REQUIRE(back.size() == log.size());
  std::size_t device_signatures = 0;
  for (std::size_t i = 0; i < log.size(); ++i) {
    BOOST_REQUIRE((back[i].bytes == log[i].bytes));
    BOOST_TEST(back[i].chain == log[i].chain);
    BOOST_TEST((back[i].actor_signature == log[i].actor_signature));
    device_signatures += back[i].has_signature;
  }
  BOOST_TEST(device_signatures == frames.size());
}

BOOST_AUTO_TEST_CASE(what_was_received_can_be_sent_on_from_any_position) {
  const std::vector<SealedSegment> log = receive(encode_frames(make_log(100, 40)), samples::prev_of(samples::empty_segment()));
  for (std::size_t from = 1; from < log.size(); from += 7) {
    const std::vector<Bytes> frames = encode_frames({log.begin() + static_cast<std::ptrdiff_t>(from), log.end()});
    for (const Bytes& frame : frames) BOOST_TEST(frame.size() <= limits::frame_bytes_max);
    BOOST_TEST(receive(frames, log[from - 1].chain).size() == log.size() - from);
  }
}

BOOST_AUTO_TEST_CASE(a_largest_segment_is_a_frame_of_its_own) {
  std::vector<SealedSegment> log = make_log(1, 1);
  Segment s = samples::empty_segment();
  s.seq_first = 3;
  s.operations = {samples::set(7, model::EntityType::person, 900, Value::of(std::string(limits::value_bytes_max, 'x'))),
                  samples::set(7, model::EntityType::person, 901, Value::of(std::string(limits::value_bytes_max - 96, 'y')))};
  while (true) {  // fill up to the last byte
    s.operations.back().value.data.push_back('y');
    auto sealed = seal(s, log[0].chain, samples::device(), nullptr);
    if (!sealed) break;
    if (log.size() == 2) log.pop_back();
    log.push_back(*sealed);
  }
  BOOST_TEST(log[1].bytes.size() == limits::segment_bytes_max);
  const std::vector<Bytes> frames = encode_frames(log);
  BOOST_TEST(frames.size() == 2u);
  BOOST_TEST(receive(frames, samples::prev_of(s)).size() == 2u);
}

BOOST_AUTO_TEST_CASE(what_no_signature_covers_is_left_out) {
  std::vector<SealedSegment> log = make_log(10, 10);
  for (std::size_t i : {3u, 8u, 9u}) log[i].has_signature = false;
  const std::vector<Bytes> frames = encode_frames(log);
  BOOST_TEST(receive(frames, samples::prev_of(samples::empty_segment())).size() == 8u);
  for (SealedSegment& sealed : log) sealed.has_signature = false;
  BOOST_TEST(encode_frames(log).empty());
  BOOST_TEST(encode_frames({}).empty());
}

BOOST_AUTO_TEST_CASE(a_gap_and_another_log_begin_a_new_frame) {
  std::vector<SealedSegment> log = make_log(6, 10);
  Segment other = samples::two_fields();
  other.epoch += 1;
  log.erase(log.begin() + 2);
  log.push_back(samples::sealed(other));
  const std::vector<Bytes> frames = encode_frames(log);
  BOOST_TEST(frames.size() == 3u);
  std::size_t segments = 0;
  for (const Bytes& bytes : frames) {
    ByteView rest = bytes;
    segments += read_frame(rest)->segments.size();
  }
  BOOST_TEST(segments == log.size());
}

BOOST_AUTO_TEST_CASE(frames_are_read_one_after_the_other_from_a_stream) {
  Bytes stream;
  const std::vector<Bytes> frames = encode_frames(make_log(100, 40));
  for (const Bytes& frame : frames) stream.insert(stream.end(), frame.begin(), frame.end());
  ByteView rest = stream;
  std::size_t read = 0;
  while (!rest.empty()) {
    BOOST_REQUIRE(read_frame(rest).ok());
    ++read;
  }
  BOOST_TEST(read == frames.size());
}

BOOST_AUTO_TEST_CASE(an_unfinished_frame_asks_for_more_and_stays) {
  const Bytes frame = encode_frames(make_log(5, 20)).front();
  for (std::size_t size = 0; size < frame.size(); ++size) {
    ByteView rest = ByteView(frame).first(size);
    const Result<Frame> read = read_frame(rest);
    BOOST_REQUIRE(!read.ok());
    BOOST_TEST((read.error().code == ErrorCode::truncated));
    BOOST_TEST(rest.size() == size);
  }
}

BOOST_AUTO_TEST_CASE(every_flipped_bit_of_a_frame_is_noticed) {
  Bytes frame = encode_frames(make_log(4, 5)).front();
  for (std::size_t bit = 0; bit < frame.size() * 8; ++bit) {
    frame[bit / 8] ^= static_cast<std::uint8_t>(1 << (bit % 8));
    ByteView rest = frame;
    BOOST_TEST(!read_frame(rest).ok());
    frame[bit / 8] ^= static_cast<std::uint8_t>(1 << (bit % 8));
  }
}

// The checksum is no defence: whoever alters bytes can make it fit. Chain and signature are.
BOOST_AUTO_TEST_CASE(every_flipped_bit_under_a_mended_checksum_fails_structure_or_signature) {
  const Bytes good = encode_frames(make_log(4, 5)).front();
  const std::size_t head = 2 + 4;  // two bytes of length here, then the checksum
  for (std::size_t bit = head * 8; bit < good.size() * 8; ++bit) {
    Bytes frame = good;
    frame[bit / 8] ^= static_cast<std::uint8_t>(1 << (bit % 8));
    const std::uint32_t crc = crypto::crc32c(ByteView(frame).subspan(head));
    for (std::size_t i = 0; i < 4; ++i) frame[2 + i] = static_cast<std::uint8_t>(crc >> (24 - 8 * i));
    ByteView rest = frame;
    const Result<Frame> read = read_frame(rest);
    if (!read) continue;
    Hash prev = samples::prev_of(samples::empty_segment());
    bool accepted = true;
    for (const SealedSegment& sealed : read->segments) {
      const Result<Opened> opened = open(sealed.bytes, prev);
      accepted = accepted && opened.ok();
      if (accepted) prev = opened->chain;
    }
    SealedSegment last = read->segments.back();
    last.chain = prev;
    BOOST_TEST(!(accepted && signature_fits(last, samples::device().public_key())), "bit " << bit);
  }
}

BOOST_AUTO_TEST_CASE(a_frame_of_any_announced_length_is_refused_before_it_is_waited_for) {
  for (const std::uint64_t size : {std::uint64_t{1} << 17, std::uint64_t{1} << 32, ~std::uint64_t{0}}) {
    Bytes frame;
    std::uint64_t n = size;
    for (; n >= 0x80; n >>= 7) frame.push_back(static_cast<std::uint8_t>(n | 0x80));
    frame.push_back(static_cast<std::uint8_t>(n));
    frame.resize(frame.size() + 8);
    ByteView rest = frame;
    BOOST_TEST((read_frame(rest).error().code == ErrorCode::too_long));
  }
}

BOOST_AUTO_TEST_SUITE_END()
