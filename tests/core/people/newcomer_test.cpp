// A new device and its person, signed for by somebody who may; and the words two people compare before it.
#include "core/people/newcomer.h"

#include <boost/test/unit_test.hpp>

#include "core/people/draft_ops.h"
#include "core/people/names.h"
#include "core/people/pairing.h"
#include "tests/core/people/world.h"

namespace huzhu::people {
namespace {

using test::World;
using R = model::RoleKind;
using T = model::EntityType;

struct Cast : World {
  World::Enrolled tablet = enrol(test::village, "陈桂香", 11), neighbour = enrol(test::other_village, "赵玉梅", 13), pc = enrol(test::county, "周育才", 12);
  test::Device phone{clock, 70};
  crypto::SigningKey actor = crypto::SigningKey::generate(random);

  Cast() {
    for (auto* one : {&tablet, &neighbour, &pc}) test::carry(root, *one->device, {authority});
  }
  Newcomer newcomer(R role, std::int64_t area) { return {phone.key.public_key(), actor.public_key(), DeviceKind::phone, "", "魏长顺", "", role, area}; }
  // What the hub answers to the new device once it holds the certificate.
  Status joins(World::Enrolled& by) {
    test::carry(*by.device, root, {authority});
    HUZHU_ASSIGN(const EnrolmentGrant grant, grant_for(*root.replica, phone.key.public_key(), clock));
    return accept_grant(*phone.replica, grant, phone.key, phone.random);
  }
};

BOOST_AUTO_TEST_SUITE(newcomer)

BOOST_FIXTURE_TEST_CASE(a_lead_takes_in_a_helper_with_a_phone_of_the_own_village, Cast) {
  auto lead = tablet.session();
  const auto added = take_in(lead, newcomer(R::peer_helper, test::village));
  BOOST_REQUIRE(added.ok());
  BOOST_REQUIRE(joins(tablet).ok());
  const auto known = taken_in_as(*phone.replica, actor.public_key());
  BOOST_REQUIRE(known.ok());
  BOOST_TEST((known->profile == added->profile && known->person == added->person && known->role == R::peer_helper));
  BOOST_TEST(device_name(phone.replica->db(), phone.key.author()) == "红古村站 2 号手机");
  auto helper = phone.session(known->profile, actor);
  BOOST_TEST(helper.short_name() == "长顺");
  BOOST_REQUIRE(ensure_person(helper).ok());
  BOOST_TEST(helper.rights().record_visit);
  BOOST_TEST(!helper.rights().add_person);
  // Neither the device nor its person makes anybody else.
  BOOST_TEST((first_profile(*phone.replica, {"某人", "", crypto::SigningKey::generate(random).public_key(), {}}, clock, random).error().code == ErrorCode::not_allowed));
}

BOOST_FIXTURE_TEST_CASE(nobody_takes_in_more_than_he_may_give, Cast) {
  auto lead = tablet.session(), admin = pc.session();
  BOOST_TEST((take_in(lead, newcomer(R::station_lead, test::village)).error().code == ErrorCode::not_allowed));
  BOOST_TEST((take_in(lead, newcomer(R::volunteer, test::other_village)).error().code == ErrorCode::not_allowed));
  BOOST_TEST((take_in(lead, newcomer(R::volunteer, test::county)).error().code == ErrorCode::unknown_area));
  BOOST_TEST((take_in(admin, newcomer(R::volunteer, 620111101299)).error().code == ErrorCode::unknown_area));
  BOOST_TEST((roles_to_give(R::station_lead) == std::vector{R::peer_helper, R::volunteer}));
  BOOST_TEST((roles_to_give(R::township_staff) == std::vector{R::station_lead}));
  BOOST_TEST(roles_to_give(R::county_admin).size() == 5u);
  BOOST_TEST(roles_to_give(R::volunteer).empty());
  BOOST_TEST(take_in(admin, newcomer(R::station_lead, test::other_village)).ok());
  BOOST_TEST((take_in(admin, newcomer(R::station_lead, test::other_village)).error().code == ErrorCode::duplicate));
}

BOOST_FIXTURE_TEST_CASE(a_device_a_lead_certified_names_nobody_by_itself, Cast) {
  // The certificate alone, as a lead's altered program would write it.
  DraftOps certificate;
  certificate.of(T::device, certificate_of(phone.key.author()))
      .set(model::device::public_key, Value::of_bytes(phone.key.public_key()))
      .set(model::device::area, Value::of(test::village));
  auto lead = tablet.session();
  BOOST_REQUIRE(lead.commit(authority, certificate.take()).ok());
  BOOST_REQUIRE(joins(tablet).ok());
  const PublicKey self_made = actor.public_key();
  BOOST_TEST(!first_profile(*phone.replica, {"假站长", "", self_made, {}}, clock, random).ok());
  test::carry(phone, root, {authority});
  BOOST_TEST(!held_role(root.replica->db(), EntityId{crypto::author_of(self_made).value}, Date::from_ms(clock.ms, 480)));
}

BOOST_FIXTURE_TEST_CASE(a_second_certificate_takes_nothing_from_the_first, Cast) {
  // The neighbour's lead claims not to have seen the admin's certificate, and certifies that computer for the own village.
  World w;
  auto rogue = w.enrol(test::other_village, "赵玉梅", 13);
  auto office = w.enrol(test::county, "周育才", 12);
  DraftOps second, end;
  second.of(T::device, certificate_of(office.device->key.author()))
      .set(model::device::public_key, Value::of_bytes(office.device->key.public_key()))
      .set(model::device::area, Value::of(test::other_village))
      .set(model::device::expires_at, Value::of(w.clock.ms));
  auto lead = rogue.session();
  BOOST_REQUIRE(lead.commit(w.authority, second.take()).ok());
  test::carry(*rogue.device, w.root, {w.authority});
  test::carry(w.root, *office.device, {w.authority});
  w.clock.pass_minutes(60);
  auto admin = office.session();
  BOOST_TEST(registry::register_elder(admin, test::elder_draft("马玉莲")).ok());
  // And that is no say over it.
  test::carry(w.root, *rogue.device, {w.authority});
  end.of(T::revocation, EntityId{9001})
      .set(model::revocation::kind, Value::of(std::int64_t{1}))
      .set(model::revocation::target, Value::of(certificate_of(office.device->key.author())));
  BOOST_TEST(!lead.commit(w.authority, end.take()).ok());
}

BOOST_FIXTURE_TEST_CASE(a_grant_that_names_another_hub_is_refused, Cast) {
  auto lead = tablet.session();
  BOOST_REQUIRE(take_in(lead, newcomer(R::volunteer, test::village)).ok());
  test::carry(*tablet.device, root, {authority});
  auto grant = grant_for(*root.replica, phone.key.public_key(), clock);
  BOOST_REQUIRE(grant.ok());
  grant->hub_key = crypto::SigningKey::generate(random).public_key();  // receipts and cuts of whoever stands between
  BOOST_TEST((accept_grant(*phone.replica, *grant, phone.key, phone.random).error().code == ErrorCode::bad_signature));
  BOOST_TEST(phone.replica->identity() == nullptr);
}

BOOST_AUTO_TEST_CASE(the_words_change_with_everything_they_stand_for) {
  Pairing one;
  one.person_name = "魏长顺";
  const FourWords words = pair_words(one);
  std::vector<Pairing> others(6, one);
  others[0].county_root[0] = others[1].device[31] = others[2].actor[0] = others[3].inviter[0] = others[4].joiner[31] = 1;
  others[5].person_name = "魏常顺";
  for (const Pairing& other : others) BOOST_TEST((pair_words(other) != words));
  PairNumber number{};
  const Hash bound = commitment_of(number);
  number[31] = 1;
  BOOST_TEST((commitment_of(number) != bound));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace huzhu::people
