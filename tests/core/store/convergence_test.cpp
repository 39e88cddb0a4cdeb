// Replicas that hold the same segments hold the same tables, bit for bit, in whatever order, batches and repetitions
// the segments came.
#include <algorithm>

#include "tests/core/store/county.h"

using namespace huzhu;
using namespace huzhu::test;
namespace person = model::person;

namespace {

constexpr int worlds = 40, readers_each = 3, acts = 60;

log::Operation random_operation(SeededRandom& random, const std::vector<EntityId>& people) {
  const EntityId id = people[random.below(people.size())];
  switch (random.below(8)) {
    case 0: return erase_person(id);
    case 1: case 2: return tag(random.below(3) ? log::OpKind::add : log::OpKind::remove, id, static_cast<std::int64_t>(1 + random.below(3)));
    case 3: return set_person(id, person::allergy, Value::of("药" + std::to_string(random.below(3))));
    case 4: return set_person(id, person::name, Value::of("名" + std::to_string(random.below(4))));
    default: return set_person(id, person::phone, Value::of(std::to_string(13900000000 + static_cast<std::int64_t>(random.below(4)))));
  }
}

void shuffle(std::vector<log::Frame>& frames, SeededRandom& random) {
  for (std::size_t i = frames.size(); i > 1; --i) std::swap(frames[i - 1], frames[random.below(i)]);
}

// Rows of all derived tables as text, for a difference that digests of states would not show.
std::string rows_of(Device& device) {
  std::string all;
  for (const char* sql : {"SELECT id, name, phone, allergy FROM person ORDER BY 1", "SELECT entity, type, field, value FROM entity_set ORDER BY 1,2,3,4",
                          "SELECT entity, type, field, scope FROM conflict ORDER BY 1,2,3,4", "SELECT author, seq, reason, scope FROM void_op ORDER BY 1,2,3,4",
                          "SELECT id, presence, author, seq FROM entity WHERE type=3 ORDER BY 1"}) {
    auto statement = good(device.replica->db().prepare(sql));
    while (good(statement.step())) {
      for (int column = 0; column < 4; ++column) all += std::string(statement.is_null(column) ? "-" : statement.text(column)) + "|";
      all += "\n";
    }
  }
  return all;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(store_convergence)

BOOST_AUTO_TEST_CASE(any_order_batching_and_repetition_gives_the_same_tables) {
  for (std::uint64_t world = 1; world <= worlds; ++world) {
    TestCounty county(world * 1000);
    SeededRandom random(world);
    std::vector<std::unique_ptr<Device>> writers;
    const std::size_t count = 3 + random.below(3);
    for (std::size_t i = 0; i < count; ++i)
      writers.push_back(county.device("w" + std::to_string(i), i == 0 ? model::RoleKind::volunteer : model::RoleKind::station_lead));
    std::vector<EntityId> people;
    for (int i = 0; i < 5; ++i) people.push_back(EntityId{random.next()});
    for (int i = 0; i < acts; ++i) {
      Device& writer = *writers[random.below(count)];
      writer.clock.ms += static_cast<std::int64_t>(random.below(1000));
      std::vector<log::Operation> act;
      for (std::size_t k = 0; k <= random.below(3); ++k) act.push_back(random_operation(random, people));
      (void)writer.replica->commit(county.village, act, writer.actor());  // a volunteer may not do all of it
      if (random.below(3) == 0) county.meet(writer, *writers[random.below(count)]);
    }
    for (int round = 0; round < 2; ++round)
      for (auto& a : writers)
        for (auto& b : writers) county.meet(*a, *b);
    const Hash digest = writers[0]->replica->table_digest(county.village);
    const std::string rows = rows_of(*writers[0]);
    for (auto& writer : writers) BOOST_REQUIRE(writer->replica->table_digest(county.village) == digest);

    for (int reader = 0; reader < readers_each; ++reader) {
      auto fresh = county.device("r" + std::to_string(reader));
      auto frames = TestCounty::single_frames(*writers[0], county.village);
      const auto again = frames;
      for (const log::Frame& frame : again)
        if (random.below(4) == 0) frames.push_back(frame);
      shuffle(frames, random);
      for (std::size_t i = 0; i < frames.size();) {
        const std::size_t batch = 1 + random.below(9);
        good(fresh->replica->receive({frames.begin() + static_cast<std::ptrdiff_t>(i), frames.begin() + static_cast<std::ptrdiff_t>(std::min(frames.size(), i + batch))}));
        i += batch;
      }
      BOOST_REQUIRE_EQUAL(fresh->replica->counts().waiting, 0u);
      BOOST_REQUIRE(fresh->replica->log_digest(county.village) == writers[0]->replica->log_digest(county.village));
      BOOST_REQUIRE_MESSAGE(fresh->replica->table_digest(county.village) == digest, "world " << world);
      BOOST_REQUIRE_EQUAL(rows_of(*fresh), rows);
      good(fresh->replica->rebuild());
      BOOST_REQUIRE(fresh->replica->table_digest(county.village) == digest);
      BOOST_REQUIRE_EQUAL(rows_of(*fresh), rows);
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
