#include "core/people/enrol.h"

#include <boost/test/unit_test.hpp>

#include "core/people/names.h"
#include "tests/core/people/world.h"

namespace huzhu::people {
namespace {

using test::World;

BOOST_AUTO_TEST_SUITE(enrol)

BOOST_AUTO_TEST_CASE(founding_names_every_place_with_a_scope_of_its_own) {
  World w;
  BOOST_REQUIRE(w.authority);
  const auto all = places(w.root.replica->db());
  BOOST_REQUIRE(all.size() == 4u);
  BOOST_TEST(all[0].name == "红古区");
  BOOST_TEST((all[0].kind == model::ScopeKind::county));
  BOOST_TEST((all[1].kind == model::ScopeKind::township));
  for (const Place& place : all) BOOST_TEST((place.held && place.scope && place.scope != w.authority));
  BOOST_TEST(villages(w.root.replica->db(), test::township).size() == 2u);
}

BOOST_AUTO_TEST_CASE(founding_needs_exactly_one_county) {
  test::FakeClock clock;
  test::Device none(clock, 1), two(clock, 2), stray(clock, 3);
  const PublicKey hub{};
  BOOST_TEST(!found_county(*none.replica, none.key, hub, {{test::village, "红古村"}}, clock, none.random).ok());
  BOOST_TEST(!found_county(*two.replica, two.key, hub, {{620111, "红古区"}, {620112, "别区"}}, clock, two.random).ok());
  BOOST_TEST(!found_county(*stray.replica, stray.key, hub, {{620111, "红古区"}, {620112101201, "别村"}}, clock, stray.random).ok());
}

BOOST_AUTO_TEST_CASE(a_large_county_is_founded_too) {
  test::FakeClock clock;
  clock.set(2026, 11, 20);
  test::Device root(clock, 1);
  std::vector<AreaName> areas = {{620111, "红古区"}};
  for (int t = 0; t < 20; ++t) {
    areas.push_back({620111100 + t, "乡镇"});
    for (int v = 0; v < 20; ++v) areas.push_back({(620111100LL + t) * 1000 + 200 + v, "村"});
  }
  BOOST_REQUIRE(found_county(*root.replica, root.key, PublicKey{}, areas, clock, root.random).ok());
  BOOST_TEST(villages(root.replica->db()).size() == 400u);
}

BOOST_AUTO_TEST_CASE(a_village_tablet_gets_its_village_and_a_lead) {
  World w;
  auto tablet = w.enrol(test::village, "陈桂香", 11);
  BOOST_REQUIRE(tablet.person.profile);
  auto session = tablet.session();
  BOOST_TEST((session.role() == model::RoleKind::station_lead));
  BOOST_TEST(session.area() == test::village);
  BOOST_TEST(session.short_name() == "桂香");
  BOOST_TEST((session.work_scope(test::village) != ScopeId{}));
  BOOST_TEST((session.work_scope(test::other_village) == ScopeId{}));
  BOOST_TEST((session.authority_scope() == w.authority));
  BOOST_TEST(device_name(session.db(), tablet.device->key.author()) == "红古村站 1 号平板");
  BOOST_TEST(session.rights().register_elder);
  BOOST_TEST(session.rights().add_person);
  BOOST_TEST(!session.rights().see_county);
  // The root sees the same person.
  BOOST_TEST(profile_name(w.root.replica->db(), tablet.person.profile) == "陈桂香");
}

BOOST_AUTO_TEST_CASE(the_county_computer_gets_an_admin_and_every_scope) {
  World w;
  auto pc = w.enrol(test::county, "周育才", 12);
  auto session = pc.session();
  BOOST_TEST((session.role() == model::RoleKind::county_admin));
  BOOST_TEST(session.rights().see_county);
  BOOST_TEST((session.work_scope(test::other_village) != ScopeId{}));
}

BOOST_AUTO_TEST_CASE(the_grant_reads_back_and_refuses_any_change) {
  World w;
  auto tablet = w.enrol(test::village, "陈桂香", 11);
  auto grant = grant_for(*w.root.replica, tablet.device->key.public_key(), w.clock);
  BOOST_REQUIRE(grant.ok());
  BOOST_REQUIRE(!grant->frames.empty());
  BOOST_TEST((grant->scopes.front().scope == w.authority));
  BOOST_TEST((grant->scopes.front().kind == model::ScopeKind::county_authority));
  const Bytes bytes = encode(*grant);
  auto read = decode_enrolment_grant(bytes);
  BOOST_REQUIRE(read.ok());
  BOOST_TEST((encode(*read) == bytes));
  BOOST_TEST(read->scopes.back().name == "红古村");
  for (std::size_t n = 0; n < bytes.size(); n += 7) BOOST_TEST(!decode_enrolment_grant(ByteView(bytes).first(n)).ok());
  Bytes longer = bytes;
  longer.push_back(0);
  BOOST_TEST(!decode_enrolment_grant(longer).ok());
}

BOOST_AUTO_TEST_CASE(a_grant_of_another_device_or_county_is_refused) {
  World w;
  auto tablet = w.enrol(test::village, "陈桂香", 11);
  auto grant = grant_for(*w.root.replica, tablet.device->key.public_key(), w.clock);
  BOOST_REQUIRE(grant.ok());
  test::Device stranger(w.clock, 40);
  BOOST_TEST(!accept_grant(*stranger.replica, *grant, stranger.key, stranger.random).ok());
  EnrolmentGrant forged = *grant;
  forged.root_key[0] ^= 1;
  test::Device again(w.clock, 41);
  BOOST_TEST(!accept_grant(*again.replica, forged, tablet.device->key, again.random).ok());
}

BOOST_AUTO_TEST_CASE(a_grant_is_taken_whole_or_not_at_all) {
  World w;
  test::Device tablet(w.clock, 50);
  BOOST_REQUIRE(enrol_device(*w.root.replica, {tablet.key.public_key(), "", DeviceKind::tablet, test::village}, w.clock, w.random).ok());
  const auto grant = grant_for(*w.root.replica, tablet.key.public_key(), w.clock);
  tablet.replica->before_commit_for_test = [] { return Status(Error{ErrorCode::storage_full, "test", ""}); };
  BOOST_TEST(!accept_grant(*tablet.replica, *grant, tablet.key, tablet.random).ok());
  BOOST_TEST(tablet.replica->identity() == nullptr);
  tablet.replica->before_commit_for_test = nullptr;
  BOOST_REQUIRE(accept_grant(*tablet.replica, *grant, tablet.key, tablet.random).ok());
  const NewPerson person{"陈桂香", "", crypto::SigningKey::generate(w.random).public_key()};
  BOOST_TEST(first_profile(*tablet.replica, person, w.clock, w.random).ok());
}

BOOST_AUTO_TEST_CASE(a_grant_too_large_for_its_frames_leaves_them_to_the_first_sync) {
  World w;
  test::Device tablet(w.clock, 50);
  BOOST_REQUIRE(enrol_device(*w.root.replica, {tablet.key.public_key(), "", DeviceKind::tablet, test::village}, w.clock, w.random).ok());
  auto grant = grant_for(*w.root.replica, tablet.key.public_key(), w.clock, 100);
  BOOST_REQUIRE(grant.ok());
  BOOST_TEST(grant->frames.empty());
  BOOST_REQUIRE(accept_grant(*tablet.replica, *grant, tablet.key, tablet.random).ok());
  const NewPerson person{"陈桂香", "", crypto::SigningKey::generate(w.random).public_key()};
  BOOST_TEST((first_profile(*tablet.replica, person, w.clock, w.random).error().code == ErrorCode::unknown_device));
  test::carry(w.root, tablet, {w.authority});
  BOOST_TEST(first_profile(*tablet.replica, person, w.clock, w.random).ok());
}

BOOST_AUTO_TEST_CASE(forty_stations_with_four_people_each_fit_into_a_grant) {
  test::FakeClock clock;
  clock.set(2026, 11, 20);
  test::Device root(clock, 1);
  std::vector<AreaName> areas = {{620111, "红古区"}, {620111101, "红古镇"}};
  for (int v = 0; v < 40; ++v) areas.push_back({620111101200 + v, "第" + std::to_string(v) + "村"});
  const auto founded = found_county(*root.replica, root.key, PublicKey{}, areas, clock, root.random);
  BOOST_REQUIRE(founded.ok());
  std::size_t bytes = 0;
  for (std::uint64_t v = 0; v < 40; ++v) {
    test::Device tablet(clock, 100 + v);
    BOOST_REQUIRE(enrol_device(*root.replica, {tablet.key.public_key(), "", DeviceKind::tablet, 620111101200 + static_cast<std::int64_t>(v)}, clock, root.random).ok());
    const auto grant = grant_for(*root.replica, tablet.key.public_key(), clock);
    BOOST_REQUIRE((grant.ok() && !grant->frames.empty()));
    BOOST_REQUIRE(accept_grant(*tablet.replica, *grant, tablet.key, tablet.random).ok());
    const crypto::SigningKey actor = crypto::SigningKey::generate(tablet.random);
    const auto first = first_profile(*tablet.replica, {"站长", "", actor.public_key()}, clock, tablet.random);
    BOOST_REQUIRE(first.ok());
    auto lead = tablet.session(first->profile, actor);
    for (int i = 0; i < 3; ++i) BOOST_REQUIRE(add_person(lead, {"志愿者", "", crypto::SigningKey::generate(tablet.random).public_key()}).ok());
    test::carry(tablet, root, {founded->authority});
    bytes = encode(*grant).size();
  }
  BOOST_TEST_MESSAGE("grant of the fortieth station: " << bytes << " bytes");
  BOOST_TEST(bytes < 128u * 1024u);
}

BOOST_AUTO_TEST_CASE(a_device_names_its_first_person_only_once) {
  World w;
  auto tablet = w.enrol(test::village, "陈桂香", 11);
  const NewPerson second{"别的人", "", crypto::SigningKey::generate(w.random).public_key()};
  BOOST_TEST((first_profile(*tablet.device->replica, second, w.clock, w.random).error().code == ErrorCode::not_allowed));
}

BOOST_AUTO_TEST_CASE(enrolling_a_key_again_answers_its_certificate) {
  World w;
  test::Device tablet(w.clock, 60);
  const NewDevice device{tablet.key.public_key(), "一号", DeviceKind::tablet, test::village};
  auto first = enrol_device(*w.root.replica, device, w.clock, w.random);
  auto again = enrol_device(*w.root.replica, device, w.clock, w.random);
  BOOST_REQUIRE((first.ok() && again.ok()));
  BOOST_TEST((first->entity == again->entity));
  BOOST_TEST(again->saved_at_ms == 0);
  BOOST_TEST((enrol_device(*w.root.replica, {tablet.key.public_key(), "", DeviceKind::tablet, 620111999999}, w.clock, w.random).error().code ==
              ErrorCode::unknown_area));
}

BOOST_AUTO_TEST_CASE(a_lead_adds_a_volunteer_on_the_same_tablet) {
  World w;
  auto tablet = w.enrol(test::village, "陈桂香", 11);
  auto lead = tablet.session();
  BOOST_REQUIRE(ensure_person(lead).ok());
  const crypto::SigningKey key = crypto::SigningKey::generate(w.random);
  auto added = add_person(lead, {"魏长顺", "", key.public_key()});
  BOOST_REQUIRE(added.ok());
  auto volunteer = tablet.device->session(added->profile, key);
  BOOST_TEST((volunteer.role() == model::RoleKind::volunteer));
  BOOST_TEST(volunteer.area() == test::village);
  BOOST_TEST(volunteer.short_name() == "长顺");
  BOOST_TEST(person_name(volunteer.db(), volunteer.person()) == "魏长顺");
  BOOST_TEST(volunteer.rights().record_visit);
  BOOST_TEST(!volunteer.rights().add_person);
  // A volunteer adds nobody, and a lead makes no leads.
  const PublicKey other = crypto::SigningKey::generate(w.random).public_key();
  BOOST_TEST((add_person(volunteer, {"某人", "", other}).error().code == ErrorCode::not_allowed));
  BOOST_TEST((add_person(lead, {"某人", "", other, model::RoleKind::station_lead}).error().code == ErrorCode::not_allowed));
  // Everybody else agrees.
  test::carry(*tablet.device, w.root, {w.authority});
  BOOST_TEST((held_role(w.root.replica->db(), added->profile, lead.today())->role == model::RoleKind::volunteer));
}

BOOST_AUTO_TEST_CASE(names_are_checked_at_and_past_their_limit) {
  World w;
  auto tablet = w.enrol(test::village, "陈桂香", 11);
  auto lead = tablet.session();
  const PublicKey key = crypto::SigningKey::generate(w.random).public_key();
  std::string longest;
  for (std::size_t i = 0; i < limits::name_characters_max; ++i) longest += "长";
  BOOST_TEST(add_person(lead, {longest, "", key}).ok());
  BOOST_TEST((add_person(lead, {longest + "长", "", key}).error().code == ErrorCode::too_many_characters));
  BOOST_TEST((add_person(lead, {"", "", key}).error().code == ErrorCode::required));
  BOOST_TEST((add_person(lead, {"\xff\xfe", "", key}).error().code == ErrorCode::bad_text));
}

BOOST_AUTO_TEST_CASE(short_names_are_given_names) {
  BOOST_TEST(short_name_of("陈桂香") == "桂香");
  BOOST_TEST(short_name_of("李四") == "李四");
  BOOST_TEST(short_name_of("欧阳春生") == "春生");
  BOOST_TEST(short_name_of("玛依拉·买买提") == "玛依拉·买买提");
}

BOOST_AUTO_TEST_CASE(areas_lie_in_each_other_by_their_digits) {
  BOOST_TEST(lies_in(test::village, test::township));
  BOOST_TEST(lies_in(test::village, test::county));
  BOOST_TEST(lies_in(test::village, test::village));
  BOOST_TEST(!lies_in(test::township, test::village));
  BOOST_TEST(!lies_in(test::village, test::other_village));
  BOOST_TEST(!lies_in(0, 0));
  BOOST_TEST(!lies_in(62011, 62011));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace huzhu::people
