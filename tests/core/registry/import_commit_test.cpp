// The import to its end: a county of real places, a clerk of the county, a list of hundreds, and what stands in the tables.
#include <boost/test/unit_test.hpp>

#include "tests/core/people/world.h"
#include "core/registry/import.h"
#include "core/registry/roster_cli.h"

namespace huzhu::test {
namespace {

using registry::ImportPlan;
using registry::RowOutcome;

// 620111 with all its places, and a county admin on a computer of the county.
struct CountyOffice {
  CountyOffice() : random(11), root(clock, 3), computer(clock, 4), hub_key(crypto::SigningKey::generate(random)), clerk(crypto::SigningKey::generate(random)) {
    crypto::init();
    clock.set(2026, 11, 22);
    const auto list = *registry::find_county(620111, [](const std::string&) { return std::optional<std::string>(); });
    std::vector<people::AreaName> areas = {{list.self.code, list.self.name}};
    for (const registry::Area& area : list.townships) areas.push_back({area.code, area.name});
    for (const registry::Area& area : list.villages) areas.push_back({area.code, area.name});
    BOOST_REQUIRE(people::found_county(*root.replica, root.key, hub_key.public_key(), areas, clock, random).ok());
    BOOST_REQUIRE(people::enrol_device(*root.replica, {computer.key.public_key(), "", people::DeviceKind::computer, 620111}, clock, random).ok());
    const auto grant = people::grant_for(*root.replica, computer.key.public_key(), clock, 16 << 20);
    BOOST_REQUIRE(grant.ok());
    BOOST_REQUIRE(people::accept_grant(*computer.replica, *grant, computer.key, computer.random).ok());
    const auto added = people::first_profile(*computer.replica, {"陈桂香", "", clerk.public_key(), {}}, clock, random);
    BOOST_REQUIRE(added.ok());
    profile = added->profile;
  }

  people::Session session() { return computer.session(profile, clerk); }

  FakeClock clock;
  FakeRandom random;
  Device root, computer;
  crypto::SigningKey hub_key, clerk;
  EntityId profile;
};

std::string roster(std::size_t elders, double dirt = 0) {
  registry::RosterCommand command;
  command.elders = elders;
  command.dirt = dirt;
  command.as_of = *Date::from_civil(2026, 11, 22);
  return registry::make_roster_file(command, [](const std::string&) { return std::optional<std::string>(); })->bytes;
}

ImportPlan import(people::Session& session, std::string_view bytes) {
  auto context = registry::import_context(session, registry::gb18030_to_utf8);
  auto plan = registry::plan_import(bytes, context);
  BOOST_REQUIRE(plan.ok());
  const Status done = registry::commit_import(session, *plan);
  BOOST_REQUIRE_MESSAGE(done.ok(), (done.ok() ? std::string() : registry::file_sentence(done.error())));
  return std::move(*plan);
}

std::int64_t count(people::Session& session, const char* sql) {
  auto statement = session.db().prepare(sql);
  BOOST_REQUIRE(statement.ok());
  BOOST_REQUIRE(statement->step().ok());
  return statement->integer(0);
}
constexpr const char* elders_of_register = "SELECT count(*) FROM person WHERE resident_id IS NOT NULL";

BOOST_AUTO_TEST_SUITE(import_commit)

BOOST_AUTO_TEST_CASE(a_list_becomes_a_register_and_a_second_time_adds_nobody) {
  CountyOffice office;
  auto session = office.session();
  const std::string list = roster(600);
  const auto first = import(session, list).counts();
  BOOST_TEST(first.taken == 600u);
  BOOST_TEST(first.written == 600u);
  BOOST_TEST(count(session, elders_of_register) == 600);
  const auto digest_before = session.replica().log_digest(session.work_scope(620111104206));

  const ImportPlan again = import(session, list);
  BOOST_TEST(again.counts().known == 600u);
  BOOST_TEST(again.counts().written == 0u);
  BOOST_TEST(count(session, elders_of_register) == 600);
  BOOST_TEST((session.replica().log_digest(session.work_scope(620111104206)) == digest_before));
  BOOST_TEST(session.replica().conflict_count() == 0u);
}

BOOST_AUTO_TEST_CASE(what_is_written_is_what_the_list_says) {
  CountyOffice office;
  auto session = office.session();
  import(session,
         "姓名,身份证号,村,村民小组,住址,居住情况,人员类别,自理能力,联系电话,过敏史,户号,备注\n"
         "马玉莲,999999194706030241,红古村,三社,村小学后面,一个人住,空巢、低保,半失能,15412345678,青霉素,104206-0001,爱唱秦腔\n");
  auto row = session.db().prepare("SELECT name, resident_id, area, group_name, address, living, care_level, phone, household, note, sex, registered_on, id FROM person WHERE resident_id='999999194706030241'");
  BOOST_REQUIRE(row->step().value());
  BOOST_TEST(row->text(0) == "马玉莲");
  BOOST_TEST(row->integer(2) == 620111104206);
  BOOST_TEST(row->text(3) == "三社");
  BOOST_TEST(row->text(4) == "村小学后面");
  BOOST_TEST(row->integer(5) == 1);
  BOOST_TEST(row->integer(6) == 2);
  BOOST_TEST(row->text(7) == "15412345678");
  BOOST_TEST(row->text(8) == "104206-0001");
  BOOST_TEST(row->text(9) == "爱唱秦腔");
  BOOST_TEST(row->integer(10) == 2);
  BOOST_TEST(row->integer(11) == session.today().days);
  BOOST_TEST(count(session, "SELECT count(*) FROM entity_set WHERE field=10 AND value IN (1,3)") == 2);  // 空巢, 低保
}

BOOST_AUTO_TEST_CASE(a_dirty_list_is_written_as_its_report_says) {
  CountyOffice office;
  auto session = office.session();
  const ImportPlan plan = import(session, roster(400, 0.3));
  const auto sum = plan.counts();
  BOOST_TEST(sum.rows == 400u);
  BOOST_TEST(sum.taken + sum.corrected + sum.doubted + sum.refused + sum.known + sum.skipped == 400u);
  BOOST_TEST(sum.corrected > 20u);
  BOOST_TEST(sum.refused > 5u);
  BOOST_TEST(sum.written == sum.to_write);
  BOOST_TEST(count(session, "SELECT count(*) FROM person WHERE registered_on IS NOT NULL") == static_cast<std::int64_t>(sum.written));
  for (const auto& row : plan.rows) BOOST_TEST((row.outcome != RowOutcome::refused || !row.written));
  // The same list once more: whoever was written is not written again.
  const auto again = import(session, roster(400, 0.3)).counts();
  BOOST_TEST(again.written == 0u);
  BOOST_TEST(count(session, "SELECT count(*) FROM person WHERE registered_on IS NOT NULL") == static_cast<std::int64_t>(sum.written));
}

BOOST_AUTO_TEST_CASE(a_full_disk_leaves_whole_rows_and_a_second_try_the_rest) {
  CountyOffice office;
  auto session = office.session();
  const std::string list = roster(300);
  int commits = 0;
  session.replica().before_commit_for_test = [&commits]() -> Status {
    if (++commits > 5) return Error{ErrorCode::storage_full, "test", ""};
    return Done{};
  };
  const ImportPlan cut = import(session, list);
  const auto sum = cut.counts();
  BOOST_TEST(sum.written > 0u);
  BOOST_TEST(sum.written < 300u);
  BOOST_TEST(sum.refused == 300u - sum.written);
  BOOST_TEST(count(session, elders_of_register) == static_cast<std::int64_t>(sum.written));
  BOOST_TEST(registry::report_csv(cut).find("这台机器满了") != std::string::npos);
  session.replica().before_commit_for_test = nullptr;
  const auto rest = import(session, list).counts();
  BOOST_TEST(rest.written == 300u - sum.written);
  BOOST_TEST(count(session, elders_of_register) == 300);
}

BOOST_AUTO_TEST_CASE(people_without_a_role_write_nothing) {
  CountyOffice office;
  auto stranger = office.computer.session(EntityId{12345}, office.clerk);
  auto context = registry::import_context(stranger, registry::gb18030_to_utf8);
  auto plan = registry::plan_import(roster(5), context);
  BOOST_REQUIRE(plan.ok());
  const Status done = registry::commit_import(stranger, *plan);
  BOOST_REQUIRE(!done.ok());
  BOOST_TEST((done.error().code == ErrorCode::not_allowed));
  BOOST_TEST(plan->counts().written == 0u);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace huzhu::test
