// Bytes from outside are hostile: whatever is altered, cut or announced, a decoder answers with an error and nothing
// altered is taken for the original.
#include <boost/test/unit_test.hpp>
#include <functional>

#include "core/log/archive.h"
#include "tests/core/log/samples.h"

using namespace huzhu;
using namespace huzhu::log;

namespace {

ErrorCode code_of(ByteView bytes) {
  const Result<Segment> decoded = decode(bytes);
  return decoded.ok() ? ErrorCode::none : decoded.error().code;
}

// A segment said by hand, so that each rule can be broken alone. As it stands it is valid: one operation.
struct ByHand {
  std::uint8_t version = 1, algorithm = 1, flags = 2;
  std::uint64_t scope = 5, author = 6, seq_first = 1, count = 1, hlc = 1ull << 56;
  std::uint32_t epoch = 7;
  std::function<void(CompactWriter&)> actor_and_group = [](auto&) {};
  std::function<void(CompactWriter&)> deps = [](auto& out) { out.varint(0); };
  std::function<void(CompactWriter&)> entities = [](auto& out) { out.varint(1), entity_group(out, 3, {9}); };
  std::function<void(CompactWriter&)> columns = [](auto& out) { out.varint(1), out.varint(1 << 1), out.varint(2 << 4 | 1); };
  std::function<void(CompactWriter&)> cells = [](auto& out) { out.varint(0); };
  std::function<void(CompactWriter&)> dots_and_times = [](auto&) {};
  std::function<void(CompactWriter&)> values = [](auto& out) { out.raw(Bytes{0}), out.raw(Bytes(16, 1)), out.blob(Bytes{2}); };

  static void entity_group(CompactWriter& out, std::uint8_t type, std::vector<std::uint64_t> ids) {
    out(type);
    out.varint(ids.size());
    for (std::uint64_t id : ids) out(fixed(id));
  }
  Bytes bytes() {
    CompactWriter out;
    out(version, algorithm, flags, fixed(scope), fixed(author), fixed(epoch), seq_first, count, fixed(hlc));
    actor_and_group(out), deps(out), entities(out), columns(out), cells(out), dots_and_times(out), values(out);
    return out.take();
  }
};

ErrorCode after(const std::function<void(ByHand&)>& change) {
  ByHand by_hand;
  change(by_hand);
  return code_of(by_hand.bytes());
}

constexpr auto kNotCanonical = ErrorCode::not_canonical;

}  // namespace

#define EXPECT(code, ...) BOOST_TEST((after([](ByHand & s) { __VA_ARGS__; }) == ErrorCode::code), #__VA_ARGS__)

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
        if (decoded->author != samples::device().author()) continue;
        const auto who = samples::actor();
        const Result<SealedSegment> again = seal(*decoded, Hash{}, samples::device(), decoded->actor_signed ? &who : nullptr);
        BOOST_REQUIRE(again.ok());
        BOOST_REQUIRE((again->bytes == bytes));
      }
      bytes[i] = original;
    }
    BOOST_TEST(decoded_count > bytes.size());
  }
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

BOOST_AUTO_TEST_CASE(the_segment_by_hand_is_valid_as_it_stands) {
  EXPECT(none, (void)s);
  const Segment s = decode(ByHand{}.bytes()).value();
  BOOST_TEST(s.operations.size() == 1u);
  BOOST_TEST(s.operations[0].value.integer == 1);
}

BOOST_AUTO_TEST_CASE(rules_of_the_header) {
  EXPECT(unknown_version, s.version = 0);
  EXPECT(unknown_version, s.version = 2);
  EXPECT(unknown_version, s.algorithm = 2);
  EXPECT(not_canonical, s.flags = 3);
  EXPECT(not_canonical, s.flags = 64);
  EXPECT(not_canonical, s.flags = 128);
  EXPECT(not_canonical, s.scope = 0);
  EXPECT(not_canonical, s.author = 0);
  EXPECT(none, s.epoch = 0);
  EXPECT(not_canonical, s.seq_first = 0);
  EXPECT(none, s.seq_first = limits::seq_max);
  EXPECT(not_canonical, s.seq_first = limits::seq_max + 1);
  EXPECT(not_canonical, s.count = 0);
  EXPECT(too_long, s.count = limits::segment_ops_max + 1);
  EXPECT(too_long, s.count = ~0ull);
  EXPECT(none, s.hlc = limits::hlc_max);
  EXPECT(not_canonical, s.hlc = limits::hlc_max + 1);
  EXPECT(none, s.flags |= 4; s.actor_and_group = [](auto& out) { out.raw(Bytes(8, 1)); });
  EXPECT(not_canonical, s.flags |= 4; s.actor_and_group = [](auto& out) { out.raw(Bytes(8, 0)); });
}

BOOST_AUTO_TEST_CASE(rules_of_groups) {
  const auto group = [](std::uint64_t seq, std::uint64_t back, std::uint64_t k, std::uint64_t n) {
    ByHand s;
    s.flags |= 8;
    s.seq_first = seq;
    s.actor_and_group = [=](CompactWriter& out) { out.varint(back), out.varint(k), out.varint(n); };
    return code_of(s.bytes());
  };
  BOOST_TEST((group(10, 0, 1, 2) == ErrorCode::none));
  BOOST_TEST((group(10, 9, 2, 2) == ErrorCode::none));
  BOOST_TEST((group(500, 255, 256, 256) == ErrorCode::none));
  BOOST_TEST((group(500, 256, 257, 257) == ErrorCode::too_long));
  BOOST_TEST((group(10, 0, 1, 1) == kNotCanonical));
  BOOST_TEST((group(10, 0, 0, 2) == kNotCanonical));
  BOOST_TEST((group(10, 3, 3, 2) == kNotCanonical));
  BOOST_TEST((group(10, 0, 2, 2) == kNotCanonical));
  BOOST_TEST((group(10, 1, 1, 2) == kNotCanonical));
  BOOST_TEST((group(10, 1, 3, 3) == kNotCanonical));
  BOOST_TEST((group(10, 10, 2, 2) == kNotCanonical));
}

BOOST_AUTO_TEST_CASE(rules_of_dependencies) {
  struct Log { std::uint64_t author; std::uint32_t epoch; std::uint64_t seq; };
  struct Of { std::uint8_t mark; std::uint64_t scope; std::vector<Log> logs; };
  const auto deps = [](std::vector<Of> scopes) {
    ByHand s;
    s.deps = [&](CompactWriter& out) {
      out.varint(scopes.size());
      for (Of& of : scopes) {
        out(of.mark);
        if (of.mark) out(fixed(of.scope));
        out.varint(of.logs.size());
        for (Log& log : of.logs) {
          std::uint64_t hash8 = 0;
          out(fixed(log.author), fixed(log.epoch), log.seq, fixed(hash8));
        }
      }
    };
    return code_of(s.bytes());
  };
  BOOST_TEST((deps({{0, 0, {{1, 1, 1}, {1, 2, 1}, {2, 0, 1}, {6, 8, 1}}}, {1, 9, {{6, 7, 1}}}}) == ErrorCode::none));
  BOOST_TEST((deps({{1, 4, {{1, 1, 1}}}, {0, 0, {{1, 1, 1}}}}) == ErrorCode::none));       // the own scope is 5
  BOOST_TEST((deps({{0, 0, {{1, 1, 1}}}, {1, 4, {{1, 1, 1}}}}) == kNotCanonical));         // scopes out of order
  BOOST_TEST((deps({{1, 4, {{1, 1, 1}}}, {1, 4, {{2, 1, 1}}}}) == kNotCanonical));         // a scope twice
  BOOST_TEST((deps({{1, 5, {{1, 1, 1}}}}) == kNotCanonical));                              // own scope written out
  BOOST_TEST((deps({{1, 0, {{1, 1, 1}}}}) == kNotCanonical));
  BOOST_TEST((deps({{2, 4, {{1, 1, 1}}}}) == kNotCanonical));
  BOOST_TEST((deps({{0, 0, {}}}) == kNotCanonical));
  BOOST_TEST((deps({{0, 0, {{1, 2, 1}, {1, 1, 1}}}}) == kNotCanonical));
  BOOST_TEST((deps({{0, 0, {{1, 1, 1}, {1, 1, 2}}}}) == kNotCanonical));
  BOOST_TEST((deps({{0, 0, {{2, 1, 1}, {1, 1, 1}}}}) == kNotCanonical));
  BOOST_TEST((deps({{0, 0, {{6, 7, 1}}}}) == kNotCanonical));                              // the own log
  BOOST_TEST((deps({{0, 0, {{0, 1, 1}}}}) == kNotCanonical));
  BOOST_TEST((deps({{0, 0, {{1, 1, 0}}}}) == kNotCanonical));
  BOOST_TEST((deps({{0, 0, {{1, 1, limits::seq_max}}}}) == ErrorCode::none));
  BOOST_TEST((deps({{0, 0, {{1, 1, limits::seq_max + 1}}}}) == kNotCanonical));
  std::vector<Log> most;
  for (std::uint32_t i = 0; i < limits::deps_max; ++i) most.push_back({1, i, 1});
  BOOST_TEST((deps({{0, 0, most}}) == ErrorCode::none));
  BOOST_TEST((deps({{0, 0, most}, {1, 9, {{1, 1, 1}}}}) == ErrorCode::too_long));
  most.push_back({2, 0, 1});
  BOOST_TEST((deps({{0, 0, most}}) == ErrorCode::too_long));
  EXPECT(too_long, s.deps = [](auto& out) { out.varint(~0ull); });
}

BOOST_AUTO_TEST_CASE(rules_of_dictionaries) {
  using Out = CompactWriter;
  // two entities, one column
  const auto entities = [](std::function<void(Out&)> groups, std::vector<std::uint64_t> cells) {
    ByHand s;
    s.count = cells.size();
    s.entities = std::move(groups);
    s.cells = [=](Out& out) { for (std::uint64_t c : cells) out.varint(c); };
    s.values = [&](Out& out) { out.raw(Bytes(17, 0)), out.blob(Bytes(cells.size(), 2)); };
    return code_of(s.bytes());
  };
  const auto group = [](Out& out, std::uint8_t type, std::vector<std::uint64_t> ids) { ByHand::entity_group(out, type, std::move(ids)); };
  BOOST_TEST((entities([&](Out& out) { out.varint(1), group(out, 3, {8, 9}); }, {1, 0}) == ErrorCode::none));
  BOOST_TEST((entities([&](Out& out) { out.varint(2), group(out, 3, {9}), group(out, 4, {8}); }, {0, 1}) == ErrorCode::none));
  BOOST_TEST((entities([&](Out& out) { out.varint(1), group(out, 3, {9, 8}); }, {0, 1}) == kNotCanonical));
  BOOST_TEST((entities([&](Out& out) { out.varint(1), group(out, 3, {9, 9}); }, {0, 1}) == kNotCanonical));
  BOOST_TEST((entities([&](Out& out) { out.varint(2), group(out, 4, {8}), group(out, 3, {9}); }, {0, 1}) == kNotCanonical));
  BOOST_TEST((entities([&](Out& out) { out.varint(2), group(out, 3, {8}), group(out, 3, {9}); }, {0, 1}) == kNotCanonical));
  BOOST_TEST((entities([&](Out& out) { out.varint(2), group(out, 3, {8}), group(out, 4, {8}); }, {0, 1}) == kNotCanonical));
  BOOST_TEST((entities([&](Out& out) { out.varint(1), group(out, 3, {8, 9}); }, {0, 0}) == kNotCanonical));  // 9 unused
  BOOST_TEST((entities([&](Out& out) { out.varint(1), group(out, 3, {8, 9}); }, {0, 2}) == kNotCanonical));  // no such cell
  BOOST_TEST((entities([&](Out& out) { out.varint(1), group(out, 3, {}); }, {0}) == kNotCanonical));
  BOOST_TEST((entities([&](Out& out) { out.varint(1), group(out, 3, {0}); }, {0}) == kNotCanonical));
  BOOST_TEST((entities([&](Out& out) { out.varint(1), group(out, 0, {9}); }, {0}) == kNotCanonical));
  BOOST_TEST((entities([&](Out& out) { out.varint(0); }, {0}) == kNotCanonical));
  BOOST_TEST((entities([&](Out& out) { out.varint(65); }, {0}) == ErrorCode::too_long));
  BOOST_TEST((entities([&](Out& out) { out.varint(~0ull); }, {0}) == ErrorCode::too_long));
  // one entity, two columns
  const auto columns = [](std::vector<std::pair<std::uint64_t, std::uint64_t>> list, std::vector<std::uint64_t> cells) {
    ByHand s;
    s.count = cells.size();
    s.columns = [&](Out& out) { out.varint(list.size()); for (auto [act, cell] : list) out.varint(act), out.varint(cell); };
    s.cells = [&](Out& out) { for (std::uint64_t c : cells) out.varint(c); };
    s.values = [&](Out& out) { out.raw(Bytes(17, 0)); for (std::size_t i = 0; i < list.size(); ++i) out.blob(Bytes{2}); };
    return code_of(s.bytes());
  };
  BOOST_TEST((columns({{2, 0x11}, {2, 0x21}}, {1, 0}) == ErrorCode::none));
  BOOST_TEST((columns({{2, 0x21}, {2, 0x11}}, {1, 0}) == kNotCanonical));
  BOOST_TEST((columns({{2, 0x11}, {2, 0x11}}, {1, 0}) == kNotCanonical));
  BOOST_TEST((columns({{4, 0x11}, {2, 0x21}}, {1, 0}) == kNotCanonical));
  BOOST_TEST((columns({{2, 0x11}, {2, 0x21}}, {1, 1}) == kNotCanonical));
  BOOST_TEST((columns({{0, 0x11}}, {0}) == kNotCanonical));            // kind 0
  BOOST_TEST((columns({{255 << 1, 0x11}}, {0}) == ErrorCode::none));
  BOOST_TEST((columns({{256 << 1, 0x11}}, {0}) == kNotCanonical));
  BOOST_TEST((columns({{2, 0xFFFF1}}, {0}) == ErrorCode::none));
  BOOST_TEST((columns({{2, 0x100001}}, {0}) == kNotCanonical));
  BOOST_TEST((columns({}, {0}) == kNotCanonical));
}

BOOST_AUTO_TEST_CASE(rules_of_kinds) {
  const auto kind = [](std::uint64_t number, std::uint64_t field, WireType type, bool entity) {
    ByHand s;
    if (!entity) s.entities = [](CompactWriter& out) { out.varint(1), ByHand::entity_group(out, 0, {0}); };
    s.columns = [=](CompactWriter& out) { out.varint(1), out.varint(number << 1), out.varint(field << 4 | static_cast<std::uint64_t>(type)); };
    s.values = [=](CompactWriter& out) { out.raw(Bytes(17, 0)), out.blob(Bytes(type == WireType::null ? 0 : 1, 2)); };
    return code_of(s.bytes());
  };
  using enum WireType;
  BOOST_TEST((kind(1, 1, null, true) == ErrorCode::none));
  BOOST_TEST((kind(1, 0, integer, true) == kNotCanonical));
  BOOST_TEST((kind(1, 1, integer, false) == kNotCanonical));
  BOOST_TEST((kind(2, 1, integer, true) == ErrorCode::none));
  BOOST_TEST((kind(2, 1, null, true) == kNotCanonical));
  BOOST_TEST((kind(3, 1, null, true) == kNotCanonical));
  BOOST_TEST((kind(3, 0, integer, true) == kNotCanonical));
  BOOST_TEST((kind(4, 0, null, true) == ErrorCode::none));
  BOOST_TEST((kind(4, 1, null, true) == kNotCanonical));
  BOOST_TEST((kind(4, 0, integer, true) == kNotCanonical));
  BOOST_TEST((kind(4, 0, null, false) == kNotCanonical));
  BOOST_TEST((kind(200, 0, integer, false) == ErrorCode::none));  // a later version knows what it means
}

BOOST_AUTO_TEST_CASE(rules_of_dots_and_times) {
  const auto dots = [](std::vector<Dot> list) {
    ByHand s;
    s.columns = [](CompactWriter& out) { out.varint(1), out.varint(1 << 1 | 1), out.varint(2 << 4 | 1); };
    s.dots_and_times = [&](CompactWriter& out) {
      out.varint(list.size());
      for (Dot& d : list) out(fixed(d.author.value), fixed(d.epoch), d.seq);
    };
    return code_of(s.bytes());
  };
  BOOST_TEST((dots({}) == ErrorCode::none));
  BOOST_TEST((dots({{AuthorId{1}, 1, 1}, {AuthorId{1}, 1, 2}, {AuthorId{1}, 2, 1}}) == ErrorCode::none));
  BOOST_TEST((dots({{AuthorId{1}, 1, 2}, {AuthorId{1}, 1, 1}}) == kNotCanonical));
  BOOST_TEST((dots({{AuthorId{1}, 1, 1}, {AuthorId{1}, 1, 1}}) == kNotCanonical));
  BOOST_TEST((dots({{AuthorId{0}, 1, 1}}) == kNotCanonical));
  BOOST_TEST((dots({{AuthorId{1}, 1, 0}}) == kNotCanonical));
  BOOST_TEST((dots({{AuthorId{1}, 1, limits::seq_max + 1}}) == kNotCanonical));
  std::vector<Dot> most;
  for (std::uint64_t i = 1; i <= limits::dots_per_op_max; ++i) most.push_back({AuthorId{1}, 1, i});
  BOOST_TEST((dots(most) == ErrorCode::none));
  most.push_back({AuthorId{2}, 1, 1});
  BOOST_TEST((dots(most) == ErrorCode::too_long));

  EXPECT(none, s.flags |= 32; s.dots_and_times = [](auto& out) { out.varint(1); });
  EXPECT(not_canonical, s.flags |= 32; s.dots_and_times = [](auto& out) { out.varint(0); });
  EXPECT(none, s.flags |= 32; s.hlc = limits::hlc_max - 5; s.dots_and_times = [](auto& out) { out.varint(5); });
  EXPECT(not_canonical, s.flags |= 32; s.hlc = limits::hlc_max - 5; s.dots_and_times = [](auto& out) { out.varint(6); });
  EXPECT(not_canonical, s.flags |= 32; s.dots_and_times = [](auto& out) { out.varint(~0ull); });
}

BOOST_AUTO_TEST_CASE(rules_of_values) {
  const auto value = [](WireType type, Bytes column, std::uint8_t form = 0) {
    ByHand s;
    s.columns = [=](CompactWriter& out) { out.varint(1), out.varint(1 << 1), out.varint(2 << 4 | static_cast<std::uint64_t>(type)); };
    s.values = [=](CompactWriter& out) { out(form), out.raw(Bytes(16, 0)), out.blob(column); };
    return code_of(s.bytes());
  };
  const auto text_of = [](std::size_t size, std::uint8_t fill) {
    CompactWriter out;
    out.blob(Bytes(size, fill));
    return out.take();
  };
  using enum WireType;
  BOOST_TEST((value(null, {}) == ErrorCode::none));
  BOOST_TEST((value(null, {0}) == kNotCanonical));
  BOOST_TEST((value(integer, {0x80, 0x01}) == ErrorCode::none));
  BOOST_TEST((value(integer, {0x80, 0x00}) == kNotCanonical));                                   // longer than needed
  BOOST_TEST((value(integer, {0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01}) == ErrorCode::none));
  BOOST_TEST((value(integer, {0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x02}) == kNotCanonical));
  BOOST_TEST((value(integer, Bytes(12, 0xff)) == kNotCanonical));
  BOOST_TEST((value(integer, {1, 1}) == kNotCanonical));                                         // one value too many
  BOOST_TEST((value(integer, {}) == ErrorCode::truncated));
  BOOST_TEST((value(entity, Bytes(8, 1)) == ErrorCode::none));
  BOOST_TEST((value(entity, Bytes(7, 1)) == ErrorCode::truncated));
  BOOST_TEST((value(text, {2, 0xc3, 0xa9}) == ErrorCode::none));
  BOOST_TEST((value(text, {2, 0xc3, 0x28}) == ErrorCode::bad_text));
  BOOST_TEST((value(bytes, {2, 0xc3, 0x28}) == ErrorCode::none));
  BOOST_TEST((value(static_cast<WireType>(5), {2, 0xc3, 0x28}) == ErrorCode::none));
  BOOST_TEST((value(text, text_of(limits::value_bytes_max, 'a')) == ErrorCode::none));
  BOOST_TEST((value(text, text_of(limits::value_bytes_max + 1, 'a')) == ErrorCode::too_long));
  BOOST_TEST((value(static_cast<WireType>(15), text_of(limits::value_bytes_max + 1, 'a')) == ErrorCode::too_long));
  BOOST_TEST((value(integer, {2}, 2) == kNotCanonical));                                         // unknown form
}

BOOST_AUTO_TEST_CASE(a_segment_is_refused_from_one_byte_over_its_limit) {
  const auto padded = [](std::size_t size) {
    ByHand s;
    s.count = 3;
    s.columns = [](CompactWriter& out) { out.varint(1), out.varint(1 << 1), out.varint(2 << 4 | 3); };
    s.cells = [](CompactWriter& out) { out.raw(Bytes(3, 0)); };
    s.values = [](CompactWriter&) {};
    const std::size_t left = size - s.bytes().size() - 17 - 2 - 3 * 2;
    s.values = [=](CompactWriter& out) {
      CompactWriter column;
      column.blob(Bytes(1000, 0)), column.blob(Bytes(1000, 0)), column.blob(Bytes(left - 2000, 0));
      out.raw(Bytes(17, 0)), out.blob(column.bytes());
    };
    return s.bytes();
  };
  BOOST_TEST(padded(limits::segment_bytes_max).size() == limits::segment_bytes_max);
  BOOST_TEST((code_of(padded(limits::segment_bytes_max)) == ErrorCode::none));
  BOOST_TEST((code_of(padded(limits::segment_bytes_max + 1)) == ErrorCode::too_long));
  BOOST_TEST((code_of(Bytes(limits::redacted_segment_bytes_max + 1, 1)) == ErrorCode::too_long));
}

// What cannot be said is refused before it is written, so that an act never ends in bytes that nobody takes.
BOOST_AUTO_TEST_CASE(sealing_refuses_what_the_format_cannot_say) {
  const auto sealing = [](const std::function<void(Segment&)>& change) {
    Segment s = samples::two_fields();
    change(s);
    const auto sealed = seal(s, Hash{}, samples::device(), nullptr);
    return sealed.ok() ? ErrorCode::none : sealed.error().code;
  };
  BOOST_TEST((sealing([](Segment&) {}) == ErrorCode::none));
  BOOST_TEST((sealing([](Segment& s) { s.operations.clear(); }) == kNotCanonical));
  BOOST_TEST((sealing([](Segment& s) { s.operations.resize(64, s.operations[0]); }) == ErrorCode::none));
  BOOST_TEST((sealing([](Segment& s) { s.operations.resize(65, s.operations[0]); }) == ErrorCode::too_long));
  BOOST_TEST((sealing([](Segment& s) { s.operations[0].value.data.assign(limits::value_bytes_max, 'x'); }) == ErrorCode::none));
  BOOST_TEST((sealing([](Segment& s) { s.operations[0].value.data.assign(limits::value_bytes_max + 1, 'x'); }) == ErrorCode::too_long));
  BOOST_TEST((sealing([](Segment& s) { s.operations[0].value.data = "\xff"; }) == ErrorCode::bad_text));
  BOOST_TEST((sealing([](Segment& s) { s.operations[1].value.data = "integers have none"; }) == kNotCanonical));
  BOOST_TEST((sealing([](Segment& s) { s.operations[1].value.type = static_cast<WireType>(16); }) == kNotCanonical));
  BOOST_TEST((sealing([](Segment& s) { s.operations[1].type = model::EntityType::visit; }) == kNotCanonical));
  BOOST_TEST((sealing([](Segment& s) { s.operations[1].supersedes = {{AuthorId{1}, 1, 1}}; }) == kNotCanonical));
  BOOST_TEST((sealing([](Segment& s) { s.operations[0].hlc_offset = 1; }) == kNotCanonical));  // the next goes back
  BOOST_TEST((sealing([](Segment& s) { s.operations[1].hlc_offset = 1; }) == ErrorCode::none));
  BOOST_TEST((sealing([](Segment& s) { s.operations[1].redacted = true; }) == kNotCanonical));
  BOOST_TEST((sealing([](Segment& s) { s.group = Group{s.seq_first + 1, 2, 2}; }) == kNotCanonical));
  BOOST_TEST((sealing([](Segment& s) { s.deps = {{s.scope, AuthorId{2}, 1, 1, 1}, {s.scope, AuthorId{1}, 1, 1, 1}}; }) == kNotCanonical));
  BOOST_TEST((sealing([](Segment& s) {
    for (std::uint32_t i = 0; i <= limits::deps_max; ++i) s.deps.push_back({s.scope, AuthorId{1}, i, 1, 1});
  }) == ErrorCode::too_long));
  BOOST_TEST((sealing([](Segment& s) {
    for (Operation& op : s.operations) op.field = 1, op.value = Value::of(std::string(2048, 'x'));
  }) == ErrorCode::too_long));
}

BOOST_AUTO_TEST_SUITE_END()
