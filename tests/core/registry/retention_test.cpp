// What is kept too long is listed for those who may erase it, by rules that have their documents; and what relatives may ask for.
#include "core/registry/retention.h"

#include <boost/test/unit_test.hpp>

#include "core/care/visits.h"
#include "core/people/access.h"
#include "core/people/enrol.h"
#include "core/people/query.h"
#include "core/registry/edit_elder.h"
#include "core/registry/relatives.h"
#include "core/registry/retention_source.h"
#include "core/timebank/hours.h"
#include "tests/core/people/world.h"

namespace huzhu::registry {
namespace {

constexpr std::int64_t died = 1, moved_away = 2, registered_twice = 3;
constexpr std::int64_t day_ms = 24ll * 3600 * 1000;

struct Village {
  test::World world;
  test::World::Enrolled tablet = world.enrol(test::village, "陈桂香", 11), elsewhere = world.enrol(test::other_village, "王秀英", 12);
  people::Session lead = tablet.session();
  EntityId person, neighbour;

  Village() {
    BOOST_REQUIRE(people::ensure_person(lead).ok());
    person = made("马玉莲");
    neighbour = made("祁生福");
  }
  EntityId made(const char* name) {
    ElderDraft draft = test::elder_draft(name);
    draft.allergy = "青霉素过敏";
    const auto saved = register_elder(lead, draft);
    BOOST_REQUIRE(saved.ok());
    return saved->saved.entity;
  }
  void write(EntityId who, std::uint16_t field, Value value) {
    FieldEdit edit{field, {std::move(value)}, {}};
    for (const FormField& form : open_form(lead, who))
      if (form.field == field) edit.shown = form.shown;
    BOOST_REQUIRE(edit_elder(lead, who, {edit}).ok());
  }
  void end(EntityId who, std::int64_t kind, Date on) {
    write(who, model::person::ended_kind, Value::of(kind));
    write(who, model::person::ended_on, Value::of(std::int64_t{on.days}));
  }
  Date ago(int days) { return Date{lead.today().days - days}; }
  ConsentDraft spoken(ConsentSubject subject) {
    ConsentDraft draft;
    draft.person = person;
    draft.subjects = {subject};
    draft.kind = ConsentKind::spoken;
    draft.witness = "李占魁";
    return draft;
  }
  std::vector<std::string> due(people::Session& session) {
    std::vector<std::string> out;
    for (const RetentionDue& one : retention_due(session)) out.push_back(one.name + " " + std::string(one.rule->key));
    return out;
  }
};
using Lines = std::vector<std::string>;

BOOST_FIXTURE_TEST_SUITE(retention, Village)

BOOST_AUTO_TEST_CASE(every_rule_has_its_document_and_knows_what_it_speaks_of) {
  BOOST_REQUIRE(retention_rules().size() == retention_source().size());
  for (const RetentionRule& rule : retention_rules()) {
    BOOST_TEST(!rule.source_zh.empty());
    BOOST_TEST((rule.ended.empty() == rule.taken_back.has_value()));
    for (const std::int64_t kind : rule.ended) BOOST_TEST(kind != 0);
    if (rule.taken_back) BOOST_TEST(static_cast<std::int64_t>(*rule.taken_back) != 0);
    BOOST_TEST((rule.valid_from < rule.valid_to));
  }
}

BOOST_AUTO_TEST_CASE(five_years_to_the_day) {
  BOOST_TEST(due(lead).empty());
  end(person, died, *Date::from_civil(lead.today().civil().year - 5, lead.today().civil().month, lead.today().civil().day));
  end(neighbour, moved_away, ago(5 * 365 - 2));
  BOOST_TEST(due(lead) == Lines{"马玉莲 ended_five_years"});
  world.clock.ms += 5 * day_ms;
  BOOST_TEST(due(lead) == (Lines{"马玉莲 ended_five_years", "祁生福 ended_five_years"}));
}

// Whoever leaves the end of a month counts to the end of a shorter one.
BOOST_AUTO_TEST_CASE(registered_twice_is_kept_a_year) {
  end(person, registered_twice, ago(366));
  BOOST_TEST(due(lead) == Lines{"马玉莲 registered_twice"});
}

BOOST_AUTO_TEST_CASE(a_day_nobody_wrote_counts_from_when_it_was_written_down) {
  write(person, model::person::ended_kind, Value::of(died));
  BOOST_TEST(due(lead).empty());
  world.clock.ms += 5 * 366 * day_ms;
  BOOST_TEST(due(lead) == Lines{"马玉莲 ended_five_years"});
}

BOOST_AUTO_TEST_CASE(what_was_taken_back_is_due_at_once_and_only_as_far) {
  BOOST_REQUIRE(give_consent(lead, spoken(ConsentSubject::health)).ok());
  BOOST_REQUIRE(take_back_consent(lead, spoken(ConsentSubject::health)).ok());
  BOOST_REQUIRE(due(lead) == Lines{"马玉莲 health_taken_back"});
  const RetentionDue one = retention_due(lead)[0];
  BOOST_TEST((one.rule->reach == ErasureReach::health));
  BOOST_TEST(*erase_values(lead, {one.person, one.rule->reach, one.reason, {}}) > 0u);
  BOOST_TEST(due(lead).empty());
  // To be registered at all reaches further.
  BOOST_REQUIRE(take_back_consent(lead, spoken(ConsentSubject::registration)).ok());
  BOOST_TEST(due(lead) == Lines{"马玉莲 registration_taken_back"});
  BOOST_TEST(*erase_values(lead, {person, ErasureReach::all, ErasureReason::asked, {}}) > 0u);
  BOOST_TEST(due(lead).empty());
}

// A visit's words on health are health as well.
BOOST_AUTO_TEST_CASE(what_visits_say_counts) {
  write(person, model::person::allergy, Value());
  care::VisitDraft visit;
  visit.elder = person;
  visit.basics = visit.safety = visit.family = visit.mood = care::Answer::fine;
  visit.note = "腿疼";
  BOOST_REQUIRE(care::record_visit(lead, visit).ok());
  BOOST_REQUIRE(give_consent(lead, spoken(ConsentSubject::health)).ok());
  BOOST_REQUIRE(take_back_consent(lead, spoken(ConsentSubject::health)).ok());
  BOOST_TEST(due(lead) == Lines{"马玉莲 health_taken_back"});
}

// Only where this person may erase: neither a volunteer's list nor another village's.
BOOST_AUTO_TEST_CASE(listed_for_whoever_may_erase) {
  end(person, died, ago(6 * 366));
  const crypto::SigningKey key = crypto::SigningKey::generate(world.random);
  const auto volunteer = people::add_person(lead, {"马成", "", key.public_key()});
  BOOST_REQUIRE(volunteer.ok());
  people::Session theirs(*tablet.device->replica, people::Unlocked{volunteer->profile, {}, key}, world.clock, world.random);
  BOOST_TEST(due(theirs).empty());
  people::Session other = elsewhere.session();
  BOOST_TEST(due(other).empty());
  BOOST_TEST(due(lead).size() == 1u);
}

BOOST_AUTO_TEST_CASE(relatives_of_the_dead_are_named_and_on_record) {
  end(person, died, ago(30));
  const Erasure wanted{person, ErasureReach::all, ErasureReason::family_asked, {}};
  BOOST_TEST((erase_values(lead, wanted).error().code == ErrorCode::required));
  Erasure named = wanted;
  named.asked_by = "女儿马兰";
  BOOST_TEST(*erase_values(lead, named) > 0u);
  std::string note;
  people::each_row(lead.db().cached("SELECT note FROM access"), [&](const store::Statement& row) { note = row.text(0); });
  BOOST_TEST(note == "女儿马兰");
}

BOOST_AUTO_TEST_CASE(what_the_dead_arranged_holds) {
  BOOST_REQUIRE(give_consent(lead, spoken(ConsentSubject::closed_after_death)).ok());
  BOOST_TEST(check_relative(lead, person, "女儿马兰").ok());   // alive: then the person is asked, and the family may help
  end(person, died, ago(30));
  BOOST_TEST((check_relative(lead, person, "女儿马兰").error().code == ErrorCode::arranged_otherwise));
  BOOST_TEST((erase_values(lead, {person, ErasureReach::all, ErasureReason::family_asked, "女儿马兰"}).error().code == ErrorCode::arranged_otherwise));
  BOOST_TEST(*erase_values(lead, {person, ErasureReach::all, ErasureReason::ordered, {}}) > 0u);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace huzhu::registry
