// Each rule of the header and the dictionaries, at its bound and one past it.
#include <boost/test/unit_test.hpp>

#include "tests/core/log/by_hand.h"

using namespace huzhu;
using namespace huzhu::log;

BOOST_AUTO_TEST_SUITE(log_rules)

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

BOOST_AUTO_TEST_SUITE_END()
