// A forgotten PIN: the lead gives a new key to the same person; nothing that was written before is in doubt.
#include "core/people/reset.h"

#include <boost/test/unit_test.hpp>

#include "core/people/names.h"
#include "core/registry/register_elder.h"
#include "tests/core/people/world.h"

namespace huzhu::people {
namespace {

struct Tablet : test::World {
  World::Enrolled tablet = enrol(test::village, "陈桂香", 11);
  crypto::SigningKey old_key = crypto::SigningKey::generate(random), new_key = crypto::SigningKey::generate(random);
  EntityId volunteer;

  Tablet() {
    auto lead = tablet.session();
    (void)ensure_person(lead);
    if (auto added = add_person(lead, {"魏长顺", "", old_key.public_key()})) volunteer = added->profile;
  }
  EntityId registers(EntityId profile, const crypto::SigningKey& key, std::string name) {
    auto session = tablet.device->session(profile, key);
    auto saved = registry::register_elder(session, test::elder_draft(std::move(name)));
    return saved ? saved->saved.entity : EntityId{};
  }
};

BOOST_AUTO_TEST_SUITE(people_reset)

BOOST_FIXTURE_TEST_CASE(the_person_goes_on_under_a_new_key, Tablet) {
  const EntityId before = registers(volunteer, old_key, "马玉莲");
  auto lead = tablet.session();
  BOOST_TEST(may_reset(lead, volunteer));
  const auto added = reset_person(lead, volunteer, new_key.public_key());
  BOOST_REQUIRE(added.ok());
  BOOST_TEST((added->profile != volunteer));
  BOOST_TEST((person_of(lead.db(), added->profile) == person_of(lead.db(), volunteer)));
  BOOST_TEST(profile_name(lead.db(), added->profile) == "魏长顺");
  BOOST_TEST(registers(added->profile, new_key, "李秀英").value != 0u);
  // What was written with the old key stands, on every replica.
  carry(*tablet.device, root, {authority});
  BOOST_TEST(!tablet.device->replica->field_heads(before, model::person::name).empty());
  BOOST_TEST(tablet.device->replica->counts().void_ops == 0u);
  BOOST_TEST(root.replica->counts().void_ops == 0u);
}

BOOST_FIXTURE_TEST_CASE(nobody_resets_themselves_or_somebody_above, Tablet) {
  auto lead = tablet.session();
  BOOST_TEST(!may_reset(lead, tablet.person.profile));
  auto session = tablet.device->session(volunteer, old_key);
  BOOST_TEST(!may_reset(session, tablet.person.profile));
  BOOST_TEST((reset_person(session, tablet.person.profile, new_key.public_key()).error().code == ErrorCode::not_allowed));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace huzhu::people
