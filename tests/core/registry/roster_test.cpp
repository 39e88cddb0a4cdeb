#include "core/registry/roster.h"

#include <chrono>

#include <boost/test/unit_test.hpp>

#include "core/care/visits.h"
#include "core/registry/edit_elder.h"
#include "core/registry/resident_id.h"
#include "core/registry/roster_csv.h"
#include "tests/core/people/world.h"

namespace huzhu::registry {
namespace {

using test::elder_draft;
using test::World;

struct Village : World {
  World::Enrolled mine = enrol(test::county, "周育才", 12);
  people::Session session = mine.session();
  ElderIndex index{session};

  EntityId add(ElderDraft draft) {
    const auto done = register_elder(session, draft);
    return done.ok() ? done->saved.entity : EntityId{};
  }
  std::string found(std::string_view text, RosterQuery query = {}) {
    query.text = std::string(text);
    std::string names;
    for (EntityId id : index.find(query).ids) names += (names.empty() ? "" : " ") + index.row(id)->name;
    return names;
  }
};

ElderDraft named(const char* name, int year, std::int64_t living = 3, std::int64_t area = test::village) {
  ElderDraft draft = elder_draft(name, year);
  draft.living = living;
  draft.area = area;
  return draft;
}

BOOST_AUTO_TEST_SUITE(roster)

BOOST_AUTO_TEST_CASE(letters_of_all_names) {
  Village v;
  v.add(named("马玉莲", 1939));
  v.add(named("马𠮷", 1940));
  v.add(named("马玉", 1941));
  BOOST_TEST((v.index.letters() == U"马玉莲𠮷"));
}

BOOST_AUTO_TEST_CASE(any_word_a_person_may_know) {
  Village v;
  ElderDraft ma = named("马玉莲", 1939, 1);
  ma.phone = "13893315621";
  ma.tags = {3};
  ma.care_level = 2;
  ma.resident_id = make_resident_id(unassigned_area6, *Date::from_civil(1939, 3, 8), 204);
  const std::string id_tail = ma.resident_id.substr(14);
  v.add(ma);
  v.add(named("祁生福", 1943));
  v.add(named("白玉兰", 1947, 3, test::other_village));
  for (const char* text : {"马玉莲", "玉莲", "myl", "MYL", "mayu", "mayulian", "yulian", "5621", "1389331", "独居", "低保", "半失能", "红古村 独居", "红古村三社 myl", "高龄 马"})
    BOOST_TEST(v.found(text).find("马玉莲") != std::string::npos, text);
  BOOST_TEST(v.found(id_tail) == "马玉莲");
  BOOST_TEST(v.found("米家台") == "白玉兰");
  BOOST_TEST(v.found("玉") == "马玉莲 白玉兰");
  BOOST_TEST(v.found("yu") == "马玉莲 白玉兰");
  BOOST_TEST(v.found("独居 祁") == "");
  BOOST_TEST(v.found("zzz") == "");
  BOOST_TEST(v.found("  ").size() == v.found("").size());
  BOOST_TEST(v.found("　马　") == "马玉莲");
}

BOOST_AUTO_TEST_CASE(filters_join_by_and) {
  Village v;
  ElderDraft poor = named("马玉莲", 1939, 1);
  poor.tags = {3, 8};
  v.add(poor);
  ElderDraft other = named("祁生福", 1950);
  other.tags = {3};
  v.add(other);
  RosterQuery tags;
  tags.tags = {3, 8};
  BOOST_TEST(v.found("", tags) == "马玉莲");
  RosterQuery age;
  age.age_min = 80;
  BOOST_TEST(v.found("", age) == "马玉莲");
  RosterQuery place;
  place.villages = {test::other_village};
  BOOST_TEST(v.found("", place) == "");
  place.villages = {test::township};
  BOOST_TEST(v.index.find(place).ids.size() == 2u);
  BOOST_TEST(v.index.find(place).total == 2u);
  RosterQuery alone;
  alone.living = 1;
  BOOST_TEST(v.found("", alone) == "马玉莲");
}

BOOST_AUTO_TEST_CASE(due_comes_first_and_a_visit_moves_it_at_once) {
  Village v;
  const EntityId ma = v.add(named("马玉莲", 1939, 1));
  v.add(named("安淑琴", 1955));
  BOOST_TEST(v.found("") == "马玉莲 安淑琴");
  v.clock.pass_minutes(9 * 24 * 60);
  RosterQuery due;
  due.due_only = true;
  BOOST_TEST(v.found("", due) == "马玉莲");
  auto row = v.index.row(ma);
  BOOST_REQUIRE((row && row->due));
  BOOST_TEST(row->due->days_late == 2);
  BOOST_TEST(!row->last_visit);
  BOOST_REQUIRE(care::record_all_well(v.session, {.elder = ma}).ok());
  BOOST_TEST(v.found("", due) == "");
  row = v.index.row(ma);
  BOOST_TEST((row->last_visit == v.session.today()));
  RosterQuery by_name;
  by_name.sort = RosterQuery::Sort::name;
  BOOST_TEST(v.found("", by_name) == "安淑琴 马玉莲");
}

BOOST_AUTO_TEST_CASE(a_visit_taken_back_gives_the_one_before_its_place) {
  Village v;
  const EntityId ma = v.add(named("马玉莲", 1939, 1));
  BOOST_REQUIRE(care::record_all_well(v.session, {.elder = ma}).ok());
  const Date first = v.session.today();
  v.clock.pass_minutes(3 * 24 * 60);
  const auto second = care::record_all_well(v.session, {.elder = ma});
  BOOST_REQUIRE(second.ok());
  BOOST_TEST((v.index.row(ma)->last_visit == v.session.today()));
  BOOST_REQUIRE(care::take_back_visit(v.session, second->entity).ok());
  BOOST_TEST((v.index.row(ma)->last_visit == first));
}

BOOST_AUTO_TEST_CASE(who_died_or_moved_away_is_found_only_when_asked_for) {
  Village v;
  const EntityId ma = v.add(named("马玉莲", 1939));
  BOOST_REQUIRE(edit_elder(v.session, ma, {{model::person::ended_kind, {Value::of(std::int64_t{1})}, {}}}).ok());
  BOOST_TEST(v.found("马") == "");
  RosterQuery all;
  all.ended = true;
  BOOST_TEST(v.found("马", all) == "马玉莲");
  BOOST_TEST(v.index.row(ma)->ended_kind == 1);
  v.add(named("马兰", 1941));
  BOOST_TEST(v.found("马", all) == "马玉莲");
  BOOST_TEST(v.found("马") == "马兰");
  BOOST_TEST(v.index.size() == 1u);
}

BOOST_AUTO_TEST_CASE(helpers_are_not_on_the_roster) {
  Village v;
  BOOST_REQUIRE(people::ensure_person(v.session).ok());
  BOOST_TEST(v.index.size() == 0u);
}

BOOST_AUTO_TEST_CASE(a_renamed_elder_is_found_by_the_new_name_only) {
  Village v;
  const EntityId ma = v.add(named("马玉莲", 1939));
  BOOST_TEST(v.found("mayu") == "马玉莲");
  const auto form = open_form(v.session, ma);
  BOOST_REQUIRE(edit_elder(v.session, ma, {{model::person::name, {Value::of("麻秀英")}, form.front().shown}}).ok());
  BOOST_TEST(v.found("mayu") == "");
  BOOST_TEST(v.found("mxy") == "麻秀英");
}

BOOST_AUTO_TEST_CASE(rebuilding_gives_the_same_roster) {
  Village v;
  const EntityId ma = v.add(named("马玉莲", 1939, 1));
  v.add(named("祁生福", 1943));
  BOOST_REQUIRE(care::record_all_well(v.session, {.elder = ma}).ok());
  const std::string before = v.found("");
  BOOST_REQUIRE(v.session.replica().rebuild().ok());
  BOOST_TEST(v.found("") == before);
  BOOST_TEST((v.index.row(ma)->last_visit == v.session.today()));
  ElderIndex fresh(v.session);
  BOOST_TEST(fresh.size() == 2u);
}

BOOST_AUTO_TEST_CASE(whom_a_rebuild_does_not_bring_back_is_gone) {
  Village v;
  const EntityId ma = v.add(named("马玉莲", 1939));
  BOOST_TEST(v.found("") == "马玉莲");
  // As before everything is applied again; this time nothing is.
  BOOST_REQUIRE(roster_table().clear(v.session.db()).ok());
  BOOST_TEST(v.found("") == "");
  BOOST_TEST(!v.index.row(ma));
  BOOST_TEST(v.index.size() == 0u);
}

BOOST_AUTO_TEST_CASE(chips_count_what_occurs) {
  Village v;
  ElderDraft draft = named("马玉莲", 1939, 1);
  draft.tags = {3};
  v.add(draft);
  v.add(named("祁生福", 1960, 3, test::other_village));
  const RosterChips chips = roster_chips(v.index);
  BOOST_REQUIRE(chips.tags.size() == 1u);
  BOOST_TEST(chips.tags.front().label == "低保");
  BOOST_TEST(chips.villages.size() == 2u);
  BOOST_TEST(chips.alone == 1u);
  BOOST_TEST(chips.age_80 == 1u);
}

BOOST_AUTO_TEST_CASE(set_values_fit_the_bits_of_the_roster) {
  for (std::uint16_t id : {model::person::tags, model::person::roles})
    for (const model::Choice& choice : model::find(*model::find(model::EntityType::person), id)->choices)
      BOOST_TEST((choice.value > 0 && choice.value < 64));
}

BOOST_AUTO_TEST_CASE(two_thousand_elders_are_searched_as_one_types) {
  Village v;
  const char* surnames[] = {"马", "祁", "白", "俞", "蔡", "达", "许", "郭", "孔", "保"};
  const char* given[] = {"玉莲", "生福", "玉兰", "学礼", "玉梅", "正海", "凤英", "发祥", "庆余", "银兰"};
  const ScopeId scope = v.session.work_scope(test::village);
  std::vector<std::vector<log::Operation>> acts;
  for (int i = 0; i < 2000; ++i) {
    ElderDraft draft = named("甲", 1935 + i % 30);
    draft.name = std::string(surnames[i % 10]) + given[i / 10 % 10];
    auto ops = decide_register(v.session, draft, v.session.new_entity());
    BOOST_REQUIRE(ops.ok());
    acts.push_back(std::move(ops).value());
  }
  BOOST_REQUIRE(v.session.replica().commit_batch(scope, std::move(acts), {v.session.profile(), nullptr}).ok());
  BOOST_TEST(v.index.size() == 2000u);
  const auto start = std::chrono::steady_clock::now();
  std::size_t hits = 0;
  for (const char* text : {"m", "my", "myl", "玉", "玉莲", "红古村 玉", "三社 马", "5", "zz"}) {
    RosterQuery query;
    query.text = text;
    hits += v.index.find(query).ids.size();
  }
  const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start).count();
  BOOST_TEST(hits > 0u);
  BOOST_TEST(ms < 9 * 50, "nine searches took " << ms << " ms");
}

BOOST_AUTO_TEST_CASE(a_list_as_a_table_holds_what_is_open_and_is_no_formula) {
  Village v;
  ElderDraft ma = named("马玉莲", 1939);
  ma.phone = "13893315621";
  ma.tags = {3};
  v.add(ma);
  v.add(named("王秀英", 1944));
  RosterQuery query;
  query.sort = RosterQuery::Sort::name;
  const std::string table = roster_csv(v.index, v.index.find(query));
  BOOST_TEST(table.starts_with("\xEF\xBB\xBF姓名,性别,年龄,哪个村,该看,为什么不再看\r\n"), table);
  BOOST_TEST(table.find("马玉莲,女,87,红古村,2027-02-18,") != std::string::npos, table);
  BOOST_TEST(table.find("王秀英") != std::string::npos);
  for (const char* withheld : {"13893315621", "5621", "三社", "低保", "1939"}) BOOST_TEST(table.find(withheld) == std::string::npos, withheld);
  // Whoever opens it opens a list, not a program.
  const EntityId elder = v.index.find(query).ids.front();
  BOOST_REQUIRE(v.session.commit(v.session.work_scope(test::village), [&] {
    log::Operation op;
    op.entity = elder;
    op.type = model::EntityType::person;
    op.field = model::person::name;
    op.value = Value::of("=1+1");
    return std::vector{op};
  }()).ok());
  BOOST_TEST(roster_csv(v.index, v.index.find(query)).find("\n=1+1") == std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace huzhu::registry
