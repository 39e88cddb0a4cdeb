#include "sync/bundle/fountain.h"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <numeric>
#include <random>

#include "core/base/crypto.h"
#include "sync/bundle/base45.h"

namespace huzhu::test {
namespace {

using sync::CodeFrame;
using sync::FountainReader;
using sync::FountainWriter;

Bytes some_bytes(std::size_t size, std::uint32_t seed) {
  std::mt19937 random(seed);
  Bytes out(size);
  for (std::uint8_t& byte : out) byte = static_cast<std::uint8_t>(random());
  return out;
}

// Rank over GF(2) of the frames' masks, found by another way than the reader's: from frames of unit bundles.
std::size_t rank_of(const FountainWriter& writer, const std::vector<std::uint32_t>& numbers) {
  // The mask of a frame cannot be asked for, but decides whether the reader calls it new: so ask a fresh reader in ascending order.
  FountainReader reader;
  std::size_t rank = 0;
  for (const std::uint32_t number : numbers) rank += reader.take(writer.frame(number));
  return rank;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(bundle_fountain)

// RFC 9285 section 4.3 and 4.4.
BOOST_AUTO_TEST_CASE(base45_matches_the_rfc) {
  BOOST_TEST(sync::base45(view("AB")) == "BB8");
  BOOST_TEST(sync::base45(view("Hello!!")) == "%69 VD92EX0");
  BOOST_TEST(sync::base45(view("base-45")) == "UJCLQE7W581");
  BOOST_TEST((*sync::from_base45("QED8WEX0", 100) == bytes_of(view("ietf!"))));
  BOOST_TEST(!sync::from_base45("GGW5", 100).ok());
  BOOST_TEST(!sync::from_base45("GGX", 100).ok());
  BOOST_TEST(!sync::from_base45("::", 100).ok());
  BOOST_TEST(!sync::from_base45("bb8", 100).ok());
  BOOST_TEST((sync::from_base45(sync::base45(Bytes(101)), 99).error().code == ErrorCode::too_long));
}

BOOST_AUTO_TEST_CASE(the_first_frames_are_the_bundle_itself) {
  for (const std::size_t size : {1u, 2u, 599u, 600u, 601u, 1200u, 2311u, 40'000u}) {
    const Bytes bundle = some_bytes(size, 1);
    const auto writer = FountainWriter::of(bundle);
    BOOST_REQUIRE(writer.ok());
    BOOST_TEST(writer->pieces() == (size + 599) / 600);
    FountainReader reader;
    for (std::uint32_t i = 0; i < writer->pieces(); ++i) {
      BOOST_TEST(!reader.bundle().has_value());
      BOOST_TEST(reader.take(writer->frame(i)));
      BOOST_TEST(!reader.take(writer->frame(i)));  // the same again tells nothing
    }
    const auto read = reader.bundle();
    BOOST_REQUIRE(read.has_value());
    BOOST_REQUIRE(read->ok());
    BOOST_TEST((read->value() == bundle));
  }
}

// Any subset that spans all pieces decodes, in any order, and no other does; two frames beyond the pieces nearly always span.
BOOST_AUTO_TEST_CASE(any_sufficient_subset_in_any_order_decodes) {
  std::mt19937 random(7);
  std::size_t extra = 0, runs = 0;
  for (const std::size_t size : {500u, 1900u, 6'000u, 30'000u}) {
    const Bytes bundle = some_bytes(size, static_cast<std::uint32_t>(size));
    const auto writer = FountainWriter::of(bundle);
    const std::size_t pieces = writer->pieces();
    for (int run = 0; run < 40; ++run) {
      std::vector<std::uint32_t> numbers(4 * pieces + 20);
      std::iota(numbers.begin(), numbers.end(), run % 2 == 0 ? 0u : static_cast<std::uint32_t>(random() % 10'000));
      std::shuffle(numbers.begin(), numbers.end(), random);
      FountainReader reader;
      std::vector<std::uint32_t> taken;
      while (!reader.bundle().has_value()) {
        BOOST_REQUIRE(taken.size() < numbers.size());
        taken.push_back(numbers[taken.size()]);
        reader.take(*sync::decode_code(sync::encode(writer->frame(taken.back()))));
      }
      BOOST_REQUIRE(reader.bundle()->ok());
      BOOST_TEST((reader.bundle()->value() == bundle));
      BOOST_TEST(rank_of(*writer, taken) == pieces);
      std::vector<std::uint32_t> backwards(taken.rbegin(), taken.rend());
      BOOST_TEST(rank_of(*writer, backwards) == pieces);
      taken.pop_back();
      BOOST_TEST(rank_of(*writer, taken) == pieces - 1);
      extra += taken.size() + 1 - pieces;
      ++runs;
    }
  }
  BOOST_TEST(static_cast<double>(extra) / static_cast<double>(runs) < 2.0);
}

BOOST_AUTO_TEST_CASE(another_bundle_begins_anew) {
  const auto one = FountainWriter::of(some_bytes(1500, 1)), two = FountainWriter::of(some_bytes(1500, 2));
  FountainReader reader;
  reader.take(one->frame(0));
  reader.take(one->frame(1));
  reader.take(two->frame(0));
  BOOST_TEST(reader.known() == 1u);
  reader.take(two->frame(1));
  reader.take(two->frame(2));
  BOOST_TEST((reader.bundle()->value() == some_bytes(1500, 2)));
}

BOOST_AUTO_TEST_CASE(a_forged_frame_is_found_and_the_reading_begins_anew) {
  const auto writer = FountainWriter::of(some_bytes(1500, 1));
  FountainReader reader;
  CodeFrame forged = writer->frame(1);
  forged.data[3] ^= 1;
  reader.take(writer->frame(0));
  reader.take(forged);
  reader.take(writer->frame(2));
  const auto read = reader.bundle();
  BOOST_REQUIRE(read.has_value());
  BOOST_TEST((read->error().code == ErrorCode::bad_checksum));
  BOOST_TEST(reader.known() == 0u);
  for (std::uint32_t i = 0; i < 3; ++i) reader.take(writer->frame(i));
  BOOST_TEST(reader.bundle()->ok());
}

BOOST_AUTO_TEST_CASE(codes_read_back_and_have_one_encoding) {
  const auto writer = FountainWriter::of(some_bytes(2000, 1));
  const std::string code = sync::encode(writer->frame(70'000));
  BOOST_TEST(code.size() <= 938u);  // alphanumeric capacity of version 17, level L
  for (const char c : code) BOOST_TEST((std::string_view("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:").find(c) != std::string_view::npos));
  BOOST_TEST(sync::encode(*sync::decode_code(code)) == code);
  for (std::size_t size = 0; size < code.size(); ++size) BOOST_TEST(!sync::decode_code(code.substr(0, size)).ok());
  BOOST_TEST(!sync::decode_code(code + "00").ok());
  BOOST_TEST((sync::decode_code("https://example.org").error().code == ErrorCode::not_a_bundle));
  std::string damaged = code;
  for (std::size_t i = 0; i < code.size(); ++i) {
    for (const char c : {'0', ':', 'a', '\0'}) {
      damaged[i] = c;
      if (const auto other = sync::decode_code(damaged)) BOOST_TEST(sync::encode(*other) == damaged);
    }
    damaged[i] = code[i];
  }
}

BOOST_AUTO_TEST_CASE(bounds) {
  BOOST_TEST(FountainWriter::of(Bytes(sync::coded_bundle_bytes_max, 1)).ok());
  BOOST_TEST((FountainWriter::of(Bytes(sync::coded_bundle_bytes_max + 1, 1)).error().code == ErrorCode::bundle_too_big));
  BOOST_TEST((FountainWriter::of({}).error().code == ErrorCode::truncated));
  CodeFrame frame{1, sync::coded_bundle_bytes_max, sync::frame_number_max, Bytes(599)};
  frame.data.resize((sync::coded_bundle_bytes_max + 218) / 219);
  BOOST_TEST(sync::decode_code(sync::encode(frame)).ok());
  frame.number += 1;
  BOOST_TEST((sync::decode_code(sync::encode(frame)).error().code == ErrorCode::too_long));
  frame.number = 0;
  frame.size += 1;
  BOOST_TEST((sync::decode_code(sync::encode(frame)).error().code == ErrorCode::too_long));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace huzhu::test
