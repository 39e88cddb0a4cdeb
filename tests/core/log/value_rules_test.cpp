// Each rule of dots, times, values and sizes, at its bound and one past it; and what sealing refuses.
#include <boost/test/unit_test.hpp>

#include "tests/core/log/by_hand.h"

using namespace huzhu;
using namespace huzhu::log;

BOOST_AUTO_TEST_SUITE(log_value_rules)

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
