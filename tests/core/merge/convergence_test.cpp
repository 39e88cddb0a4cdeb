// The state of an entity depends on the set of operations alone, and is what the rules say (log-and-merge.md "Merge, by kind").
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <set>

#include "tests/core/merge/history.h"

using namespace huzhu;
using namespace huzhu::test;

namespace {

constexpr int histories = 3000, orders_each = 4;

bool supersedes(const Event& later, const Event& earlier) {
  const log::Operation& op = later.operation;
  if (op.field != earlier.operation.field || !later.past().holds(earlier.dot())) return false;
  if (op.field == model::person::tags && op.value != earlier.operation.value) return false;
  if (op.kind == log::OpKind::erase) return false;
  return !op.lists_dots || std::find(op.supersedes.begin(), op.supersedes.end(), earlier.dot()) != op.supersedes.end();
}

bool leaves_a_head(const Event& event) { return event.operation.kind == log::OpKind::set || event.operation.kind == log::OpKind::add; }

// The rules read straight from the whole set, without any order.
std::set<Dot> heads_by_definition(const std::vector<Event>& events) {
  std::set<Dot> heads;
  for (const Event& event : events) {
    if (!leaves_a_head(event)) continue;
    const bool gone = std::any_of(events.begin(), events.end(), [&](const Event& later) { return supersedes(later, event); });
    if (!gone) heads.insert(event.dot());
  }
  return heads;
}

merge::Presence presence_by_definition(const std::vector<Event>& events) {
  const auto answered = [&](const Event& erasure) {
    return std::any_of(events.begin(), events.end(), [&](const Event& later) { return later.past().holds(erasure.dot()); });
  };
  const auto erases = [](const Event& event) { return event.operation.kind == log::OpKind::erase; };
  const bool standing = std::any_of(events.begin(), events.end(), [&](const Event& event) { return erases(event) && !answered(event); });
  if (!standing) return merge::Presence::here;
  for (const Event& event : events) {
    if (!heads_by_definition(events).contains(event.dot())) continue;
    const bool covered = std::any_of(events.begin(), events.end(), [&](const Event& e) { return erases(e) && e.past().holds(event.dot()); });
    if (!covered) return merge::Presence::revived;
  }
  return merge::Presence::erased;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(merge_convergence)

BOOST_AUTO_TEST_CASE(any_order_gives_the_same_bytes) {
  Dice dice{20240501};
  for (int i = 0; i < histories; ++i) {
    const auto events = make_history(dice, {3 + dice.below(3), 8 + dice.below(24)});
    const merge::EntityState first = state_after(causal_order(events, dice));
    const Bytes bytes = first.encode();
    for (int k = 1; k < orders_each; ++k) BOOST_REQUIRE_MESSAGE(state_after(causal_order(events, dice)).encode() == bytes, "history " << i);
    const auto decoded = merge::EntityState::decode(bytes);
    BOOST_REQUIRE(decoded.ok());
    BOOST_REQUIRE(decoded->encode() == bytes);
  }
}

BOOST_AUTO_TEST_CASE(what_stands_is_what_the_definition_says) {
  Dice dice{77};
  for (int i = 0; i < histories; ++i) {
    const auto events = make_history(dice, {3 + dice.below(3), 6 + dice.below(16)});
    const merge::EntityState state = state_after(causal_order(events, dice));
    std::set<Dot> heads;
    for (const merge::Head& head : state.heads) heads.insert(head.dot());
    BOOST_REQUIRE_MESSAGE(heads == heads_by_definition(events), "history " << i);
    BOOST_REQUIRE_MESSAGE(state.presence() == presence_by_definition(events), "history " << i);
    BOOST_REQUIRE(std::is_sorted(state.heads.begin(), state.heads.end(), [](const auto& a, const auto& b) { return std::pair(a.field, a.dot()) < std::pair(b.field, b.dot()); }));
  }
}

BOOST_AUTO_TEST_CASE(values_of_every_type_survive) {
  merge::EntityState state;
  std::uint64_t seq = 0;
  for (const Value& value : {Value::null(), Value::of(std::int64_t{-7}), Value::of(INT64_MIN), Value::of("马玉莲"), Value::of(""),
                             Value::of_bytes(view(std::string_view("\0\xff", 2))), Value::of(EntityId{~std::uint64_t{0}})})
    state.heads.push_back({static_cast<std::uint16_t>(seq + 1), {AuthorId{1}, 2, 3, log::ClockState::trusted, EntityId{4}}, ++seq, value, false, {}});
  const auto decoded = merge::EntityState::decode(state.encode());
  BOOST_REQUIRE(decoded.ok());
  BOOST_REQUIRE(decoded->heads.size() == state.heads.size());
  for (std::size_t i = 0; i < state.heads.size(); ++i) BOOST_TEST((decoded->heads[i].value == state.heads[i].value));
}

// Of a redacted write to a set nobody knows the value: it neither adds nor removes one, but it was a write.
BOOST_AUTO_TEST_CASE(a_redacted_write_to_a_set_leaves_its_trace_and_no_value) {
  const auto write = [](log::OpKind kind, bool redacted) {
    log::Operation operation;
    operation.kind = kind;
    operation.entity = EntityId{1};
    operation.type = model::EntityType::person;
    operation.field = model::person::tags;
    if (!redacted) operation.value = Value::of(std::int64_t{3});
    operation.redacted = redacted;
    return operation;
  };
  const merge::Stamp stamp{AuthorId{1}, 2, 3, log::ClockState::trusted, EntityId{4}};
  const merge::VersionVector nothing;
  const auto past = [&](std::uint64_t seq) { return merge::Past{&nothing, {ScopeId{10}, stamp.author, stamp.epoch}, seq}; };
  for (const log::OpKind kind : {log::OpKind::add, log::OpKind::remove}) {
    merge::EntityState state;
    merge::apply(state, write(log::OpKind::add, false), stamp, 1, past(1));
    log::Operation erase = write(log::OpKind::erase, true);
    erase.field = 0;
    erase.redacted = false;
    merge::apply(state, erase, stamp, 2, past(2));
    BOOST_TEST((state.presence() == merge::Presence::erased));
    merge::apply(state, write(kind, true), stamp, 3, past(3));
    BOOST_TEST(state.heads.size() == 1u);
    BOOST_TEST((state.heads.front().dot() == Dot{stamp.author, stamp.epoch, 1}));
    BOOST_TEST((state.presence() == merge::Presence::here));  // who writes has seen the erasure and answers it
    BOOST_TEST(state.touched.front().seq == 3u);
  }
}

// Two writes of one log at one moment, of which one was made under another clock state or by another person.
BOOST_AUTO_TEST_CASE(stamps_that_differ_in_one_thing_are_two) {
  const merge::Stamp one{AuthorId{1}, 2, 3, log::ClockState::trusted, EntityId{4}};
  merge::Stamp clock = one, actor = one, time = one, epoch = one;
  clock.clock = log::ClockState::holdover;
  actor.actor = EntityId{5};
  time.hlc = 4;
  epoch.epoch = 3;
  merge::EntityState state;
  std::uint16_t field = 0;
  for (const merge::Stamp& stamp : {one, clock, actor, time, epoch, one}) {
    ++field;
    state.heads.push_back({field, stamp, field, Value::of(std::int64_t{1}), false, {}});
  }
  const auto decoded = merge::EntityState::decode(state.encode());
  BOOST_REQUIRE(decoded.ok());
  BOOST_REQUIRE(decoded->heads.size() == state.heads.size());
  for (std::size_t i = 0; i < state.heads.size(); ++i) BOOST_TEST((decoded->heads[i].stamp == state.heads[i].stamp));
  BOOST_TEST((decoded->encode() == state.encode()));
}

BOOST_AUTO_TEST_CASE(damaged_states_are_errors_and_nothing_else) {
  Dice dice{5};
  for (int i = 0; i < 200; ++i) {
    const Bytes bytes = state_after(causal_order(make_history(dice, {4, 16}), dice)).encode();
    for (std::size_t cut = 0; cut < bytes.size(); ++cut) BOOST_REQUIRE(!merge::EntityState::decode(ByteView(bytes).first(cut)).ok());
    for (int k = 0; k < 50; ++k) {
      Bytes damaged = bytes;
      damaged[dice.below(damaged.size())] ^= static_cast<std::uint8_t>(1u << dice.below(8));
      (void)merge::EntityState::decode(damaged);  // ends, in bounds
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
