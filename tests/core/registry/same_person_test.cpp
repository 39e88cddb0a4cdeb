#include "core/registry/same_person.h"

#include <boost/test/unit_test.hpp>

#include "core/care/overview.h"
#include "core/care/today.h"
#include "core/care/visits.h"
#include "core/people/names.h"
#include "core/registry/conflict_card.h"
#include "core/registry/edit_elder.h"
#include "core/registry/elder_file.h"
#include "core/registry/person_copy.h"
#include "core/registry/resident_id.h"
#include "core/registry/roster.h"
#include "core/timebank/hours.h"
#include "tests/core/people/world.h"

namespace huzhu::registry {
namespace {

using test::World;

// A station's tablet and the county's computer, which holds every village.
struct Two : World {
  World::Enrolled tablet = enrol(test::village, "陈桂香", 11), pc = enrol(test::county, "周育才", 12);
  people::Session lead = tablet.session(), county = pc.session();
  ElderIndex on_tablet{lead}, on_pc{county};
  std::vector<ScopeId> scopes;

  Two() {
    share_authority();
    for (const std::int64_t area : {test::village, test::other_village}) scopes.push_back(county.work_scope(area));
  }
  void share_authority() {
    carry(*tablet.device, root, {authority});
    carry(*pc.device, root, {authority});
    carry(root, *tablet.device, {authority});
    carry(root, *pc.device, {authority});
  }
  void meet() {
    carry(*tablet.device, *pc.device, {scopes.front()});
    carry(*pc.device, *tablet.device, {scopes.front()});
  }
  static EntityId add(people::Session& session, const ElderDraft& draft) {
    auto done = register_elder(session, draft);
    BOOST_REQUIRE_MESSAGE(done.ok(), (done.ok() ? std::string() : done.error().where));
    return done->saved.entity;
  }
  static std::vector<std::string> names(ElderIndex& index) {
    std::vector<std::string> found;
    for (const EntityId id : index.find({}).ids) found.push_back(index.row(id)->name);
    return found;
  }
  static void visit(people::Session& session, EntityId elder) {
    care::VisitDraft draft;
    draft.elder = elder;
    const auto done = care::record_all_well(session, draft);
    BOOST_REQUIRE_MESSAGE(done.ok(), (done.ok() ? std::string() : done.error().where));
  }
};

using Names = std::vector<std::string>;

BOOST_AUTO_TEST_SUITE(same_person)

BOOST_AUTO_TEST_CASE(a_person_registered_twice_is_listed_and_owed_a_visit_once) {
  Two two;
  ElderDraft first = test::elder_draft("马玉莲"), second = test::elder_draft("马玉连");
  second.phone = "13893315621";
  const EntityId a = Two::add(two.lead, first), b = Two::add(two.lead, second);
  Two::add(two.lead, test::elder_draft("王秀英", 1944, 5, 6));
  BOOST_TEST(two.on_tablet.find({}).ids.size() == 3u);
  BOOST_REQUIRE(say_same(two.lead, b, a).ok());
  const EntityId shown = std::min(a, b), hidden = std::max(a, b);
  BOOST_TEST(two.on_tablet.find({}).ids.size() == 2u);
  BOOST_TEST(two.on_tablet.find({}).total == 2u);
  BOOST_TEST(two.on_tablet.size() == 2u);
  // Found by what either record says.
  for (const char* words : {"马玉莲", "马玉连", "5621"}) {
    RosterQuery query;
    query.text = words;
    const auto found = two.on_tablet.find(query).ids;
    BOOST_REQUIRE(found.size() == 1u);
    BOOST_CHECK(found.front() == shown);
  }
  // A visit written on the record nobody sees is a visit to the person.
  const auto owed = [&] { return two.on_tablet.row(shown)->due->due; };
  const Date before = owed();
  two.clock.pass_minutes(24 * 60);
  Two::visit(two.lead, hidden);
  BOOST_TEST(owed().days > before.days);
  BOOST_CHECK(two.on_tablet.row(shown)->last_visit == two.lead.today());
  const auto today = care::today_view(two.lead, two.on_tablet);
  BOOST_REQUIRE(today.visited.size() == 1u);
  BOOST_CHECK(today.visited.front().elder == shown);
}

BOOST_AUTO_TEST_CASE(one_file_tells_of_both_and_each_keeps_its_fields) {
  Two two;
  ElderDraft first = test::elder_draft("马玉莲"), second = test::elder_draft("马玉莲");
  first.phone = "13893313345";
  second.phone = "13893315621";
  const EntityId a = Two::add(two.lead, first), b = Two::add(two.lead, second);
  for (const auto& [id, words] : {std::pair(a, "青霉素"), std::pair(b, "花粉")})
    BOOST_REQUIRE(edit_elder(two.lead, id, {{model::person::allergy, {Value::of(words)}, {}}}).ok());
  Two::visit(two.lead, a);
  Two::visit(two.lead, b);
  timebank::HoursDraft hours;
  hours.elder = b;
  hours.service = timebank::Service::cook;
  hours.minutes = 90;
  BOOST_REQUIRE(timebank::record_hours(two.lead, hours).ok());
  BOOST_REQUIRE(say_same(two.lead, a, b).ok());
  for (const EntityId id : {a, b}) {
    const auto file = elder_file(two.lead, id);
    BOOST_REQUIRE(file.ok());
    BOOST_TEST(file->history_count == 3u);
    BOOST_TEST(file->history.size() == 3u);
    BOOST_TEST(file->minutes_received == 90);
    BOOST_TEST(file->phone == (id == a ? "13893313345" : "13893315621"));
    BOOST_REQUIRE(file->others.size() == 1u);
    BOOST_CHECK(file->others.front().person == (id == a ? b : a));
    BOOST_REQUIRE(!file->safety.empty());
    BOOST_TEST(file->safety.front().values.size() == 2u);
    BOOST_REQUIRE(file->conflicts.size() == 1u);
    BOOST_TEST(file->conflicts.front().label == "电话");
  }
  // The copy for the person herself has all of it, and names the other record.
  const auto copy = person_copy(two.lead, a);
  BOOST_REQUIRE(copy.ok());
  for (const char* words : {"13893313345", "13893315621", "青霉素", "花粉"}) BOOST_TEST(copy->html.find(words) != std::string::npos, words);
}

BOOST_AUTO_TEST_CASE(what_the_records_hold_differently_is_chosen_once_and_can_be_brought_back) {
  Two two;
  ElderDraft first = test::elder_draft("马玉莲"), second = test::elder_draft("马玉莲");
  first.phone = "13893313345";
  second.phone = "13893315621";
  const EntityId a = Two::add(two.lead, first), b = Two::add(two.lead, second);
  BOOST_REQUIRE(say_same(two.lead, a, b).ok());
  auto cards = conflict_cards(two.lead);
  BOOST_REQUIRE(cards.size() == 1u);
  BOOST_TEST(cards.front().between_records);
  BOOST_REQUIRE(cards.front().sides.size() == 2u);
  const auto side = std::find_if(cards.front().sides.begin(), cards.front().sides.end(), [&](const ConflictSide& s) { return s.record == b; });
  BOOST_REQUIRE(side != cards.front().sides.end());
  BOOST_REQUIRE(resolve(two.lead, cards.front(), side->dot).ok());
  BOOST_TEST(conflict_cards(two.lead).empty());
  for (const EntityId id : {a, b}) BOOST_TEST(elder_file(two.lead, id)->phone == "13893315621");
  const auto settled = settled_cards(two.lead);
  BOOST_REQUIRE(settled.size() == 1u);
  BOOST_CHECK(settled.front().entity == a);
  BOOST_REQUIRE(restore(two.lead, settled.front(), settled.front().sides.front().dot).ok());
  BOOST_TEST(elder_file(two.lead, a)->phone == "13893313345");
  BOOST_TEST(conflict_cards(two.lead).size() == 1u);
}

BOOST_AUTO_TEST_CASE(said_and_taken_back_on_two_devices_that_do_not_know_of_each_other) {
  Two two;
  const EntityId a = Two::add(two.lead, test::elder_draft("马玉莲")), b = Two::add(two.lead, test::elder_draft("马玉连"));
  two.meet();
  BOOST_REQUIRE(say_same(two.lead, a, b).ok());
  BOOST_REQUIRE(say_same(two.county, b, a).ok());
  two.meet();
  BOOST_TEST(two.on_tablet.find({}).ids.size() == 1u);
  BOOST_TEST(two.on_pc.find({}).ids.size() == 1u);
  BOOST_TEST(same_people(two.lead.db()).size() == 1u);
  // Parted here, and beside it said again there: who says it wins, and it can be parted anew.
  BOOST_REQUIRE(part_from_all(two.lead, a).ok());
  BOOST_TEST(two.on_tablet.find({}).ids.size() == 2u);
  BOOST_REQUIRE(say_not_same(two.county, a, b).ok());
  BOOST_REQUIRE(say_same(two.county, a, b).ok());
  two.meet();
  BOOST_TEST(two.on_tablet.find({}).ids.size() == 1u);
  BOOST_TEST(two.on_pc.find({}).ids.size() == 1u);
  BOOST_REQUIRE(part_from_all(two.county, b).ok());
  two.meet();
  for (ElderIndex* index : {&two.on_tablet, &two.on_pc}) BOOST_TEST(index->find({}).ids.size() == 2u);
  // And nobody is asked again.
  BOOST_TEST(likely_same(two.lead, two.on_tablet).empty());
  BOOST_TEST(likely_same(two.county, two.on_pc).empty());
}

BOOST_AUTO_TEST_CASE(of_three_one_goes_and_two_stay) {
  Two two;
  std::vector<EntityId> ids;
  for (const char* name : {"马玉莲", "马玉连", "马玉兰"}) ids.push_back(Two::add(two.lead, test::elder_draft(name)));
  // A chain with the one that goes in its middle.
  BOOST_REQUIRE(say_same(two.lead, ids[0], ids[1]).ok());
  BOOST_REQUIRE(say_same(two.lead, ids[1], ids[2]).ok());
  BOOST_TEST(two.on_tablet.find({}).ids.size() == 1u);
  BOOST_TEST(records_of(two.lead.db(), ids[2]).size() == 3u);
  BOOST_REQUIRE(part_from_all(two.lead, ids[1]).ok());
  BOOST_TEST(records_of(two.lead.db(), ids[1]).size() == 1u);
  BOOST_TEST(records_of(two.lead.db(), ids[0]).size() == 2u);
  BOOST_TEST(two.on_tablet.find({}).ids.size() == 2u);
}

BOOST_AUTO_TEST_CASE(across_villages_each_finds_it_in_its_own_log) {
  Two two;
  ElderDraft here = test::elder_draft("马玉莲"), there = test::elder_draft("马玉莲");
  there.area = test::other_village;
  const EntityId a = Two::add(two.county, here), b = Two::add(two.county, there);
  BOOST_TEST(likely_same(two.county, two.on_pc).size() == 1u);
  BOOST_REQUIRE(say_same(two.county, a, b).ok());
  BOOST_TEST(two.on_pc.find({}).ids.size() == 1u);
  two.meet();
  // The village holds its own record alone, and goes on with it.
  BOOST_TEST((Two::names(two.on_tablet) == Names{"马玉莲"}));
  BOOST_TEST(same_people(two.lead.db()).empty());
  BOOST_TEST(elder_file(two.lead, a)->others.empty());
  // It does not hold the other: it can say nothing of it.
  BOOST_TEST(!say_same(two.lead, a, b).ok());
  BOOST_REQUIRE(part_from_all(two.county, b).ok());
  two.meet();
  BOOST_TEST(two.on_pc.find({}).ids.size() == 2u);
}

BOOST_AUTO_TEST_CASE(likely_ones_are_found_and_what_was_said_of_them_is_kept) {
  Two two;
  ElderDraft one = test::elder_draft("马玉莲"), twin = test::elder_draft("马玉连"), same_id = test::elder_draft("马小莲", 1951, 2, 3);
  one.resident_id = same_id.resident_id = make_resident_id(unassigned_area6, *Date::from_civil(1940, 3, 8), 204);
  same_id.birth_date = one.birth_date;
  const EntityId a = Two::add(two.lead, one), b = Two::add(two.lead, twin);
  Two::add(two.lead, test::elder_draft("王秀英", 1944, 5, 6));
  auto pairs = likely_same(two.lead, two.on_tablet);
  BOOST_REQUIRE(pairs.size() == 1u);
  BOOST_TEST((pairs.front().why == Likeness::near_name_birth_date));
  BOOST_TEST((std::minmax(pairs.front().one, pairs.front().other) == std::minmax(a, b)));
  BOOST_REQUIRE(say_not_same(two.lead, a, b).ok());
  BOOST_TEST(likely_same(two.lead, two.on_tablet).empty());
  two.meet();
  BOOST_TEST(likely_same(two.county, two.on_pc).empty());
  // The county's list of what waits says it too, while it is open.
  BOOST_REQUIRE(say_same(two.county, a, b).ok());
  BOOST_REQUIRE(part_from_all(two.county, a).ok());
  BOOST_TEST(care::overview(two.county, two.on_pc).inbox.empty());
}

BOOST_AUTO_TEST_CASE(only_who_may_change_the_register_says_it) {
  Two two;
  const EntityId a = Two::add(two.lead, test::elder_draft("马玉莲")), b = Two::add(two.lead, test::elder_draft("马玉连"));
  crypto::SigningKey key = crypto::SigningKey::generate(two.random);
  const auto added = people::add_person(two.lead, {.name = "魏长顺", .actor_key = key.public_key(), .role = model::RoleKind::volunteer});
  BOOST_REQUIRE(added.ok());
  people::Session volunteer = two.tablet.device->session(added->profile, key);
  BOOST_TEST(!say_same(volunteer, a, b).ok());
  BOOST_TEST(!say_not_same(volunteer, a, b).ok());
  BOOST_REQUIRE(say_same(two.lead, a, b).ok());
  // The names differ: a question for who may answer it.
  BOOST_TEST(conflict_cards(two.lead).size() == 1u);
  BOOST_TEST(conflict_cards(volunteer).empty());
  BOOST_TEST(!part_from_all(volunteer, a).ok());
  BOOST_TEST(!say_same(two.lead, a, a).ok());
  BOOST_TEST(!say_same(two.lead, a, EntityId{77}).ok());
  // Said already: nothing is written.
  BOOST_TEST(say_same(two.lead, b, a)->saved_at_ms == 0);
}

BOOST_AUTO_TEST_CASE(who_is_taken_back_is_one_of_nobody) {
  Two two;
  const EntityId a = Two::add(two.lead, test::elder_draft("马玉莲")), b = Two::add(two.lead, test::elder_draft("马玉连"));
  BOOST_REQUIRE(say_same(two.lead, a, b).ok());
  BOOST_REQUIRE(take_back_registration(two.lead, std::min(a, b)).ok());
  BOOST_TEST(two.on_tablet.find({}).ids.size() == 1u);
  BOOST_CHECK(two.on_tablet.find({}).ids.front() == std::max(a, b));
  BOOST_TEST(same_people(two.lead.db()).empty());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace huzhu::registry
