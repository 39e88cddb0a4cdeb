// The station on a printed card: the nearest one, its phone, and who leads it.
#include "core/people/station_card.h"

#include <boost/test/unit_test.hpp>

#include "core/people/draft_ops.h"
#include "tests/core/people/world.h"

namespace huzhu::people {
namespace {

void open_station(Session& session, std::int64_t area, std::string_view name, std::string_view phone) {
  DraftOps ops;
  ops.of(model::EntityType::station, session.new_entity())
      .set_text(model::station::name, name)
      .set(model::station::area, Value::of(area))
      .set(model::station::kind, Value::of(std::int64_t{1}));
  if (!phone.empty()) ops.set_text(model::station::phone, phone);
  BOOST_REQUIRE(session.commit(session.work_scope(area), ops.take()).ok());
}

BOOST_AUTO_TEST_SUITE(people_station_card)

BOOST_AUTO_TEST_CASE(names_the_place_until_a_station_is_there) {
  test::World world;
  auto tablet = world.enrol(test::village, "李长顺", 11);
  auto session = tablet.session();
  const StationCard before = station_card(session);
  BOOST_TEST(before.name == "红古村");
  BOOST_TEST(before.phone.empty());
  BOOST_TEST(before.lead == "李长顺");
  open_station(session, test::village, "红古村幸福院", "0931-6220001");
  const StationCard card = station_card(session);
  BOOST_TEST(card.name == "红古村幸福院");
  BOOST_TEST(card.phone == "0931-6220001");
}

BOOST_AUTO_TEST_CASE(the_nearest_station_counts_and_no_neighbours) {
  test::World world;
  auto desk = world.enrol(test::county, "周育才", 12);
  auto session = desk.session();
  open_station(session, test::village, "红古村幸福院", "1");
  open_station(session, test::other_village, "米家台村幸福院", "2");
  BOOST_TEST(station_card(session).name == "红古区");   // those of villages are not the county's
  BOOST_TEST(station_card(session).lead.empty());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace huzhu::people
