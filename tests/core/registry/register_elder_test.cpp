#include "core/registry/register_elder.h"

#include <boost/test/unit_test.hpp>

#include "core/registry/elder_file.h"
#include "core/registry/edit_elder.h"
#include "core/registry/resident_id.h"
#include "core/registry/roster.h"
#include "tests/core/people/world.h"

namespace huzhu::registry {
namespace {

using test::elder_draft;
using test::World;

struct Tablet : World {
  World::Enrolled mine = enrol(test::village, "陈桂香", 11);
  people::Session session = mine.session();
};

bool blames(const std::vector<Error>& faults, ErrorCode code, std::string_view where) {
  return std::any_of(faults.begin(), faults.end(), [&](const Error& e) { return e.code == code && e.where == where; });
}

BOOST_AUTO_TEST_SUITE(register_elder_command)

BOOST_AUTO_TEST_CASE(a_registered_elder_has_a_file) {
  Tablet t;
  ElderDraft draft = elder_draft("马玉莲", 1939, 6, 3);
  draft.tags = {3};
  draft.care_level = 2;
  draft.phone = "138 9331 5621";
  draft.address = "东头平房";
  draft.allergy = "青霉素过敏";
  draft.contact_name = "马建国";
  draft.contact_relation = 1;
  draft.contact_phone = "13993310000";
  const auto done = register_elder(t.session, draft);
  BOOST_REQUIRE(done.ok());
  BOOST_TEST(done->duplicates.empty());
  const auto file = elder_file(t.session, done->saved.entity);
  BOOST_REQUIRE(file.ok());
  BOOST_TEST(file->name == "马玉莲");
  BOOST_TEST(file->age == 87);
  BOOST_TEST(file->zodiac == "兔");
  BOOST_TEST(file->phone == "13893315621");
  BOOST_TEST(file->village == "红古村");
  BOOST_TEST(file->township == "红古镇");
  BOOST_TEST((file->tags == std::vector<std::string>{"独居", "低保", "半失能", "高龄"}));
  BOOST_REQUIRE(file->safety.size() == 2u);
  BOOST_TEST(file->safety[0].values.front() == "青霉素过敏");
  BOOST_TEST(file->safety[1].values.front() == "儿子 马建国");
  BOOST_TEST(file->safety[1].phone == "13993310000");
  BOOST_TEST((file->registered_on == t.session.today()));
  BOOST_TEST((file->state == people::RecordState::on_tablet));
  BOOST_REQUIRE(file->duties.size() == 1u);
  BOOST_TEST(file->duties[0].every_days == 7);
}

BOOST_AUTO_TEST_CASE(the_id_fills_birth_date_and_sex) {
  Tablet t;
  ElderDraft draft = elder_draft("白玉兰");
  draft.birth_date.reset();
  draft.sex.reset();
  draft.resident_id = make_resident_id(unassigned_area6, *Date::from_civil(1947, 6, 3), 204);
  const auto id = read_id(draft.resident_id, t.session.today());
  BOOST_REQUIRE(id.ok());
  BOOST_TEST(id->age == 79);
  BOOST_TEST(id->sex == 2);
  const auto done = register_elder(t.session, draft);
  BOOST_REQUIRE(done.ok());
  const auto file = elder_file(t.session, done->saved.entity);
  BOOST_TEST((file->birth_date == Date::from_civil(1947, 6, 3)));
  BOOST_TEST(file->sex == 2);
  BOOST_TEST(masked_id(file->resident_id).find("••••") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(every_fault_is_told_with_its_field) {
  Tablet t;
  ElderDraft draft;
  draft.resident_id = "110105194912310021";
  draft.phone = "12";
  draft.area = 620111999999;
  draft.living = 99;
  draft.tags = {77};
  const auto faults = check(t.session, draft);
  BOOST_TEST(blames(faults, ErrorCode::bad_id_checksum, "person.resident_id"));
  BOOST_TEST(blames(faults, ErrorCode::required, "person.name"));
  BOOST_TEST(blames(faults, ErrorCode::bad_phone, "person.phone"));
  BOOST_TEST(blames(faults, ErrorCode::unknown_area, "person.area"));
  BOOST_TEST(blames(faults, ErrorCode::bad_choice, "person.living"));
  BOOST_TEST(blames(faults, ErrorCode::bad_choice, "person.tags"));
  BOOST_TEST(blames(faults, ErrorCode::required, "person.consent_kind"));
  BOOST_TEST(!register_elder(t.session, draft).ok());
  BOOST_TEST(blames(check(t.session, ElderDraft{}), ErrorCode::required, "person.birth_date"));
  draft = elder_draft("甲");
  draft.resident_id = make_resident_id(unassigned_area6, *Date::from_civil(1899, 12, 31), 1);
  BOOST_TEST(blames(check(t.session, draft), ErrorCode::date_too_early, "person.resident_id") ==
             true);
}

BOOST_AUTO_TEST_CASE(another_village_is_not_held_here) {
  Tablet t;
  ElderDraft draft = elder_draft("马玉莲");
  draft.area = test::other_village;
  BOOST_TEST((register_elder(t.session, draft).error().code == ErrorCode::unknown_area));
}

BOOST_AUTO_TEST_CASE(likely_doubles_are_told_and_never_refused) {
  Tablet t;
  BOOST_REQUIRE(register_elder(t.session, elder_draft("白玉兰", 1947, 6, 3)).ok());
  const auto why = [&](ElderDraft draft) -> std::optional<Likeness> {
    const auto found = find_duplicates(t.session, draft);
    if (found.empty()) return std::nullopt;
    return found.front().why;
  };
  BOOST_TEST((why(elder_draft("白玉兰", 1947, 6, 3)) == Likeness::same_name_month_village));
  BOOST_TEST((why(elder_draft("白玉兰", 1947, 6, 20)) == Likeness::same_name_month_village));
  BOOST_TEST((why(elder_draft("白玉兰", 1947, 7, 3)) == std::nullopt));
  BOOST_TEST((why(elder_draft("白玉栏", 1947, 6, 3)) == Likeness::near_name_birth_date));
  BOOST_TEST((why(elder_draft("马玉兰", 1947, 6, 3)) == Likeness::near_name_birth_date));
  BOOST_TEST((why(elder_draft("马秀英", 1947, 6, 3)) == std::nullopt));
  const auto again = register_elder(t.session, elder_draft("白玉兰", 1947, 6, 3));
  BOOST_REQUIRE(again.ok());
  BOOST_TEST(again->duplicates.size() == 1u);
  BOOST_TEST(again->duplicates.front().village == "红古村");
  // The person being edited is no double of herself.
  const auto others = find_duplicates(t.session, elder_draft("白玉兰", 1947, 6, 3), again->saved.entity);
  BOOST_TEST(others.size() == 1u);
}

BOOST_AUTO_TEST_CASE(the_same_id_is_told_first_and_two_ids_are_two_people) {
  Tablet t;
  ElderDraft one = elder_draft("白玉兰", 1947, 6, 3), two = elder_draft("白玉兰", 1947, 6, 3);
  one.resident_id = make_resident_id(unassigned_area6, *Date::from_civil(1947, 6, 3), 204);
  two.resident_id = make_resident_id(unassigned_area6, *Date::from_civil(1947, 6, 3), 206);
  BOOST_REQUIRE(register_elder(t.session, one).ok());
  BOOST_TEST(find_duplicates(t.session, two).empty());
  ElderDraft renamed = one;
  renamed.name = "白兰";
  const auto found = find_duplicates(t.session, renamed);
  BOOST_REQUIRE(found.size() == 1u);
  BOOST_TEST((found.front().why == Likeness::same_id));
}

BOOST_AUTO_TEST_CASE(taking_a_registration_back_leaves_no_elder) {
  Tablet t;
  const auto done = register_elder(t.session, elder_draft("马玉莲"));
  BOOST_REQUIRE(done.ok());
  ElderIndex index(t.session);
  BOOST_TEST(index.size() == 1u);
  BOOST_REQUIRE(take_back_registration(t.session, done->saved.entity).ok());
  BOOST_TEST((elder_file(t.session, done->saved.entity).error().code == ErrorCode::not_found));
  BOOST_TEST(index.size() == 0u);
  BOOST_TEST((take_back_registration(t.session, done->saved.entity).error().code == ErrorCode::not_found));
}

BOOST_AUTO_TEST_CASE(edits_write_only_what_differs) {
  Tablet t;
  const auto done = register_elder(t.session, elder_draft("马玉莲"));
  BOOST_REQUIRE(done.ok());
  const EntityId elder = done->saved.entity;
  const auto form = open_form(t.session, elder);
  const auto field = [&](std::uint16_t id) { return *std::find_if(form.begin(), form.end(), [&](const FormField& f) { return f.field == id; }); };
  const FormField name = field(model::person::name), tags = field(model::person::tags), phone = field(model::person::phone);
  BOOST_TEST(name.values.front().data == "马玉莲");
  const auto same = edit_elder(t.session, elder, {{name.field, name.values, name.shown}, {tags.field, tags.values, tags.shown}});
  BOOST_REQUIRE(same.ok());
  BOOST_TEST(same->saved_at_ms == 0);
  const auto edited = edit_elder(t.session, elder,
                                 {{phone.field, {Value::of("0931 6212345")}, phone.shown}, {tags.field, {Value::of(std::int64_t{1}), Value::of(std::int64_t{3})}, tags.shown}});
  BOOST_REQUIRE(edited.ok());
  BOOST_TEST(elder_file(t.session, elder)->phone == "09316212345");
  BOOST_TEST(elder_file(t.session, elder)->tags.size() == 4u);  // 独居 空巢 低保 高龄
  BOOST_REQUIRE(edit_elder(t.session, elder, {{tags.field, {Value::of(std::int64_t{3})}, tags.shown}}).ok());
  BOOST_TEST(elder_file(t.session, elder)->tags.size() == 3u);
  BOOST_TEST((edit_elder(t.session, elder, {{phone.field, {Value::of("12")}, phone.shown}}).error().where == "person.phone"));
  BOOST_TEST((edit_elder(t.session, EntityId{9}, {{phone.field, {Value::of("120")}, {}}}).error().code == ErrorCode::not_found));
}

BOOST_AUTO_TEST_CASE(a_form_opened_earlier_keeps_what_came_meanwhile_as_a_conflict) {
  Tablet t;
  const EntityId elder = register_elder(t.session, elder_draft("马玉莲"))->saved.entity;
  const auto stale = open_form(t.session, elder);
  const auto phone = *std::find_if(stale.begin(), stale.end(), [](const FormField& f) { return f.field == model::person::phone; });
  BOOST_REQUIRE(edit_elder(t.session, elder, {{phone.field, {Value::of("13893315621")}, phone.shown}}).ok());
  BOOST_REQUIRE(edit_elder(t.session, elder, {{phone.field, {Value::of("13893317708")}, phone.shown}}).ok());
  BOOST_TEST(t.session.replica().conflict_count() == 1u);
  const auto file = elder_file(t.session, elder);
  BOOST_REQUIRE(file->conflicts.size() == 1u);
  BOOST_TEST(file->conflicts.front().label == "电话");
  BOOST_TEST((file->state == people::RecordState::conflict));
}

BOOST_AUTO_TEST_CASE(a_volunteer_is_not_shown_who_is_poor) {
  Tablet t;
  auto draft = test::elder_draft("马玉莲");
  draft.tags = {1, 3};   // 空巢 低保
  const EntityId elder = register_elder(t.session, draft)->saved.entity;
  BOOST_REQUIRE(people::ensure_person(t.session).ok());
  const crypto::SigningKey key = crypto::SigningKey::generate(t.random);
  const auto added = people::add_person(t.session, {"魏长顺", "", key.public_key()});
  BOOST_REQUIRE(added.ok());
  auto volunteer = t.mine.device->session(added->profile, key);
  const auto shown = [&](people::Session& session) { return elder_file(session, elder, 0)->tags; };
  const auto has = [](const std::vector<std::string>& tags, const char* word) { return std::find(tags.begin(), tags.end(), word) != tags.end(); };
  BOOST_TEST((has(shown(t.session), "低保") && has(shown(t.session), "空巢")));
  BOOST_TEST((!has(shown(volunteer), "低保") && has(shown(volunteer), "空巢")));
  ElderIndex of_lead(t.session), of_volunteer(volunteer);
  RosterQuery poor;
  poor.text = "低保";
  BOOST_TEST(of_lead.find(poor).ids.size() == 1u);
  BOOST_TEST(of_volunteer.find(poor).ids.empty());
  BOOST_TEST(has(of_lead.row(elder)->tags, "低保"));
  BOOST_TEST(!has(of_volunteer.row(elder)->tags, "低保"));
  // What is owed to her does not depend on who looks.
  BOOST_TEST((of_lead.row(elder)->due.has_value() == of_volunteer.row(elder)->due.has_value()));
  if (of_lead.row(elder)->due) BOOST_TEST((of_lead.row(elder)->due->due == of_volunteer.row(elder)->due->due));
}

BOOST_AUTO_TEST_CASE(a_volunteer_may_correct_a_phone_and_not_a_name) {
  Tablet t;
  const EntityId elder = register_elder(t.session, elder_draft("马玉莲"))->saved.entity;
  BOOST_REQUIRE(people::ensure_person(t.session).ok());
  const crypto::SigningKey key = crypto::SigningKey::generate(t.random);
  const auto added = people::add_person(t.session, {"魏长顺", "", key.public_key()});
  BOOST_REQUIRE(added.ok());
  auto volunteer = t.mine.device->session(added->profile, key);
  BOOST_TEST(edit_elder(volunteer, elder, {{model::person::phone, {Value::of("13893315621")}, {}}}).ok());
  const auto refused = edit_elder(volunteer, elder, {{model::person::name, {Value::of("马玉连")}, {}}});
  BOOST_TEST((refused.error().code == ErrorCode::not_allowed));
  BOOST_TEST(refused.error().where == "person.name");
  BOOST_TEST(register_elder(volunteer, elder_draft("祁生福", 1943)).ok());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace huzhu::registry
