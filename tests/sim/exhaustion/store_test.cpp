// Small-scope exhaustion through the store: every history of up to three segments on three devices, arriving in every
// order (also before their causes), one by one or together, some twice, gives the tables the reference model says.
#include <algorithm>
#include <numeric>

#include "tests/core/store/county.h"
#include "tests/sim/exhaustion/acts.h"
#include "tests/sim/reference.h"

namespace huzhu::sim {
namespace {

using test::good;

#if defined(__SANITIZE_ADDRESS__)
constexpr std::size_t length_max = 2;
#else
constexpr std::size_t length_max = 3;
#endif
constexpr std::size_t histories_a_reader = 300;  // a scope takes no more than 1,000 logs

enum class Arrival : std::uint8_t { one_by_one, together, twice };

// Writers and one reader. Each history takes fresh epochs and a fresh entity, so that many fit into one replica.
struct Desk {
  test::TestCounty county;
  std::vector<std::unique_ptr<test::Device>> writers;
  std::unique_ptr<test::Device> reader;
  std::vector<log::Dependency> rights;  // the authority scope, from which everybody's role follows
  std::uint32_t epoch = 0;

  Desk() {
    for (std::size_t i = 0; i < devices_max; ++i) writers.push_back(county.device("w" + std::to_string(i)));
    reader = county.device("r");
    rights = test::seen_by(*reader, county.authority);
  }

  struct Sealed {
    std::vector<log::Frame> frames;
    std::vector<Hash> chains;
  };

  Sealed seal(const History& history, const std::vector<Act>& acts, EntityId entity) {
    Sealed all;
    ++epoch;
    const Dot first{writers[history[0].device]->author(), epoch, 1};
    for (std::size_t i = 0; i < history.size(); ++i) {
      const Step& step = history[i];
      test::Device& writer = *writers[step.device];
      test::Forgery made{county.village, epoch, step.seq, county.first_prev(writer, epoch, county.village), step.seq == 1 ? rights : std::vector<log::Dependency>{}};
      for (std::size_t k = 0; k < i; ++k) {
        const Step& other = history[k];
        if (other.device == step.device) made.prev = all.chains[k];
        // Only the latest of each log that was seen is named.
        else if (other.seq == step.seen[other.device]) made.deps.push_back({county.village, writers[other.device]->author(), epoch, other.seq, hash8(all.chains[k])});
      }
      std::sort(made.deps.begin(), made.deps.end());
      all.frames.push_back(test::forged(writer, made, {operation_of(acts[i], entity, first)}));
      all.chains.push_back(all.frames.back().segments[0].chain);
    }
    return all;
  }

  static std::uint64_t hash8(const Hash& chain) {
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < 8; ++i) value = value << 8 | chain[i];
    return value;
  }

  void arrive(const std::vector<log::Frame>& frames, const std::vector<std::size_t>& order, Arrival arrival) {
    std::vector<log::Frame> batch;
    for (const std::size_t i : order) {
      if (arrival != Arrival::together) good(reader->replica->receive({frames[i]}));
      if (arrival == Arrival::twice) good(reader->replica->receive({frames[i], frames[order[0]]}));
      batch.push_back(frames[i]);
    }
    if (arrival == Arrival::together) good(reader->replica->receive(batch));
  }

  void compare(const std::vector<log::Frame>& frames, EntityId entity) {
    Reference reference;
    for (const log::Frame& frame : frames) {
      log::Segment segment = good(log::decode(frame.segments[0].bytes));
      std::erase_if(segment.deps, [&](const log::Dependency& cause) { return cause.scope != county.village; });
      reference.add(std::move(segment));
    }
    const Standing standing = reference.standing();
    BOOST_REQUIRE_EQUAL(reference.waiting(), 0u);
    for (const std::uint16_t field : {model::person::phone, model::person::tags}) {
      std::map<Dot, Value> found;
      for (const store::HeadValue& head : reader->replica->field_heads(entity, field)) found[head.dot] = head.value;
      const auto wanted = standing.heads.find({county.village, entity, model::EntityType::person, field});
      BOOST_REQUIRE(found == (wanted == standing.heads.end() ? std::map<Dot, Value>() : wanted->second));
    }
    BOOST_REQUIRE_EQUAL(test::text_of(*reader, entity, "phone") == "(no row)", standing.erased.contains({county.village, entity}));
    auto& conflict = reader->replica->db().cached("SELECT count(*) FROM conflict WHERE entity=?1");
    BOOST_REQUIRE(good(conflict.bind(1, static_cast<std::int64_t>(entity.value)).step()));
    BOOST_REQUIRE_EQUAL(conflict.integer(0), static_cast<std::int64_t>(standing.conflicts.size()));
    conflict.reset();
  }
};

std::size_t exhaust(std::size_t length, const std::vector<Act>& alphabet) {
  std::size_t count = 0;
  std::unique_ptr<Desk> desk;
  each_history(length, [&](const History& history) {
    each_choice(length, alphabet.size(), [&](const std::vector<std::size_t>& choice) {
      std::vector<Act> acts;
      for (const std::size_t one : choice) acts.push_back(alphabet[one]);
      std::vector<std::size_t> order(length);
      std::iota(order.begin(), order.end(), std::size_t{0});
      do {
        for (const Arrival arrival : {Arrival::one_by_one, Arrival::together, Arrival::twice}) {
          if (count % histories_a_reader == 0) desk = std::make_unique<Desk>();
          const EntityId entity{1000 + count++};
          const auto sealed = desk->seal(history, acts, entity);
          desk->arrive(sealed.frames, order, arrival);
          desk->compare(sealed.frames, entity);
        }
      } while (std::next_permutation(order.begin(), order.end()));
    });
  });
  const auto counts = desk->reader->replica->counts();
  BOOST_TEST(counts.waiting + counts.void_ops + counts.forked + counts.quarantined == 0u);
  return count;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(exhaustion_store)

BOOST_AUTO_TEST_CASE(every_order_of_arrival) {
  std::size_t count = 0;
  for (std::size_t length = 1; length <= length_max; ++length) {
    count += exhaust(length, {Act::set_a, Act::set_b, Act::erase});
    count += exhaust(length, {Act::add_1, Act::remove_1, Act::set_b_over_nothing});
  }
  BOOST_TEST_MESSAGE(count << " arrivals");
  BOOST_TEST(count > 100u);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace huzhu::sim
