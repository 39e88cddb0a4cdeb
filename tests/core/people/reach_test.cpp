// Whoever ends what they have no say over, and claims not to have seen it, ends nothing: not a role, not a person, not a device,
// whatever the others have heard meanwhile. The rogues here run the same program as everybody: they write before they hear.
#include "core/people/past_roles.h"

#include <boost/test/unit_test.hpp>

#include "core/people/authority.h"
#include "core/people/draft_ops.h"
#include "core/people/query.h"
#include "core/people/revoke.h"
#include "core/registry/register_elder.h"
#include "tests/core/people/world.h"

namespace huzhu::people {
namespace {

using test::World;
using R = model::RoleKind;
using T = model::EntityType;

// The neighbours' lead, who has heard nothing of a village's tablet; its lead, who has heard nothing of the county's admin; and a volunteer of that village.
struct Unheard : World {
  World::Enrolled elsewhere = enrol(test::other_village, "赵玉梅", 13), tablet = enrol(test::village, "陈桂香", 11), office = enrol(test::county, "周育才", 12);
  crypto::SigningKey volunteer_key = crypto::SigningKey::generate(random);
  EntityId volunteer, admin = office.person.profile;

  Unheard() {
    auto lead = tablet.session();
    (void)ensure_person(lead);
    if (auto added = add_person(lead, {"魏长顺", "", volunteer_key.public_key()})) volunteer = added->profile;
  }
  EntityId grant_of(test::Device& device, EntityId profile) {
    EntityId grant;
    each_row(device.replica->db().cached("SELECT id FROM role_grant WHERE profile=?1").bind(1, bits(profile)), [&](const store::Statement& row) { grant = entity_at(row, 0); });
    return grant;
  }
  bool lead_writes(DraftOps ops) { return tablet.session().commit(authority, ops.take()).ok(); }
  bool revokes(model::RevocationKind kind, EntityId target) {
    auto lead = tablet.session();
    return revoke(lead, {kind, target, RevocationReason::lost, ""}).ok();
  }
  void everybody_hears() {
    for (int i = 0; i < 2; ++i)
      for (test::Device* device : {tablet.device.get(), office.device.get()}) {
        carry(*device, root, {authority});
        carry(root, *device, {authority});
      }
  }
  bool admin_acts(const char* name) {
    auto session = office.session();
    auto draft = test::elder_draft(name);
    draft.area = test::other_village;
    return registry::register_elder(session, draft).ok();
  }
  bool volunteer_acts(EntityId elder) {
    auto session = tablet.device->session(volunteer, volunteer_key);
    DraftOps ops;
    ops.of(T::visit, session.new_entity()).set(model::visit::elder, Value::of(elder));
    return session.commit(place_of(root.replica->db(), test::village)->scope, ops.take()).ok();
  }
  std::optional<HeldRole> held(test::Device& device, EntityId profile) { return held_role(device.replica->db(), profile, Date::from_ms(clock.ms, 480)); }
  std::int64_t today() { return Date::from_ms(clock.ms, 480).days; }
};

BOOST_FIXTURE_TEST_SUITE(say_over, Unheard)

BOOST_AUTO_TEST_CASE(a_person_is_not_stopped_from_below) {
  BOOST_REQUIRE(revokes(model::RevocationKind::profile, admin));   // nothing of them is known there
  everybody_hears();
  BOOST_TEST(admin_acts("马玉莲"));
  BOOST_TEST((held(*office.device, admin) && held(*office.device, admin)->role == R::county_admin));
  BOOST_TEST((held(*tablet.device, admin) && held(*tablet.device, admin)->role == R::county_admin));
}

BOOST_AUTO_TEST_CASE(a_role_is_not_ended_from_below) {
  const EntityId grant = grant_of(*office.device, admin);
  DraftOps over;
  over.of(T::role_grant, grant)
      .set(model::role_grant::profile, Value::of(admin))
      .set(model::role_grant::role, Value::of(static_cast<std::int64_t>(R::volunteer)))
      .set(model::role_grant::area, Value::of(test::village))
      .set(model::role_grant::ends_on, Value::of(today() - 30));
  BOOST_REQUIRE(lead_writes(std::move(over)));
  BOOST_REQUIRE(revokes(model::RevocationKind::role_grant, grant));   // as their own, which they may end
  everybody_hears();
  BOOST_TEST(admin_acts("马玉莲"));
  BOOST_TEST((held(*office.device, admin) && held(*office.device, admin)->role == R::county_admin));
}

BOOST_AUTO_TEST_CASE(a_device_is_not_stopped_by_certifying_it_once_more) {
  const EntityId certificate = certificate_of(office.device->key.author());
  DraftOps second;
  second.of(T::device, certificate).set(model::device::public_key, Value::of_bytes(office.device->key.public_key())).set(model::device::area, Value::of(test::village));
  BOOST_REQUIRE(lead_writes(std::move(second)));
  BOOST_REQUIRE(revokes(model::RevocationKind::device, certificate));
  everybody_hears();
  BOOST_TEST(admin_acts("马玉莲"));
  BOOST_TEST(!office.device->replica->is_revoked());
  BOOST_TEST(!device_is_revoked(root.replica->db(), certificate));
}

BOOST_AUTO_TEST_CASE(a_second_certificate_does_not_free_a_stopped_device) {
  everybody_hears();
  const EntityId certificate = certificate_of(tablet.device->key.author());
  auto session = office.session();
  BOOST_REQUIRE(revoke(session, {model::RevocationKind::device, certificate, RevocationReason::stolen, ""}).ok());
  // A lead elsewhere who has not heard of it takes the thief's part.
  DraftOps second;
  second.of(T::device, certificate).set(model::device::public_key, Value::of_bytes(tablet.device->key.public_key())).set(model::device::area, Value::of(test::other_village));
  BOOST_REQUIRE(elsewhere.session().commit(authority, second.take()).ok());
  carry(*elsewhere.device, root, {authority});
  everybody_hears();
  auto lead = tablet.session();
  BOOST_TEST(!registry::register_elder(lead, test::elder_draft("马玉莲")).ok());
}

BOOST_AUTO_TEST_CASE(who_was_stopped_by_their_lead_holds_nothing) {
  const auto elder = [&] {
    auto lead = tablet.session();
    return registry::register_elder(lead, test::elder_draft("马玉莲"))->saved.entity;
  }();
  BOOST_TEST(volunteer_acts(elder));
  BOOST_REQUIRE(revokes(model::RevocationKind::profile, volunteer));
  BOOST_TEST(!volunteer_acts(elder));
  BOOST_TEST(!held(*tablet.device, volunteer));
  BOOST_TEST(!rights_of(tablet.device->replica->db(), volunteer, test::village, Date::from_ms(clock.ms, 480)).record_visit);
}

BOOST_AUTO_TEST_CASE(of_two_last_days_the_first_counts) {
  everybody_hears();
  const EntityId grant = grant_of(*tablet.device, volunteer);
  const auto ends = [&](test::Device& device, const people::Session&, std::int64_t day, EntityId who, const crypto::SigningKey& key) {
    DraftOps ops;
    ops.of(T::role_grant, grant).set(model::role_grant::ends_on, Value::of(day));
    auto session = device.session(who, key);
    return session.commit(authority, ops.take()).ok();
  };
  BOOST_REQUIRE(ends(*tablet.device, tablet.session(), today() - 1, tablet.person.profile, tablet.actor));
  BOOST_REQUIRE(ends(*office.device, office.session(), today() + 30, admin, office.actor));
  everybody_hears();
  BOOST_TEST(!held(*tablet.device, volunteer));
  BOOST_TEST(!held(*office.device, volunteer));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace huzhu::people
