// What a person agreed to, and that they may take it back and have what is known of them blanked.
#include "core/registry/consent.h"

#include <boost/test/unit_test.hpp>

#include "core/base/limits.h"
#include "core/care/visits.h"
#include "core/people/enrol.h"
#include "core/people/names.h"
#include "core/people/query.h"
#include "core/registry/edit_elder.h"
#include "core/registry/erasure.h"
#include "core/registry/settled_book.h"
#include "tests/core/people/world.h"

namespace huzhu::registry {
namespace {

struct Village {
  test::World world;
  test::World::Enrolled tablet = world.enrol(test::village, "陈桂香", 11), other = world.enrol(test::village, "王秀英", 12);
  people::Session lead = tablet.session();
  EntityId person;

  Village() {
    BOOST_REQUIRE(people::ensure_person(lead).ok());
    ElderDraft draft = test::elder_draft("马玉莲");
    draft.phone = "13909315621";
    draft.allergy = "青霉素过敏";
    const auto saved = register_elder(lead, draft);
    BOOST_REQUIRE(saved.ok());
    person = saved->saved.entity;
  }
  ConsentLine line(ConsentSubject subject) {
    for (ConsentLine& one : consents_of(lead.db(), person))
      if (one.subject == subject) return one;
    return {};
  }
  ConsentDraft spoken(std::vector<ConsentSubject> subjects) {
    ConsentDraft draft;
    draft.person = person;
    draft.subjects = std::move(subjects);
    draft.kind = ConsentKind::spoken;
    draft.witness = "李占魁";
    return draft;
  }
  std::string cell(store::Replica& replica, const char* field) {
    auto read = replica.db().prepare(std::string("SELECT ") + field + " FROM person WHERE id=?1");
    std::string out = "(no row)";
    people::each_row(read->bind(1, people::bits(person)), [&](const store::Statement& row) { out = row.is_null(0) ? "(null)" : std::string(row.text(0)); });
    return out;
  }
  ErrorCode write(std::uint16_t field, Value value) {
    FieldEdit edit{field, {std::move(value)}, {}};
    for (const FormField& form : open_form(lead, person))
      if (form.field == field) edit.shown = form.shown;
    const auto saved = edit_elder(lead, person, {edit});
    return saved ? ErrorCode::none : saved.error().code;
  }
};

BOOST_FIXTURE_TEST_SUITE(consent, Village)

BOOST_AUTO_TEST_CASE(what_was_said_at_the_registration_counts_and_the_rest_is_asked_for) {
  BOOST_TEST((line(ConsentSubject::registration).state == ConsentState::given));
  BOOST_TEST((line(ConsentSubject::notice).state == ConsentState::never_asked));
  BOOST_REQUIRE(give_consent(lead, spoken({ConsentSubject::notice, ConsentSubject::health})).ok());
  const ConsentLine notice = line(ConsentSubject::notice);
  BOOST_TEST((notice.state == ConsentState::given));
  BOOST_TEST((notice.kind == ConsentKind::spoken));
  BOOST_TEST(notice.witness == "李占魁");
  BOOST_TEST((*notice.on == lead.today()));
  BOOST_TEST((line(ConsentSubject::health).state == ConsentState::given));
  BOOST_TEST((line(ConsentSubject::photos).state == ConsentState::never_asked));
}

BOOST_AUTO_TEST_CASE(taken_back_on_one_tablet_it_is_taken_back_on_all_and_may_be_given_again) {
  BOOST_REQUIRE(give_consent(lead, spoken({ConsentSubject::notice})).ok());
  for (int i = 0; i < 12; ++i) BOOST_REQUIRE(give_consent(lead, spoken({ConsentSubject::notice})).ok());   // asked again and again: all of it is taken back
  BOOST_REQUIRE(take_back_consent(lead, spoken({ConsentSubject::notice, ConsentSubject::registration})).ok());
  for (const ConsentSubject subject : {ConsentSubject::notice, ConsentSubject::registration}) BOOST_TEST((line(subject).state == ConsentState::taken_back));
  test::carry(*tablet.device, *other.device, {lead.authority_scope(), lead.work_scope(test::village)});
  BOOST_TEST(took_back(other.device->replica->db(), person, ConsentSubject::notice));
  BOOST_TEST((take_back_consent(lead, spoken({ConsentSubject::notice})).error().code == ErrorCode::not_found));
  BOOST_REQUIRE(give_consent(lead, spoken({ConsentSubject::notice})).ok());
  BOOST_TEST((line(ConsentSubject::notice).state == ConsentState::given));
}

BOOST_AUTO_TEST_CASE(what_cannot_be_shown_later_is_no_consent) {
  ConsentDraft draft = spoken({ConsentSubject::notice});
  draft.witness.clear();
  const auto code = [&](const ConsentDraft& d) { const auto done = give_consent(lead, d); return done ? ErrorCode::none : done.error().code; };
  BOOST_TEST((code(draft) == ErrorCode::required));
  draft.kind = ConsentKind::family;
  BOOST_TEST((code(draft) == ErrorCode::required));
  draft.kind = ConsentKind::none;
  BOOST_TEST((code(draft) == ErrorCode::required));
  draft = spoken({});
  BOOST_TEST((code(draft) == ErrorCode::required));
  draft = spoken({ConsentSubject::notice});
  draft.on = Date{lead.today().days + 1};
  BOOST_TEST((code(draft) == ErrorCode::date_in_future));
  draft.on = {};
  draft.person = EntityId{4711};
  BOOST_TEST((code(draft) == ErrorCode::not_found));
}

BOOST_AUTO_TEST_CASE(what_was_signed_is_part_of_every_record_and_reaches_the_other_tablet) {
  ConsentDraft draft = spoken({consent_subjects.begin(), consent_subjects.end()});
  draft.kind = ConsentKind::signature;
  draft.witness.clear();
  draft.mark.assign(limits::mark_bytes_max, '\1');
  draft.mark[1] = '\0';   // bytes, not text
  BOOST_REQUIRE(give_consent(lead, draft).ok());
  test::carry(*tablet.device, *other.device, {lead.authority_scope(), lead.work_scope(test::village)});
  for (const ConsentLine& one : consents_of(other.device->replica->db(), person)) {
    BOOST_TEST(one.mark == draft.mark);
    BOOST_TEST((one.kind == ConsentKind::signature));
  }
  draft.mark += '\1';
  const auto longer = give_consent(lead, draft);
  BOOST_REQUIRE(!longer.ok());
  BOOST_TEST(longer.error().where == "consent.mark");
}

BOOST_AUTO_TEST_CASE(nothing_more_of_their_health_is_written_against_their_word) {
  BOOST_TEST((write(model::person::medicine, Value::of("降压药")) == ErrorCode::none));
  BOOST_REQUIRE(give_consent(lead, spoken({ConsentSubject::health})).ok());
  BOOST_REQUIRE(take_back_consent(lead, spoken({ConsentSubject::health})).ok());
  BOOST_TEST((write(model::person::medicine, Value::of("降糖药")) == ErrorCode::consent_taken_back));
  BOOST_TEST((write(model::person::medicine, Value::null()) == ErrorCode::none));
  BOOST_TEST((write(model::person::phone, Value::of("13909315622")) == ErrorCode::none));
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_FIXTURE_TEST_SUITE(erasure, Village)

BOOST_AUTO_TEST_CASE(their_health_goes_and_the_rest_stays) {
  const Erasure health{person, ErasureReach::health, ErasureReason::asked};
  BOOST_TEST((write(model::person::allergy, Value::of("青霉素、磺胺")) == ErrorCode::none));
  care::VisitDraft visit;
  visit.elder = person;
  visit.note = "头晕两天";
  BOOST_REQUIRE(care::record_all_well(lead, visit).ok());
  const auto count = count_erasure(lead, health);
  BOOST_REQUIRE(count.ok());
  BOOST_TEST(*count >= 3u);   // two allergies, one note, and how the person seemed
  const auto gone = erase_values(lead, health);
  BOOST_REQUIRE(gone.ok());
  BOOST_TEST(*gone == *count);
  BOOST_TEST(cell(lead.replica(), "allergy") == "(null)");
  BOOST_TEST(cell(lead.replica(), "name") == "马玉莲");
  BOOST_TEST(cell(lead.replica(), "phone") == "13909315621");
  BOOST_TEST(count_erasure(lead, health).value() == 0u);
}

BOOST_AUTO_TEST_CASE(all_of_it_goes_everywhere_and_the_chain_still_fits) {
  care::VisitDraft visit;
  visit.elder = person;
  visit.note = "头晕两天";
  BOOST_REQUIRE(care::record_all_well(lead, visit).ok());
  BOOST_TEST((write(model::person::phone, Value::of("13909315699")) == ErrorCode::none));
  const std::vector<ScopeId> scopes{lead.authority_scope(), lead.work_scope(test::village)};
  test::carry(*tablet.device, *other.device, scopes);
  BOOST_TEST(cell(*other.device->replica, "phone") == "13909315699");
  const Hash before = lead.replica().log_digest(scopes[1]);
  BOOST_REQUIRE(lead.replica().put_fact("draft/0123456789abcdef/voice/visit/" + to_string(person), view("half a sentence")).ok());
  const auto gone = erase_values(lead, {person, ErasureReach::all, ErasureReason::asked});
  BOOST_REQUIRE(gone.ok());
  BOOST_TEST(*gone > 5u);
  BOOST_TEST(lead.replica().fact("draft/0123456789abcdef/voice/visit/" + to_string(person)).value_or(Bytes{}).empty());
  test::carry(*tablet.device, *other.device, scopes);
  for (store::Replica* replica : {&lead.replica(), other.device->replica.get()}) {
    BOOST_TEST(cell(*replica, "name") == "(no row)");
    BOOST_TEST(people::person_name(replica->db(), person).empty());
    std::string note = "(no row)";
    people::each_row(replica->db().cached("SELECT note, visitor FROM visit"), [&](const store::Statement& row) {
      note = row.is_null(0) ? "(null)" : std::string(row.text(0));
      BOOST_TEST(!row.is_null(1));   // who went there, and when, others rest on
    });
    BOOST_TEST(note == "(null)");
    BOOST_TEST((replica->table_digest(scopes[1]) == lead.replica().table_digest(scopes[1])));
  }
  BOOST_TEST((lead.replica().log_digest(scopes[1]) != before));   // the tombstone is a record
  BOOST_TEST((lead.replica().log_digest(scopes[1]) == other.device->replica->log_digest(scopes[1])));
}

// What somebody began to write about them on another tablet goes there too; about who was only taken back it waits.
BOOST_AUTO_TEST_CASE(drafts_about_the_erased_go_on_every_tablet) {
  const auto second = register_elder(lead, test::elder_draft("祁生福"));
  BOOST_REQUIRE(second.ok());
  const EntityId neighbour = second->saved.entity, stranger{4711};
  const std::vector<ScopeId> scopes{lead.authority_scope(), lead.work_scope(test::village)};
  test::carry(*tablet.device, *other.device, scopes);
  store::Replica& there = *other.device->replica;
  const auto draft = [&](EntityId of) { return "draft/0123456789abcdef/visit/" + to_string(of); };
  for (const EntityId of : {person, neighbour, stranger}) BOOST_REQUIRE(there.put_fact(draft(of), view("half a sentence")).ok());
  BOOST_REQUIRE(there.put_fact("draft/register", view("a new one")).ok());
  BOOST_REQUIRE(erase_values(lead, {person, ErasureReach::all, ErasureReason::asked, {}}).ok());
  BOOST_REQUIRE(take_back_registration(lead, neighbour).ok());
  test::carry(*tablet.device, *other.device, scopes);
  BOOST_REQUIRE(forget_drafts_of_erased(there).ok());
  const auto kept = [&](const std::string& key) { return !there.fact(key).value_or(Bytes{}).empty(); };
  BOOST_TEST(!kept(draft(person)));
  BOOST_TEST(kept(draft(neighbour)));
  BOOST_TEST(kept(draft(stranger)));
  BOOST_TEST(kept("draft/register"));
}

// 刚定好的 keeps values beside the log.
BOOST_AUTO_TEST_CASE(a_conflict_settled_on_another_tablet_is_forgotten_with_them) {
  const std::vector<ScopeId> scopes{lead.authority_scope(), lead.work_scope(test::village)};
  test::carry(*tablet.device, *other.device, scopes);
  store::Replica& there = *other.device->replica;
  const auto heads = there.field_heads(person, model::person::phone);
  BOOST_REQUIRE(heads.size() == 1u);
  SettledEntry entry;
  entry.scope = scopes[1];
  entry.entity = person;
  entry.type = static_cast<std::uint8_t>(model::EntityType::person);
  entry.field = model::person::phone;
  entry.chosen = heads[0].value;
  entry.sides = {{heads[0].dot, heads[0].value, heads[0].actor, heads[0].device, 0}};
  BOOST_REQUIRE(note_settled(there, entry).ok());
  BOOST_TEST(read_settled(there).size() == 1u);
  BOOST_REQUIRE(erase_values(lead, {person, ErasureReach::all, ErasureReason::asked}).ok());
  test::carry(*tablet.device, *other.device, scopes);
  BOOST_TEST(read_settled(there).empty());
}

BOOST_AUTO_TEST_CASE(whom_others_owe_hours_is_not_erased_whole) {
  const EntityId helper = lead.person();
  BOOST_TEST((erase_values(lead, {helper, ErasureReach::all, ErasureReason::asked}).error().code == ErrorCode::person_in_use));
  BOOST_TEST(erase_values(lead, {helper, ErasureReach::health, ErasureReason::asked}).ok());
  BOOST_TEST((erase_values(lead, {person, ErasureReach::all, ErasureReason::none}).error().code == ErrorCode::required));
  BOOST_TEST((erase_values(lead, {EntityId{4711}, ErasureReach::all, ErasureReason::asked}).error().code == ErrorCode::not_found));
}

BOOST_AUTO_TEST_CASE(a_volunteer_erases_nobody) {
  const crypto::SigningKey key = crypto::SigningKey::generate(tablet.device->random);
  people::NewPerson newcomer;
  newcomer.name = "赵大爷";
  newcomer.actor_key = key.public_key();
  const auto added = people::add_person(lead, newcomer);
  BOOST_REQUIRE(added.ok());
  auto volunteer = tablet.device->session(added->profile, key);
  BOOST_TEST((erase_values(volunteer, {person, ErasureReach::all, ErasureReason::asked}).error().code == ErrorCode::not_allowed));
  ConsentDraft draft = spoken({ConsentSubject::notice});
  BOOST_TEST(give_consent(volunteer, draft).ok());
  BOOST_TEST(cell(lead.replica(), "name") == "马玉莲");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace huzhu::registry
