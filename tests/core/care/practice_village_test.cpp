// The practice village: there is something of everything to try, it goes through the same commands, and nobody else believes it.
#include "core/care/practice_village.h"

#include <boost/test/unit_test.hpp>

#include "core/care/today.h"
#include "core/care/visits.h"
#include "core/registry/conflict_card.h"
#include "core/registry/elder_file.h"
#include "core/timebank/hours.h"
#include "tests/core/people/world.h"

namespace huzhu::care {
namespace {

using namespace huzhu::test;

struct Practising {
  Practising() : random(3) {
    crypto::init();
    clock.set(2026, 11, 20);
    auto made = make_practice_village("陈桂香", clock, random);
    BOOST_REQUIRE_MESSAGE(made.ok(), (made.ok() ? "" : made.error().where + " " + made.error().detail));
    village.emplace(std::move(made).value());
    session = std::make_unique<people::Session>(*village->replica, village->person, clock, random);
  }
  FakeClock clock;
  FakeRandom random;
  std::optional<PracticeVillage> village;
  std::unique_ptr<people::Session> session;
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(practice_village, Practising)

BOOST_AUTO_TEST_CASE(somebody_is_late_somebody_due_today_and_somebody_neither) {
  registry::ElderIndex index(*session);
  const TodayView view = today_view(*session, index);
  BOOST_TEST(view.short_name == "桂香");
  BOOST_REQUIRE(view.to_visit.size() >= 2u);
  bool late = false, today = false;
  for (const TodayElder& elder : view.to_visit) {
    late |= elder.duty.word == DueWord::late;
    today |= elder.duty.word == DueWord::today;
  }
  BOOST_TEST(late);
  BOOST_TEST(today);
  BOOST_TEST(!view.next_days.empty());
  BOOST_TEST(index.size() > view.to_visit.size() + view.next_days.size());
}

BOOST_AUTO_TEST_CASE(no_made_up_number_can_be_called) {
  int elders = 0;
  auto rows = village->replica->db().prepare("SELECT coalesce(phone,'') || coalesce(contact_phone,'') || coalesce(resident_id,'') FROM person");
  BOOST_REQUIRE(rows.ok());
  for (; *rows->step(); ++elders) BOOST_TEST(rows->text(0).empty());
  BOOST_TEST(elders > 7);   // the two helpers too
}

BOOST_AUTO_TEST_CASE(two_people_wrote_one_thing_differently_and_it_can_be_settled) {
  const auto conflicts = village->replica->conflicts();
  BOOST_REQUIRE(conflicts.size() == 1u);
  BOOST_TEST(conflicts.front().field == model::person::spare_key);
  BOOST_TEST(conflicts.front().heads.size() == 2u);
  BOOST_TEST((conflicts.front().heads[0].device != conflicts.front().heads[1].device));
}

BOOST_AUTO_TEST_CASE(a_volunteer_and_nothing_more) {
  BOOST_TEST((session->role() == model::RoleKind::volunteer));
  BOOST_TEST(session->rights().record_visit);
  BOOST_TEST(session->rights().record_hours);
  BOOST_TEST(session->rights().register_elder);
  BOOST_TEST(!session->rights().add_person);
}

// What came out of it all the same is refused by a device of a real county: another root, other scopes.
BOOST_AUTO_TEST_CASE(no_real_device_believes_it) {
  World world;
  auto tablet = world.enrol(world::village, "魏长顺", 9);
  std::vector<log::Frame> frames;
  for (const ScopeId scope : village->replica->scopes_held())
    for (const store::Head& head : village->replica->heads(scope)) {
      std::vector<log::SealedSegment> run;
      for (const store::StoredSegment& s : village->replica->segments(scope, head.author, head.epoch, 1, 1 << 20)) run.push_back(s.sealed);
      for (const Bytes& bytes : log::encode_frames(run)) {
        ByteView rest = bytes;
        frames.push_back(log::read_frame(rest).value());
      }
    }
  BOOST_REQUIRE(!frames.empty());
  const auto counts = tablet.device->replica->counts();
  const auto received = tablet.device->replica->receive(frames);
  BOOST_TEST((!received.ok() || received->applied == 0));
  BOOST_TEST(tablet.device->replica->counts().operations == counts.operations);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace huzhu::care
