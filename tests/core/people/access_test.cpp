// Who looked at whose sensitive fields: on record once a session, on every replica, and nobody takes it back.
#include "core/people/access.h"

#include <boost/test/unit_test.hpp>

#include "core/people/draft_ops.h"
#include "core/registry/register_elder.h"
#include "tests/core/people/world.h"

namespace huzhu::people {
namespace {

BOOST_AUTO_TEST_SUITE(people_access)

BOOST_AUTO_TEST_CASE(a_look_is_on_record_once_a_session) {
  test::World world;
  auto tablet = world.enrol(test::village, "陈桂香", 11);
  auto session = tablet.session();
  BOOST_REQUIRE(ensure_person(session).ok());
  const auto elder = registry::register_elder(session, test::elder_draft("马玉莲"));
  BOOST_REQUIRE(elder.ok());
  const EntityId person = elder->saved.entity;
  AccessBook book;
  BOOST_TEST(who_looked(session, person, 10).empty());
  BOOST_TEST(book.note(session, {person, model::Privacy::personal, AccessReason::benefit, {}}).ok());
  BOOST_TEST(book.note(session, {person, model::Privacy::personal, AccessReason::benefit, {}}).ok());
  world.clock.pass_minutes(5);
  BOOST_TEST(book.note(session, {person, model::Privacy::health, AccessReason::visit, {}}).ok());
  const auto looks = who_looked(session, person, 10);
  BOOST_REQUIRE(looks.size() == 2u);
  BOOST_TEST((looks[0].privacy == model::Privacy::health));
  BOOST_TEST((looks[1].reason == AccessReason::benefit));
  BOOST_TEST(looks[1].who == "陈桂香");
  BOOST_TEST(!looks[1].device.empty());
  BOOST_TEST(who_looked(session, person, 1).size() == 1u);
  AccessBook next;  // another sitting
  BOOST_TEST(next.note(session, {person, model::Privacy::personal, AccessReason::report, {}}).ok());
  BOOST_TEST(who_looked(session, person, 10).size() == 3u);
  BOOST_TEST((next.note(session, {EntityId{4711}, model::Privacy::personal, AccessReason::visit, {}}).error().code == ErrorCode::not_found));
  // A record of a look is never taken back.
  DraftOps erase;
  erase.of(model::EntityType::access, looks[0].record).erase();
  BOOST_TEST((session.commit(session.work_scope(test::village), erase.take()).error().code == ErrorCode::not_allowed));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace huzhu::people
