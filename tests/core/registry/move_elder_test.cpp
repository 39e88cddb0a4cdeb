#include "core/registry/move_elder.h"

#include <boost/test/unit_test.hpp>

#include "core/care/visits.h"
#include "core/registry/conflict_card.h"
#include "core/registry/consent.h"
#include "core/registry/edit_elder.h"
#include "core/registry/elder_file.h"
#include "core/registry/roster.h"
#include "tests/core/people/world.h"

namespace huzhu::registry {
namespace {

using test::World;
namespace person = model::person;

constexpr std::int64_t third_village = 620111101203;

// The tablets of two villages, and two computers of the county that hold them all.
struct Moving : World {
  World::Enrolled old_tablet = enrol(test::village, "陈桂香", 11), new_tablet = enrol(test::other_village, "马秀兰", 12),
                  pc = enrol(test::county, "周育才", 13), other_pc = enrol(test::county, "李文");
  people::Session here = old_tablet.session(), there = new_tablet.session(), county = pc.session(), other_county = other_pc.session();
  ElderIndex on_old{here}, on_new{there}, on_pc{county};
  EntityId elder;

  Moving() : World({{third_village, "新庄村"}}) {
    share();
    ElderDraft draft = test::elder_draft("马玉莲");
    draft.phone = "13893315621";
    draft.address = "三社 12 号";
    draft.spare_key = "门墩下";
    draft.hearing = "左耳背";
    elder = done(register_elder(here, draft)).saved.entity;
    meet();
  }
  Enrolled enrol(std::int64_t area, std::string_view name, std::uint64_t seed = 14) { return World::enrol(area, name, seed); }
  std::vector<World::Enrolled*> all() { return {&old_tablet, &new_tablet, &pc, &other_pc}; }
  void share() {
    for (int round = 0; round < 2; ++round)
      for (World::Enrolled* one : all()) {
        carry(*one->device, root, {authority});
        carry(root, *one->device, {authority});
      }
  }
  void meet() {
    const ScopeId one = county.work_scope(test::village), two = county.work_scope(test::other_village), three = county.work_scope(third_village);
    const std::vector<std::pair<World::Enrolled*, std::vector<ScopeId>>> holders = {{&old_tablet, {one}}, {&new_tablet, {two}}, {&other_pc, {one, two, three}}};
    for (int round = 0; round < 2; ++round)
      for (const auto& [holder, scopes] : holders) {
        carry(*holder->device, *pc.device, scopes);
        carry(*pc.device, *holder->device, scopes);
      }
  }
  template <class T>
  static T done(Result<T> result) {
    BOOST_REQUIRE_MESSAGE(result.ok(), (result.ok() ? std::string() : result.error().where));
    return std::move(result).value();
  }
  Moved move(people::Session& session, std::int64_t area) { return done(move_elder(session, elder, area, session.today())); }
  // As a form does it, that has just been opened.
  static void change(people::Session& session, EntityId id, std::uint16_t field, const char* words) {
    FieldEdit edit{field, {Value::of(words)}, {}};
    for (const FormField& f : open_form(session, id))
      if (f.field == field) edit.shown = f.shown;
    done(edit_elder(session, id, {edit}));
  }
  ElderFile file(people::Session& session, EntityId id) { return done(elder_file(session, id)); }
  static std::vector<EntityId> listed(ElderIndex& index) { return index.find({}).ids; }
};

using Ids = std::vector<EntityId>;

BOOST_AUTO_TEST_SUITE(move_elder_)

BOOST_FIXTURE_TEST_CASE(the_new_village_goes_on_caring_and_the_old_one_is_told_where_she_is, Moving) {
  for (const char* words : {"青霉素", "花粉"}) {   // two people wrote it apart: both go along
    people::Session& by = words == std::string("花粉") ? county : here;
    change(by, elder, person::allergy, words);
  }
  meet();
  care::VisitDraft visit;
  visit.elder = elder;
  BOOST_REQUIRE(care::record_all_well(here, visit).ok());
  meet();
  const Moved moved = move(county, test::other_village);
  BOOST_CHECK((listed(on_pc) == Ids{moved.saved.entity}));
  meet();
  BOOST_CHECK(listed(on_old).empty());
  BOOST_CHECK((listed(on_new) == Ids{moved.saved.entity}));

  const ElderFile left = file(here, elder), come = file(there, moved.saved.entity);
  BOOST_TEST(left.moved_to == "米家台村");
  BOOST_TEST(left.ended_kind == 2);
  BOOST_TEST(come.moved_from == "红古村");
  BOOST_TEST(come.ended_kind == 0);
  BOOST_TEST(come.village == "米家台村");
  BOOST_TEST(come.phone == "13893315621");
  BOOST_CHECK(come.birth_date == left.birth_date);
  BOOST_CHECK(come.registered_on == there.today());
  BOOST_TEST(come.address == "");
  BOOST_TEST(come.group_name == "");
  bool heard = false, house = false;
  for (const SafetyItem& item : come.safety) {
    if (item.kind == SafetyKind::allergy) BOOST_TEST(item.values.size() == 2u);
    heard |= item.kind == SafetyKind::hearing;
    house |= item.kind == SafetyKind::spare_key;
  }
  BOOST_TEST(heard);
  BOOST_TEST(!house);
  // Whoever reaches both sees what was before; the new village does not.
  BOOST_TEST(file(county, moved.saved.entity).history_count == 1u);
  BOOST_TEST(come.history_count == 0u);
  BOOST_TEST(conflict_cards(county).empty());
}

BOOST_FIXTURE_TEST_CASE(what_she_agreed_to_and_took_back_goes_along, Moving) {
  ConsentDraft draft{elder, {ConsentSubject::photos, ConsentSubject::health}, ConsentKind::spoken, {}, "陈桂香", {}, {}};
  BOOST_REQUIRE(give_consent(here, draft).ok());
  draft.subjects = {ConsentSubject::health};
  BOOST_REQUIRE(take_back_consent(here, draft).ok());
  meet();
  const EntityId record = move(county, test::other_village).saved.entity;
  meet();
  store::Database& db = there.db();
  BOOST_TEST(gave(db, record, ConsentSubject::registration));
  BOOST_TEST(gave(db, record, ConsentSubject::photos));
  BOOST_TEST(took_back(db, record, ConsentSubject::health));
  BOOST_CHECK(consents_of(db, record)[5].state == ConsentState::never_asked);
  BOOST_TEST((edit_elder(there, record, {{person::allergy, {Value::of("花粉")}, {}}}).error().code == ErrorCode::consent_taken_back));
}

BOOST_FIXTURE_TEST_CASE(what_the_old_village_writes_later_is_not_lost, Moving) {
  const EntityId record = move(county, test::other_village).saved.entity;
  // The old village has not heard yet.
  change(here, elder, person::phone, "13893313345");
  change(here, elder, person::address, "三社 14 号");
  meet();
  BOOST_TEST(file(there, record).phone == "13893315621");
  const auto cards = conflict_cards(county);
  BOOST_REQUIRE(cards.size() == 1u);   // her old house is not asked about
  BOOST_TEST(cards.front().label == "电话");
  BOOST_TEST(cards.front().sides.size() == 2u);
  for (const ConflictSide& side : cards.front().sides)
    if (side.words == "13893313345") BOOST_REQUIRE(resolve(county, cards.front(), side.dot).ok());
  meet();
  BOOST_TEST(file(there, record).phone == "13893313345");
}

BOOST_FIXTURE_TEST_CASE(a_mistake_is_taken_back, Moving) {
  const Moved moved = move(county, test::other_village);
  meet();
  done(take_back_move(county, moved));
  meet();
  BOOST_CHECK((listed(on_old) == Ids{elder}));
  BOOST_CHECK(listed(on_new).empty());
  BOOST_CHECK((listed(on_pc) == Ids{elder}));
  const ElderFile back = file(county, elder);
  BOOST_TEST(back.ended_kind == 0);
  BOOST_TEST(back.moved_to == "");
  BOOST_TEST(back.address == "三社 12 号");
  BOOST_TEST(back.others.empty());
}

BOOST_FIXTURE_TEST_CASE(who_comes_back_goes_on_in_the_record_left_there, Moving) {
  const EntityId away = move(county, test::other_village).saved.entity;
  meet();
  change(there, away, person::phone, "13893313345");
  change(there, away, person::address, "米家台 3 号");
  meet();
  const Moved back = done(move_elder(county, away, test::village, county.today()));
  BOOST_CHECK(back.saved.entity == elder);
  meet();
  BOOST_CHECK((listed(on_old) == Ids{elder}));
  BOOST_CHECK(listed(on_new).empty());
  const ElderFile at_home = file(here, elder);
  BOOST_TEST(at_home.phone == "13893313345");
  BOOST_TEST(at_home.address == "三社 12 号");
  BOOST_TEST(at_home.moved_to == "");
  BOOST_TEST(file(there, away).moved_to == "红古村");
  BOOST_TEST(file(county, elder).others.size() == 1u);
  BOOST_TEST(conflict_cards(county).empty());
  // And that again was a mistake.
  done(take_back_move(county, back));
  meet();
  BOOST_CHECK(listed(on_old).empty());
  BOOST_CHECK((listed(on_new) == Ids{away}));
  BOOST_TEST(file(here, elder).moved_to == "米家台村");
}

BOOST_FIXTURE_TEST_CASE(two_who_move_her_apart_leave_a_card_and_whoever_chooses_leaves_one_record_in_care, Moving) {
  const Moved one = move(county, test::other_village), other = move(other_county, third_village);
  meet();
  BOOST_TEST(listed(on_pc).size() == 1u);
  BOOST_TEST(file(here, elder).moved_to == "");
  auto cards = conflict_cards(county);
  std::erase_if(cards, [](const ConflictCard& c) { return c.field != person::home_scope; });
  BOOST_REQUIRE(cards.size() == 1u);
  BOOST_TEST(cards.front().label == "迁到哪里");
  std::optional<Dot> chosen;
  for (const ConflictSide& side : cards.front().sides)
    if (side.words == "新庄村") chosen = side.dot;
    else BOOST_TEST(side.words == "米家台村");
  BOOST_REQUIRE(chosen.has_value());
  done(resolve(county, cards.front(), *chosen));
  meet();
  BOOST_CHECK((listed(on_pc) == Ids{other.saved.entity}));
  BOOST_CHECK(listed(on_new).empty());
  BOOST_TEST(file(there, one.saved.entity).ended_kind == 3);
  BOOST_TEST(file(here, elder).moved_to == "新庄村");
}

BOOST_FIXTURE_TEST_CASE(only_who_reaches_both_villages_moves_anybody, Moving) {
  const auto refused = [&](people::Session& session, std::int64_t area, Date on) {
    const auto result = move_elder(session, elder, area, on);
    BOOST_REQUIRE(!result.ok());
    return result.error().code;
  };
  const Date today = county.today();
  BOOST_CHECK(refused(here, test::other_village, today) == ErrorCode::not_allowed);
  BOOST_CHECK(refused(there, test::other_village, today) == ErrorCode::not_found);
  BOOST_CHECK(refused(county, test::village, today) == ErrorCode::unknown_area);
  BOOST_CHECK(refused(county, 620111101299, today) == ErrorCode::unknown_area);
  BOOST_CHECK(refused(county, test::other_village, Date{today.days + 1}) == ErrorCode::date_in_future);
  ConsentDraft draft{elder, {ConsentSubject::registration}, ConsentKind::spoken, {}, "陈桂香", {}, {}};
  BOOST_REQUIRE(take_back_consent(county, draft).ok());
  BOOST_CHECK(refused(county, test::other_village, today) == ErrorCode::consent_taken_back);
  BOOST_TEST(file(county, elder).moved_to == "");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace huzhu::registry
