#include "core/timebank/hours.h"

#include <boost/test/unit_test.hpp>

#include "core/base/limits.h"
#include "core/care/visits.h"
#include "core/registry/elder_file.h"
#include "tests/core/people/world.h"

namespace huzhu::timebank {
namespace {

using test::World;

struct Station : World {
  World::Enrolled tablet = enrol(test::village, "陈桂香", 11);
  people::Session session = tablet.session();
  EntityId me = people::ensure_person(session).ok() ? session.person() : EntityId{};

  EntityId add(const char* name) {
    const auto done = registry::register_elder(session, test::elder_draft(name));
    return done.ok() ? done->saved.entity : EntityId{};
  }
  HoursDraft cleaning(EntityId elder, std::int64_t minutes) {
    HoursDraft draft;
    draft.elder = elder;
    draft.service = Service::clean;
    draft.minutes = minutes;
    draft.proof = Proof::mark_on_screen;
    return draft;
  }
};

bool warns(const std::vector<HoursWarning>& warnings, HoursWarning which) { return std::find(warnings.begin(), warnings.end(), which) != warnings.end(); }

BOOST_AUTO_TEST_SUITE(hours)

BOOST_AUTO_TEST_CASE(the_numbers_are_those_of_the_model) {
  const auto key = [](std::uint16_t field, std::int64_t value) {
    const model::Choice* choice = model::find_choice(*model::find(*model::find(model::EntityType::time_entry), field), value);
    return std::string(choice ? choice->key : "");
  };
  const char* services[] = {"", "chat", "cook", "clean", "bath", "clinic", "errand", "walk", "fix", "other"};
  for (std::int64_t n = 1; n <= static_cast<std::int64_t>(Service::other); ++n) BOOST_TEST(key(model::time_entry::service, n) == services[n]);
  BOOST_TEST(key(model::time_entry::proof, static_cast<std::int64_t>(Proof::mark_on_screen)) == "mark_on_screen");
  BOOST_TEST(key(model::time_entry::proof, static_cast<std::int64_t>(Proof::not_yet)) == "not_yet");
}

BOOST_AUTO_TEST_CASE(an_hour_is_kept_in_minutes_and_summed_for_both) {
  Station s;
  const EntityId ma = s.add("马玉莲"), qi = s.add("祁生福");
  BOOST_REQUIRE(record_hours(s.session, s.cleaning(ma, 90)).ok());
  HoursDraft earlier = s.cleaning(qi, 60);
  earlier.happened_on = Date::from_civil(2026, 10, 28);
  BOOST_REQUIRE(record_hours(s.session, earlier).ok());
  const HoursSum mine = sum_of_helper(s.session, s.me);
  BOOST_TEST(mine.minutes == 150);
  BOOST_TEST(mine.minutes_this_month == 90);
  BOOST_TEST(mine.entries == 2u);
  BOOST_TEST(sum_of_elder(s.session, ma).minutes == 90);
  const Passbook book = passbook(s.session, s.me);
  BOOST_TEST(book.helper_name == "陈桂香");
  BOOST_REQUIRE(book.rows.size() == 2u);
  BOOST_TEST(book.rows[0].elder_name == "马玉莲");
  BOOST_TEST(book.rows[0].balance_minutes == 150);
  BOOST_TEST(book.rows[1].balance_minutes == 60);
  const auto file = registry::elder_file(s.session, ma);
  BOOST_TEST(file->minutes_received == 90);
  BOOST_REQUIRE(file->history.size() == 1u);
  BOOST_TEST((file->history[0].kind == registry::Happening::Kind::hours));
  BOOST_TEST(file->history[0].minutes == 90);
  BOOST_TEST((Date::from_ms(file->history[0].happened_at_ms, 480) == s.session.today()));
}

BOOST_AUTO_TEST_CASE(taken_back_counts_no_more) {
  Station s;
  const EntityId ma = s.add("马玉莲");
  const auto done = record_hours(s.session, s.cleaning(ma, 90));
  BOOST_REQUIRE(done.ok());
  BOOST_REQUIRE(take_back_hours(s.session, done->saved.entity).ok());
  BOOST_TEST(sum_of_helper(s.session, s.me).minutes == 0);
  BOOST_TEST((take_back_hours(s.session, done->saved.entity).error().code == ErrorCode::not_found));
}

BOOST_AUTO_TEST_CASE(minutes_and_dates_at_and_past_their_limits) {
  Station s;
  const EntityId ma = s.add("马玉莲");
  BOOST_TEST(record_hours(s.session, s.cleaning(ma, 0)).error().where == "time_entry.minutes");
  BOOST_TEST(record_hours(s.session, s.cleaning(ma, limits::minutes_per_entry_max)).ok());
  BOOST_TEST((record_hours(s.session, s.cleaning(ma, limits::minutes_per_entry_max + 1)).error().code == ErrorCode::bad_number));
  HoursDraft draft = s.cleaning(ma, 60);
  draft.happened_on = Date{s.session.today().days + 1};
  BOOST_TEST((record_hours(s.session, draft).error().code == ErrorCode::date_in_future));
  draft.happened_on = Date::from_civil(1899, 12, 31);
  BOOST_TEST((record_hours(s.session, draft).error().code == ErrorCode::date_too_early));
  draft = s.cleaning(ma, 60);
  draft.service = Service::none;
  BOOST_TEST(record_hours(s.session, draft).error().where == "time_entry.service");
  draft = s.cleaning(s.me, 60);
  BOOST_TEST(record_hours(s.session, draft).error().where == "time_entry.helper");
  BOOST_TEST((record_hours(s.session, s.cleaning(EntityId{5}, 60)).error().code == ErrorCode::not_found));
}

BOOST_AUTO_TEST_CASE(odd_days_are_said_and_never_refused) {
  Station s;
  const EntityId ma = s.add("马玉莲"), qi = s.add("祁生福");
  s.clock.set(2026, 11, 20, 22);
  const auto first = record_hours(s.session, s.cleaning(ma, 8 * 60));
  BOOST_REQUIRE(first.ok());
  BOOST_TEST(first->warnings.empty());  // exactly the cap
  const auto second = record_hours(s.session, s.cleaning(qi, 1));
  BOOST_REQUIRE(second.ok());
  BOOST_TEST(warns(second->warnings, HoursWarning::over_daily_cap));
  BOOST_TEST(!warns(second->warnings, HoursWarning::elders_at_once));
  const auto again = record_hours(s.session, s.cleaning(ma, 8 * 60));
  BOOST_REQUIRE(again.ok());
  BOOST_TEST(warns(again->warnings, HoursWarning::same_again));
}

BOOST_AUTO_TEST_CASE(two_elders_at_once_shows_when_the_day_is_too_short) {
  Station s;
  const EntityId ma = s.add("马玉莲"), qi = s.add("祁生福");
  s.clock.set(2026, 11, 20, 5);
  BOOST_REQUIRE(record_hours(s.session, s.cleaning(ma, 180)).ok());
  BOOST_TEST(warns(warnings_of(s.session, s.cleaning(qi, 180)), HoursWarning::elders_at_once));
  BOOST_TEST(!warns(warnings_of(s.session, s.cleaning(qi, 120)), HoursWarning::elders_at_once));
}

BOOST_AUTO_TEST_CASE(tiles_show_whom_one_met_last) {
  Station s;
  const EntityId ma = s.add("马玉莲"), qi = s.add("祁生福"), bai = s.add("白玉兰");
  BOOST_REQUIRE(record_hours(s.session, s.cleaning(qi, 60)).ok());
  s.clock.pass_minutes(24 * 60);
  BOOST_REQUIRE(care::record_all_well(s.session, {.elder = ma}).ok());
  const auto tiles = recent_elders(s.session, 3);
  BOOST_REQUIRE(tiles.size() == 3u);
  BOOST_TEST((tiles[0].elder == ma));
  BOOST_TEST((tiles[1].elder == qi));
  BOOST_TEST((tiles[2].elder == bai));
  BOOST_TEST(recent_elders(s.session, 1).size() == 1u);
}

BOOST_AUTO_TEST_CASE(helpers_begin_with_oneself) {
  Station s;
  s.add("马玉莲");
  const crypto::SigningKey key = crypto::SigningKey::generate(s.random);
  const auto added = people::add_person(s.session, {"安淑琴", "", key.public_key()});
  BOOST_REQUIRE(added.ok());
  const auto list = helpers(s.session);
  BOOST_REQUIRE(list.size() == 2u);
  BOOST_TEST((list[0].person == s.me));
  HoursDraft for_her = s.cleaning(recent_elders(s.session, 1).front().elder, 30);
  for_her.helper = added->person;
  BOOST_REQUIRE(record_hours(s.session, for_her).ok());
  BOOST_TEST(sum_of_helper(s.session, added->person).minutes == 30);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace huzhu::timebank
