// The table of rights, role × entity × scope, against operations written by real devices: what a role may not do is void
// everywhere, even on the device of who wrote it.
#include "core/people/authority.h"

#include <boost/test/unit_test.hpp>

#include "core/log/blob.h"
#include "core/people/draft_ops.h"
#include "core/people/rights_table.h"
#include "tests/core/people/world.h"

namespace huzhu::people {
namespace {

using test::World;
using R = model::RoleKind;
using T = model::EntityType;

// A village tablet with a lead and a volunteer, and the county's computer.
struct Cast : World {
  World::Enrolled tablet = enrol(test::village, "陈桂香", 11), pc = enrol(test::county, "周育才", 12);
  crypto::SigningKey volunteer_key = crypto::SigningKey::generate(random);
  EntityId volunteer;

  Cast() {
    auto lead = tablet.session();
    if (ensure_person(lead).ok())
      if (auto added = add_person(lead, {"魏长顺", "", volunteer_key.public_key()})) volunteer = added->profile;
    share();
  }
  void share() {
    carry(*tablet.device, root, {authority});
    carry(root, *pc.device, {authority});
    carry(*pc.device, root, {authority});
    carry(root, *tablet.device, {authority});
  }
  ScopeId scope_of(std::int64_t area) { return place_of(root.replica->db(), area)->scope; }

  struct Who { test::Device* device; EntityId profile; const crypto::SigningKey* key; };
  Who who(R role) {
    if (role == R::county_admin) return {pc.device.get(), pc.person.profile, &pc.actor};
    if (role == R::station_lead) return {tablet.device.get(), tablet.person.profile, &tablet.actor};
    return {tablet.device.get(), volunteer, &volunteer_key};
  }
  // True when the act took effect.
  bool does(const Who& w, ScopeId scope, DraftOps ops, bool sign = false) {
    return w.device->replica->commit(scope, ops.take(), {w.profile, sign ? w.key : nullptr}).ok();
  }
};

// Any valid write to a new entity of this type.
DraftOps any_write(T type, EntityId entity, std::int64_t area) {
  DraftOps ops;
  ops.of(type, entity);
  switch (type) {
    case T::person: return ops.set(model::person::name, Value::of("马玉莲"));
    case T::station: return ops.set(model::station::name, Value::of("红古村互助站"));
    case T::visit: return ops.set(model::visit::outcome, Value::of(std::int64_t{1}));
    case T::time_entry: return ops.set(model::time_entry::minutes, Value::of(std::int64_t{60}));
    case T::role_grant: return ops.set(model::role_grant::role, Value::of(static_cast<std::int64_t>(R::volunteer)));
    case T::profile: return ops.set(model::profile::person_name, Value::of("某人"));
    case T::scope: return ops.set(model::scope::area, Value::of(area));
    default: return ops.set(model::device::name, Value::of("平板"));
  }
}

BOOST_AUTO_TEST_SUITE(authority)

BOOST_AUTO_TEST_CASE(every_role_creates_what_its_line_says_and_nothing_else) {
  for (R role : {R::volunteer, R::station_lead, R::county_admin})
    for (T type : {T::station, T::person, T::visit, T::time_entry}) {
      Cast cast;
      const Right* right = find_right(role, type);
      const bool expected = right && right->create == Reach::all;
      const auto who = cast.who(role);
      const bool done = cast.does(who, cast.scope_of(test::village), any_write(type, EntityId{1000}, test::village));
      BOOST_TEST(done == expected, "role " << static_cast<int>(role) << " entity " << static_cast<int>(type));
    }
}

BOOST_AUTO_TEST_CASE(a_village_role_ends_at_the_village) {
  for (R role : {R::volunteer, R::station_lead}) {
    Cast cast;
    const auto who = cast.who(role);
    for (std::int64_t area : {test::other_village, test::township, test::county})
      BOOST_TEST(!cast.does(who, cast.scope_of(area), any_write(T::person, EntityId{1000}, area)));
  }
  Cast cast;
  for (std::int64_t area : {test::village, test::other_village, test::township, test::county})
    BOOST_TEST(cast.does(cast.who(R::county_admin), cast.scope_of(area), any_write(T::person, EntityId{1000}, area)));
}

BOOST_AUTO_TEST_CASE(nobody_and_the_device_alone_may_write_no_record) {
  Cast cast;
  BOOST_TEST(!cast.does({cast.tablet.device.get(), {}, nullptr}, cast.scope_of(test::village), any_write(T::visit, EntityId{1000}, 0)));
  BOOST_TEST(!cast.does({cast.tablet.device.get(), EntityId{424242}, nullptr}, cast.scope_of(test::village), any_write(T::visit, EntityId{1000}, 0)));
  BOOST_TEST(!cast.does({&cast.root, {}, nullptr}, cast.scope_of(test::village), any_write(T::visit, EntityId{1000}, 0)));
}

BOOST_AUTO_TEST_CASE(a_county_admin_may_act_on_the_hubs_own_device) {
  Cast cast;  // --demo: the hub's process imports the roster
  BOOST_TEST(cast.does({&cast.root, cast.pc.person.profile, nullptr}, cast.scope_of(test::village), any_write(T::person, EntityId{1000}, 0)));
}

BOOST_AUTO_TEST_CASE(a_volunteer_edits_what_a_visitor_learns) {
  Cast cast;
  const ScopeId scope = cast.scope_of(test::village);
  const EntityId elder{1000};
  BOOST_REQUIRE(cast.does(cast.who(R::station_lead), scope, any_write(T::person, elder, 0)));
  for (const model::Field& field : model::find(T::person)->fields) {
    if (field.merge == model::Merge::set) continue;
    DraftOps ops;
    ops.of(T::person, elder);
    switch (field.type) {
      case model::FieldType::text: ops.set(field.id, Value::of("甲")); break;
      case model::FieldType::blob: ops.set(field.id, Value::of_bytes(log::encode(log::BlobRef{log::BlobKind::jpeg, 1, {}}))); break;
      case model::FieldType::area: ops.set(field.id, Value::of(test::village)); break;
      default: ops.set(field.id, Value::of(std::int64_t{1}));
    }
    BOOST_TEST(cast.does(cast.who(R::volunteer), scope, ops) == is_visitor_field(field.id), field.name);
    BOOST_TEST(may_edit(R::volunteer, T::person, field.id) == is_visitor_field(field.id));
    BOOST_TEST(may_edit(R::station_lead, T::person, field.id));
  }
  BOOST_TEST(is_visitor_field(model::person::phone));
  BOOST_TEST(is_visitor_field(model::person::allergy));
  BOOST_TEST(!is_visitor_field(model::person::name));
  BOOST_TEST(!is_visitor_field(model::person::tags));
}

BOOST_AUTO_TEST_CASE(a_volunteer_writes_a_whole_new_elder_and_takes_back_only_what_this_tablet_wrote) {
  Cast cast;
  const ScopeId scope = cast.scope_of(test::village);
  DraftOps whole = any_write(T::person, EntityId{1000}, 0);
  whole.set(model::person::birth_date, Value::of(std::int64_t{-10000})).add(model::person::tags, 1);
  BOOST_TEST(cast.does(cast.who(R::volunteer), scope, whole));
  BOOST_TEST(cast.does(cast.who(R::county_admin), scope, any_write(T::visit, EntityId{2000}, 0)));
  test::carry(*cast.pc.device, *cast.tablet.device, {cast.authority, scope});
  DraftOps own, foreign;
  BOOST_TEST(cast.does(cast.who(R::volunteer), scope, own.of(T::person, EntityId{1000}).erase()));
  BOOST_TEST(!cast.does(cast.who(R::volunteer), scope, foreign.of(T::visit, EntityId{2000}).erase()));
  BOOST_TEST(cast.does(cast.who(R::station_lead), scope, foreign.of(T::visit, EntityId{2000}).erase()));
}

BOOST_AUTO_TEST_CASE(records_lie_where_they_belong) {
  Cast cast;
  DraftOps strayed;
  strayed.of(T::person, EntityId{1000}).set(model::person::area, Value::of(test::other_village));
  BOOST_TEST(!cast.does(cast.who(R::station_lead), cast.scope_of(test::village), strayed));
}

DraftOps grant_ops(EntityId grant, EntityId profile, R role, std::int64_t area) {
  DraftOps ops;
  ops.of(T::role_grant, grant)
      .set(model::role_grant::profile, Value::of(profile))
      .set(model::role_grant::role, Value::of(static_cast<std::int64_t>(role)))
      .set(model::role_grant::area, Value::of(area));
  return ops;
}

BOOST_AUTO_TEST_CASE(who_may_grant_what_where) {
  struct Case { R granter, granted; std::int64_t area; bool expected; };
  const Case cases[] = {
      {R::volunteer, R::volunteer, test::village, false},      {R::station_lead, R::volunteer, test::village, true},
      {R::station_lead, R::volunteer, test::other_village, false}, {R::station_lead, R::station_lead, test::village, false},
      {R::station_lead, R::county_admin, test::county, false}, {R::county_admin, R::volunteer, test::village, true},
      {R::county_admin, R::station_lead, test::other_village, true}, {R::county_admin, R::county_admin, test::county, true},
      {R::county_admin, R::hub, test::county, false},
  };
  for (const Case& c : cases) {
    Cast cast;
    const auto who = cast.who(c.granter);
    const EntityId someone{5555};
    const bool committed = cast.does(who, cast.authority, grant_ops(EntityId{3000}, someone, c.granted, c.area), true);
    const auto held = held_role(who.device->replica->db(), someone, Date::from_ms(cast.clock.ms, 480));
    BOOST_TEST(committed == c.expected, static_cast<int>(c.granter) << " grants " << static_cast<int>(c.granted) << " in " << c.area);
    if (c.expected) BOOST_TEST((held && held->role == c.granted && held->area == c.area));
  }
}

BOOST_AUTO_TEST_CASE(a_grant_needs_the_persons_own_signature) {
  Cast cast;
  BOOST_TEST(!cast.does(cast.who(R::station_lead), cast.authority, grant_ops(EntityId{3000}, EntityId{5555}, R::volunteer, test::village), false));
  // Signed with somebody else's key.
  auto forger = cast.who(R::station_lead);
  forger.key = &cast.volunteer_key;
  BOOST_TEST(!cast.does(forger, cast.authority, grant_ops(EntityId{3001}, EntityId{5555}, R::volunteer, test::village), true));
}

BOOST_AUTO_TEST_CASE(what_decides_is_written_once_and_never_erased) {
  Cast cast;
  const auto admin = cast.who(R::county_admin);
  BOOST_REQUIRE(cast.does(admin, cast.authority, grant_ops(EntityId{3000}, EntityId{5555}, R::volunteer, test::village), true));
  DraftOps again, erased, ends;
  BOOST_TEST(!cast.does(admin, cast.authority, again.of(T::role_grant, EntityId{3000}).set(model::role_grant::role, Value::of(std::int64_t{3})), true));
  BOOST_TEST(!cast.does(admin, cast.authority, erased.of(T::role_grant, EntityId{3000}).erase(), true));
  // A role ends by its last day.
  const std::int64_t yesterday = Date::from_ms(cast.clock.ms, 480).days - 1;
  BOOST_TEST(cast.does(admin, cast.authority, ends.of(T::role_grant, EntityId{3000}).set(model::role_grant::ends_on, Value::of(yesterday)), true));
}

BOOST_AUTO_TEST_CASE(a_lead_cannot_take_over_the_admins_profile) {
  Cast cast;
  DraftOps key, name, new_name;
  const PublicKey stolen = crypto::SigningKey::generate(cast.random).public_key();
  const EntityId admin = cast.pc.person.profile;
  const auto lead = cast.who(R::station_lead);
  BOOST_TEST(!cast.does(lead, cast.authority, key.of(T::profile, admin).set(model::profile::public_key, Value::of_bytes(stolen)), true));
  BOOST_TEST(!cast.does(lead, cast.authority, name.of(T::profile, admin).set(model::profile::person_name, Value::of("假名")), true));
  BOOST_TEST(cast.does(lead, cast.authority, new_name.of(T::profile, cast.volunteer).set(model::profile::person_name, Value::of("魏常顺")), true));
}

// A tablet that has not heard of the admin yet writes as if the admin's profile and grant were its own new ones.
BOOST_AUTO_TEST_CASE(nobody_takes_a_key_or_a_role_by_not_having_seen_it) {
  World w;
  auto tablet = w.enrol(test::village, "陈桂香", 11);
  auto pc = w.enrol(test::county, "周育才", 12);
  const EntityId admin = pc.person.profile;
  EntityId grant;
  auto& rows = pc.device->replica->db().cached("SELECT id FROM role_grant WHERE profile=?1");
  rows.bind(1, static_cast<std::int64_t>(admin.value));
  for (auto there = rows.step(); there && *there; there = rows.step()) grant = EntityId{static_cast<std::uint64_t>(rows.integer(0))};
  rows.reset();
  const auto commits = [&](DraftOps ops) {
    return tablet.device->replica->commit(w.authority, ops.take(), {tablet.person.profile, &tablet.actor}).ok();
  };
  DraftOps key;
  key.of(T::profile, admin).set(model::profile::public_key, Value::of_bytes(tablet.actor.public_key()));
  BOOST_TEST(!commits(key));
  BOOST_TEST(commits(grant_ops(grant, EntityId{5555}, R::volunteer, test::village)));
  carry(*tablet.device, w.root, {w.authority});
  carry(w.root, *pc.device, {w.authority});
  const ScopeId other = place_of(w.root.replica->db(), test::other_village)->scope;
  DraftOps record = any_write(T::person, EntityId{1000}, test::other_village);
  BOOST_TEST(pc.device->replica->commit(other, record.take(), {admin, nullptr}).ok());
}

BOOST_AUTO_TEST_CASE(only_the_root_founds_places) {
  Cast cast;
  BOOST_TEST(!cast.does(cast.who(R::county_admin), cast.authority, any_write(T::scope, EntityId{3000}, test::village), true));
  BOOST_TEST(cast.does({&cast.root, {}, nullptr}, cast.authority, any_write(T::scope, EntityId{3000}, 620111101203)));
}

BOOST_AUTO_TEST_CASE(a_role_that_ended_permits_nothing_more) {
  Cast cast;
  const ScopeId scope = cast.scope_of(test::village);
  EntityId grant;
  auto& rows = cast.tablet.device->replica->db().cached("SELECT id FROM role_grant WHERE profile=?1");
  rows.bind(1, static_cast<std::int64_t>(cast.volunteer.value));
  for (auto there = rows.step(); there && *there; there = rows.step()) grant = EntityId{static_cast<std::uint64_t>(rows.integer(0))};
  rows.reset();
  const std::int64_t today = Date::from_ms(cast.clock.ms, 480).days;
  DraftOps ends;
  BOOST_REQUIRE(cast.does(cast.who(R::station_lead), cast.authority, ends.of(T::role_grant, grant).set(model::role_grant::ends_on, Value::of(today)), true));
  BOOST_TEST(cast.does(cast.who(R::volunteer), scope, any_write(T::visit, EntityId{1000}, 0)));  // the last day counts
  cast.clock.pass_minutes(24 * 60);
  BOOST_TEST(!cast.does(cast.who(R::volunteer), scope, any_write(T::visit, EntityId{1001}, 0)));
}

BOOST_AUTO_TEST_CASE(every_replica_comes_to_the_same_answer) {
  Cast cast;
  const ScopeId scope = cast.scope_of(test::village);
  BOOST_TEST(cast.does(cast.who(R::volunteer), scope, any_write(T::visit, EntityId{1000}, 0)));
  BOOST_TEST(cast.does(cast.who(R::station_lead), scope, any_write(T::station, EntityId{1001}, 0)));
  test::Device late(cast.clock, 99);
  BOOST_REQUIRE(enrol_device(*cast.root.replica, {late.key.public_key(), "", DeviceKind::computer, test::county}, cast.clock, cast.random).ok());
  auto grant = grant_for(*cast.root.replica, late.key.public_key(), cast.clock);
  BOOST_REQUIRE((grant.ok() && accept_grant(*late.replica, *grant, late.key, late.random).ok()));
  test::carry(*cast.tablet.device, late, {scope, cast.authority});
  BOOST_TEST((late.replica->table_digest(scope) == cast.tablet.device->replica->table_digest(scope)));
  BOOST_TEST(late.replica->rebuild().ok());
  BOOST_TEST((late.replica->table_digest(scope) == cast.tablet.device->replica->table_digest(scope)));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace huzhu::people
