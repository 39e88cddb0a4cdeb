// Small-scope exhaustion of core/merge: every history of up to four operations on three devices, in every order in which
// causes come first, gives the same state bit for bit, and it is the one the reference model says.
#include <boost/test/unit_test.hpp>

#include "core/merge/apply.h"
#include "core/merge/shown.h"
#include "tests/sim/exhaustion/acts.h"
#include "tests/sim/reference.h"

namespace huzhu::sim {
namespace {

#if defined(__SANITIZE_ADDRESS__)
constexpr std::size_t mixed_length = 3, registers_length = 4, mixed_histories_min = 6'000;
#else
constexpr std::size_t mixed_length = 4, registers_length = 5, mixed_histories_min = 100'000;
#endif
constexpr ScopeId scope{1};

// The first two are one device before and after its store was restored: one author, two epochs.
merge::LogKey log_of(std::size_t device) { return {scope, AuthorId{device < 2 ? 100u : 102u}, device == 1 ? 8u : 7u}; }

struct Written {
  log::Operation operation;
  merge::Stamp stamp;
  merge::LogKey log;
  std::uint64_t seq = 0;
  merge::VersionVector before;
};

std::vector<Written> write(const History& history, const std::vector<Act>& acts) {
  std::vector<Written> all;
  const merge::LogKey first = log_of(history[0].device);
  for (std::size_t i = 0; i < history.size(); ++i) {
    const merge::LogKey log = log_of(history[i].device);
    Written one{operation_of(acts[i], act_entity, {first.author, first.epoch, 1}), {log.author, log.epoch, 1000 - i, log::ClockState::trusted, {}}, log, history[i].seq, {}};
    for (std::size_t d = 0; d < devices_max; ++d)
      if (d != history[i].device) one.before.raise(log_of(d), history[i].seen[d]);
    all.push_back(std::move(one));
  }
  return all;
}

Standing by_definition(const std::vector<Written>& all) {
  Reference reference;
  for (const Written& one : all) {
    log::Segment segment;
    segment.scope = scope;
    segment.author = one.log.author;
    segment.epoch = one.log.epoch;
    segment.seq_first = one.seq;
    segment.operations = {one.operation};
    for (const auto& entry : one.before.entries()) segment.deps.push_back({scope, entry.log.author, entry.log.epoch, entry.seq, 0});
    reference.add(std::move(segment));
  }
  return reference.standing();
}

void compare(const merge::EntityState& state, const Standing& standing) {
  const FieldName name{scope, act_entity, model::EntityType::person, 0};
  std::map<FieldName, std::map<Dot, Value>> heads;
  for (const merge::Head& head : state.heads) heads[{name.scope, name.entity, name.type, head.field}][head.dot()] = head.value;
  BOOST_REQUIRE(heads == standing.heads);
  const std::pair key(scope, act_entity);
  const merge::Presence presence = standing.erased.contains(key) ? merge::Presence::erased : standing.revived.contains(key) ? merge::Presence::revived : merge::Presence::here;
  BOOST_REQUIRE(state.presence() == presence);
  const model::Entity& person = *model::find(model::EntityType::person);
  for (const std::uint16_t field : {model::person::phone, model::person::allergy, model::person::tags}) {
    const bool stands = standing.conflicts.contains({name.scope, name.entity, name.type, field});
    const bool found = presence != merge::Presence::erased && merge::in_conflict(*model::find(person, field), state.heads_of(field));
    BOOST_REQUIRE_EQUAL(found, stands);
  }
}

std::size_t exhaust(std::size_t length, const std::vector<Act>& alphabet) {
  std::size_t count = 0;
  each_history(length, [&](const History& history) {
    std::vector<std::vector<std::size_t>> orders;
    each_order(history, [&](const auto& order) { orders.push_back(order); });
    each_choice(length, alphabet.size(), [&](const std::vector<std::size_t>& choice) {
      std::vector<Act> acts;
      for (const std::size_t one : choice) acts.push_back(alphabet[one]);
      const auto all = write(history, acts);
      Bytes first;
      for (const auto& order : orders) {
        merge::EntityState state;
        for (const std::size_t i : order) merge::apply(state, all[i].operation, all[i].stamp, all[i].seq, {&all[i].before, all[i].log, all[i].seq});
        const Bytes bytes = state.encode();
        if (first.empty()) {
          first = bytes;
          compare(state, by_definition(all));
        }
        BOOST_REQUIRE(bytes == first);
      }
      ++count;
    });
  });
  return count;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(exhaustion_merge)

BOOST_AUTO_TEST_CASE(every_history_of_all_kinds) {
  std::size_t count = 0;
  for (std::size_t length = 1; length <= mixed_length; ++length) {
    count += exhaust(length, {Act::set_a, Act::set_b, Act::set_a_over_first, Act::set_b_over_nothing, Act::erase});
    count += exhaust(length, {Act::add_1, Act::add_2, Act::remove_1, Act::remove_1_over_first, Act::erase});
    count += exhaust(length, {Act::set_a, Act::add_1, Act::remove_1, Act::safety_a, Act::safety_b});
  }
  BOOST_TEST_MESSAGE(count << " histories");
  BOOST_TEST(count > mixed_histories_min);
}

BOOST_AUTO_TEST_CASE(every_history_of_two_values) { BOOST_TEST(exhaust(registers_length, {Act::set_a, Act::set_b}) > 1000u); }

BOOST_AUTO_TEST_SUITE_END()

}  // namespace huzhu::sim
