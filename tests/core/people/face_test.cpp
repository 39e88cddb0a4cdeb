// Taken in face to face, with no network: for thirty days, as no lead, until a lead lets the device go on.
#include "core/people/face.h"

#include <boost/test/unit_test.hpp>

#include "core/base/limits.h"
#include "core/people/draft_ops.h"
#include "core/people/names.h"
#include "core/people/revoke.h"
#include "tests/core/people/world.h"

namespace huzhu::people {
namespace {

using test::World;
using R = model::RoleKind;
using T = model::EntityType;
constexpr std::int64_t day_ms = 24ll * 3600 * 1000;

struct Cast : World {
  World::Enrolled tablet = enrol(test::village, "陈桂香", 11), neighbour = enrol(test::other_village, "赵玉梅", 13), pc = enrol(test::county, "周育才", 12);
  test::Device phone{clock, 70};
  crypto::SigningKey actor = crypto::SigningKey::generate(random);
  Bytes request = encode(face_request(phone.key, actor.public_key(), DeviceKind::phone));

  Cast() {
    for (auto* one : {&tablet, &neighbour, &pc}) test::carry(*one->device, root, {authority});
    for (auto* one : {&tablet, &neighbour, &pc}) test::carry(root, *one->device, {authority});
  }
  static Newcomer newcomer(R role = R::volunteer, std::int64_t area = test::village) { return {{}, {}, DeviceKind::tablet, "", "魏长顺", "", role, area}; }
  Result<FaceAnswer> answer(World::Enrolled& by, Newcomer who = newcomer()) {
    auto session = by.session();
    HUZHU_ASSIGN(const FaceRequest read, decode_face_request(request));
    return answer_face(session, read, who, request);
  }
  Status joins(const FaceAnswer& answer) {
    HUZHU_ASSIGN(const EnrolmentGrant grant, open_face_answer(answer.plain, request));
    return accept_grant(*phone.replica, grant, phone.key, phone.random);
  }
  people::Session theirs() { return phone.session(taken_in_as(*phone.replica, actor.public_key())->profile, actor); }
  ErrorCode writes(people::Session session) {
    const auto saved = registry::register_elder(session, test::elder_draft("马玉莲"));
    return saved ? ErrorCode::none : saved.error().code;
  }
};

BOOST_AUTO_TEST_SUITE(face)

BOOST_FIXTURE_TEST_CASE(a_volunteer_begins_with_no_network, Cast) {
  const auto given = answer(tablet);
  BOOST_REQUIRE(given.ok());
  BOOST_REQUIRE(joins(*given).ok());
  const auto known = taken_in_as(*phone.replica, actor.public_key());
  BOOST_REQUIRE(known.ok());
  BOOST_TEST((known->role == R::volunteer));
  BOOST_TEST(profile_name(phone.replica->db(), known->profile) == "魏长顺");
  BOOST_TEST((writes(theirs()) == ErrorCode::none));
  // Whoever was elsewhere believes it as soon as the certificate arrives.
  test::carry(*tablet.device, root, {authority});
  const ScopeId village = place_of(root.replica->db(), test::village)->scope;
  test::carry(phone, root, {authority, village});
  BOOST_TEST(root.replica->counts().held == 0u);
  bool there = false;
  auto rows = root.replica->db().prepare("SELECT 1 FROM person WHERE name='马玉莲'");
  there = *rows->step();
  BOOST_TEST(there);
}

BOOST_FIXTURE_TEST_CASE(thirty_days_and_then_it_records_nothing, Cast) {
  BOOST_REQUIRE(joins(*answer(tablet)).ok());
  clock.ms += limits::face_certificate_ms - day_ms;
  BOOST_TEST((writes(theirs()) == ErrorCode::none));
  clock.ms += 2 * day_ms;
  BOOST_TEST((writes(theirs()) == ErrorCode::device_expired));
  // A program that writes all the same is believed by nobody: the verdict is every replica's own.
  DraftOps ops;
  ops.of(T::person, EntityId{77}).set_text(model::person::name, "马玉莲").set(model::person::area, Value::of(test::village));
  auto session = theirs();
  BOOST_TEST((session.commit(session.work_scope(test::village), ops.take()).error().code == ErrorCode::device_expired));
}

// A tablet out of a drawer says 1970 or 2031, and there is no network that would set it right.
BOOST_FIXTURE_TEST_CASE(a_wrong_clock_neither_ends_nor_stretches_the_thirty_days, Cast) {
  const auto given = answer(tablet);
  BOOST_REQUIRE(given.ok());
  for (const int year : {1970, 2031}) {
    test::FakeClock wrong;
    wrong.set(year, 1, 2);
    test::Device late{wrong, 70};   // the same keys: the same request
    BOOST_REQUIRE(accept_grant(*late.replica, *open_face_answer(given->plain, request), late.key, late.random).ok());
    const auto at_work = [&] { return late.session(taken_in_as(*late.replica, actor.public_key())->profile, actor); };
    BOOST_TEST((writes(at_work()) == ErrorCode::none), year);
    BOOST_TEST((at_work().today() == Date::from_ms(clock.ms, clock.utc_offset_minutes())), year);
    wrong.ms += limits::face_certificate_ms + day_ms;
    BOOST_TEST((writes(at_work()) == ErrorCode::device_expired), year);
  }
}

BOOST_FIXTURE_TEST_CASE(a_lead_lets_it_go_on, Cast) {
  BOOST_REQUIRE(joins(*answer(tablet)).ok());
  clock.ms += limits::face_certificate_ms + day_ms;
  BOOST_REQUIRE((writes(theirs()) == ErrorCode::device_expired));
  const EntityId certificate = certificate_of(phone.key.author());
  auto other = neighbour.session(), lead = tablet.session(), self = theirs();
  test::carry(*tablet.device, *neighbour.device, {authority});
  BOOST_TEST((renew(other, certificate).error().code == ErrorCode::not_allowed));
  BOOST_TEST(!renew(self, certificate).ok());
  const auto rows = devices(lead);
  const auto row = std::find_if(rows.begin(), rows.end(), [&](const DeviceRow& d) { return d.certificate == certificate; });
  BOOST_REQUIRE((row != rows.end() && row->ends_at_ms.has_value()));
  BOOST_REQUIRE(renew(lead, certificate).ok());
  BOOST_TEST((renew(lead, certificate).error().code == ErrorCode::not_found));
  test::carry(*tablet.device, phone, {authority});
  BOOST_TEST(!theirs().device_ends_at_ms().has_value());
  BOOST_TEST((writes(theirs()) == ErrorCode::none));
}

BOOST_FIXTURE_TEST_CASE(as_no_lead, Cast) {
  BOOST_TEST((answer(pc, newcomer(R::station_lead)).error().code == ErrorCode::not_allowed));
  BOOST_TEST((answer(tablet, newcomer(R::volunteer, test::other_village)).error().code == ErrorCode::not_allowed));
  BOOST_REQUIRE(joins(*answer(tablet)).ok());
  // Nor does a lead act on it who unlocks it later: the station's lead moves there by a reset, say.
  auto lead_there = phone.session(tablet.person.profile, tablet.actor);
  BOOST_TEST(!take_in(lead_there, {crypto::SigningKey::generate(random).public_key(), crypto::SigningKey::generate(random).public_key(), DeviceKind::phone, "", "某人", "", R::volunteer, test::village}).ok());
  BOOST_TEST((writes(phone.session(tablet.person.profile, tablet.actor)) == ErrorCode::not_allowed));
  auto lead = tablet.session();
  BOOST_REQUIRE(renew(lead, certificate_of(phone.key.author())).ok());
  test::carry(*tablet.device, phone, {authority});
  BOOST_TEST((writes(phone.session(tablet.person.profile, tablet.actor)) == ErrorCode::none));
}

BOOST_FIXTURE_TEST_CASE(an_end_that_another_lead_wrote_beside_ends_nothing, Cast) {
  DraftOps second;
  second.of(T::device, certificate_of(pc.device->key.author()))
      .set(model::device::public_key, Value::of_bytes(pc.device->key.public_key()))
      .set(model::device::area, Value::of(test::village))
      .set(model::device::expires_at, Value::of(clock.ms));
  World apart;
  auto lead = tablet.session();
  (void)lead.commit(authority, second.take());
  test::carry(*tablet.device, *pc.device, {authority});
  clock.ms += day_ms;
  auto admin = pc.session();
  BOOST_TEST(!admin.device_ends_at_ms().has_value());
  BOOST_TEST(registry::register_elder(admin, test::elder_draft("马玉莲")).ok());
}

BOOST_FIXTURE_TEST_CASE(the_same_request_is_answered_again_and_no_other_fits, Cast) {
  const auto first = answer(tablet), again = answer(tablet);
  BOOST_REQUIRE((first.ok() && again.ok()));
  BOOST_TEST((again->added.profile == first->added.profile));
  BOOST_REQUIRE(joins(*again).ok());
  const Bytes other = encode(face_request(phone.key, crypto::SigningKey::generate(random).public_key(), DeviceKind::phone));
  BOOST_TEST((open_face_answer(first->plain, other).error().code == ErrorCode::not_for_us));
  BOOST_TEST((face_words(request) != face_words(other)));
  auto session = tablet.session();
  BOOST_REQUIRE(revoke(session, {model::RevocationKind::device, certificate_of(phone.key.author()), RevocationReason::mistake, ""}).ok());
  BOOST_TEST((answer(tablet).error().code == ErrorCode::device_revoked));
}

// A tablet that is in use asks for one more person: the lead adds them from their own device, and nothing of the tablet changes.
BOOST_FIXTURE_TEST_CASE(one_more_person_on_a_device_in_use, Cast) {
  World::Enrolled second = enrol(test::village, "马兰", 15);
  test::carry(root, *tablet.device, {authority});
  test::carry(root, *second.device, {authority});
  const crypto::SigningKey newcomers = crypto::SigningKey::generate(random);
  const Bytes asked = encode(face_request(second.device->key, newcomers.public_key(), DeviceKind::tablet));
  auto lead = tablet.session(), elsewhere = neighbour.session();
  test::carry(root, *neighbour.device, {authority});
  BOOST_TEST(!device_that_asks(lead, *decode_face_request(asked)).empty());
  BOOST_TEST(device_that_asks(lead, *decode_face_request(request)).empty());
  BOOST_TEST((answer_face(elsewhere, *decode_face_request(asked), newcomer(), asked).error().code == ErrorCode::not_allowed));
  BOOST_TEST((answer_face(elsewhere, *decode_face_request(asked), newcomer(R::volunteer, test::other_village), asked).error().code == ErrorCode::not_allowed));
  BOOST_TEST((answer_face(lead, *decode_face_request(asked), newcomer(R::station_lead), asked).error().code == ErrorCode::not_allowed));
  auto admin = pc.session();   // who could make one, but not face to face
  test::carry(root, *pc.device, {authority});
  BOOST_TEST((answer_face(admin, *decode_face_request(asked), newcomer(R::station_lead), asked).error().code == ErrorCode::not_allowed));
  const auto given = answer_face(lead, *decode_face_request(asked), newcomer(), asked);
  BOOST_REQUIRE(given.ok());
  const auto grant = open_face_answer(given->plain, asked);
  BOOST_REQUIRE(grant.ok());
  BOOST_TEST((take_in_here(*neighbour.device->replica, *grant, newcomers.public_key()).error().code == ErrorCode::unknown_device));
  BOOST_TEST((take_in_here(*second.device->replica, *grant, actor.public_key()).error().code == ErrorCode::not_found));
  const auto known = take_in_here(*second.device->replica, *grant, newcomers.public_key());
  BOOST_REQUIRE(known.ok());
  BOOST_TEST((known->profile == given->added.profile && known->role == R::volunteer));
  BOOST_TEST(profile_name(second.device->replica->db(), known->profile) == "魏长顺");
  auto theirs_now = second.device->session(known->profile, newcomers);
  BOOST_TEST((writes(second.device->session(known->profile, newcomers)) == ErrorCode::none));
  BOOST_TEST(!theirs_now.device_ends_at_ms().has_value());
  // Everybody else believes it, too.
  test::carry(*tablet.device, root, {authority});
  const ScopeId village = place_of(root.replica->db(), test::village)->scope;
  test::carry(*second.device, root, {authority, village});
  BOOST_TEST(root.replica->counts().held == 0u);
}

BOOST_FIXTURE_TEST_CASE(a_request_has_one_encoding, Cast) {
  const auto read = decode_face_request(request);
  BOOST_REQUIRE(read.ok());
  BOOST_TEST((encode(*read) == request));
  for (std::size_t cut = 0; cut < request.size(); ++cut) BOOST_TEST(!decode_face_request(ByteView(request).first(cut)).ok());
  Bytes longer = request;
  longer.push_back(0);
  BOOST_TEST(!decode_face_request(longer).ok());
  Bytes hub = request;
  hub[5 + 1 + 64] = 4;
  BOOST_TEST(!decode_face_request(hub).ok());
  BOOST_TEST((encode(face_request(phone.key, actor.public_key(), DeviceKind::phone)) == request));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace huzhu::people
