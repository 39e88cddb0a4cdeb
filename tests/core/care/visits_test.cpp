#include "core/care/visits.h"

#include <boost/test/unit_test.hpp>

#include "core/base/limits.h"
#include "core/care/overview.h"
#include "core/care/today.h"
#include "core/registry/elder_file.h"
#include "tests/core/people/world.h"

namespace huzhu::care {
namespace {

using test::World;

struct Station : World {
  World::Enrolled tablet = enrol(test::village, "陈桂香", 11);
  people::Session session = tablet.session();
  registry::ElderIndex index{session};

  EntityId add(const char* name, int year, int month = 3, int day = 8) {
    const auto done = registry::register_elder(session, test::elder_draft(name, year, month, day));
    return done.ok() ? done->saved.entity : EntityId{};
  }
  TodayView today() { return today_view(session, index); }
};

VisitDraft all_fine(EntityId elder) {
  VisitDraft draft;
  draft.elder = elder;
  draft.basics = draft.safety = draft.family = draft.mood = Answer::fine;
  return draft;
}
ErrorCode code(const Result<people::Saved>& r) { return r.ok() ? ErrorCode::none : r.error().code; }

BOOST_AUTO_TEST_SUITE(visits)

BOOST_AUTO_TEST_CASE(all_well_in_one_press_keeps_what_was_said) {
  Station s;
  const EntityId ma = s.add("马玉莲", 1939);
  s.clock.pass_minutes(120);
  const std::int64_t before = s.clock.now_ms() - 3'600'000;
  const auto visit = record_all_well(s.session, {.elder = ma, .mode = VisitMode::phone, .happened_at_ms = before, .note = "药匣子搁在炕柜上头"});
  BOOST_REQUIRE(visit.ok());
  const auto record = visit_record(s.session, visit->entity);
  BOOST_REQUIRE(record.ok());
  BOOST_TEST(record->said.note == "药匣子搁在炕柜上头");
  BOOST_TEST((record->said.mode == VisitMode::phone && *record->said.happened_at_ms == before));
  BOOST_TEST((record->said.basics == Answer::fine && record->said.mood == Answer::fine && record->said.outcome == Outcome::safe));
}

BOOST_AUTO_TEST_CASE(the_numbers_are_those_of_the_model) {
  const auto key = [](std::uint16_t field, std::int64_t value) {
    const model::Choice* choice = model::find_choice(*model::find(*model::find(model::EntityType::visit), field), value);
    return std::string(choice ? choice->key : "");
  };
  BOOST_TEST(key(model::visit::mode, static_cast<std::int64_t>(VisitMode::home)) == "at_home");
  BOOST_TEST(key(model::visit::mode, static_cast<std::int64_t>(VisitMode::phone)) == "by_phone");
  BOOST_TEST(key(model::visit::mode, static_cast<std::int64_t>(VisitMode::paired)) == "paired");
  BOOST_TEST(key(model::visit::mode, static_cast<std::int64_t>(VisitMode::neighbour)) == "neighbour");
  BOOST_TEST(key(model::visit::basics, static_cast<std::int64_t>(Answer::fine)) == "fine");
  BOOST_TEST(key(model::visit::basics, static_cast<std::int64_t>(Answer::concern)) == "trouble");
  BOOST_TEST(key(model::visit::outcome, static_cast<std::int64_t>(Outcome::safe)) == "well");
  BOOST_TEST(key(model::visit::outcome, static_cast<std::int64_t>(Outcome::come_again)) == "come_again");
  BOOST_TEST(key(model::visit::outcome, static_cast<std::int64_t>(Outcome::needs_help)) == "needs_help");
  BOOST_TEST(key(model::visit::outcome, static_cast<std::int64_t>(Outcome::emergency)) == "urgent");
}

BOOST_AUTO_TEST_CASE(all_well_in_one_tap_moves_the_elder_to_done) {
  Station s;
  const EntityId ma = s.add("马玉莲", 1939);
  s.clock.pass_minutes(9 * 24 * 60);
  TodayView before = s.today();
  BOOST_REQUIRE(before.to_visit.size() == 1u);
  BOOST_TEST(before.to_visit[0].duty.days_late == 2);
  BOOST_TEST(before.late == 1);
  BOOST_TEST(before.planned == 1);
  BOOST_TEST(before.short_name == "桂香");
  BOOST_REQUIRE(record_all_well(s.session, {.elder = ma}).ok());
  const TodayView after = s.today();
  BOOST_TEST(after.to_visit.empty());
  BOOST_REQUIRE(after.visited.size() == 1u);
  BOOST_TEST(after.visited[0].name == "马玉莲");
  BOOST_TEST(after.visited[0].who == "陈桂香");
  BOOST_TEST(after.visited[0].outcome == 1);
  BOOST_TEST(after.visited[0].happened_at_ms == s.clock.ms);
  BOOST_TEST((after.visited[0].state == people::RecordState::on_tablet));
  BOOST_TEST(after.planned == 1);
}

BOOST_AUTO_TEST_CASE(taking_it_back_brings_the_duty_back) {
  Station s;
  const EntityId ma = s.add("马玉莲", 1939);
  s.clock.pass_minutes(9 * 24 * 60);
  const auto visit = record_all_well(s.session, {.elder = ma});
  BOOST_REQUIRE(visit.ok());
  BOOST_REQUIRE(take_back_visit(s.session, visit->entity).ok());
  BOOST_TEST(s.today().to_visit.size() == 1u);
  BOOST_TEST(s.today().visited.empty());
  BOOST_TEST((code(take_back_visit(s.session, visit->entity)) == ErrorCode::not_found));
}

BOOST_AUTO_TEST_CASE(what_must_be_said_is_asked_for) {
  Station s;
  const EntityId ma = s.add("马玉莲", 1939);
  VisitDraft draft;
  draft.elder = ma;
  BOOST_TEST((code(record_visit(s.session, draft)) == ErrorCode::required));
  BOOST_TEST(record_visit(s.session, draft).error().where == "visit.basics");
  draft.safety = Answer::concern;
  BOOST_TEST(unanswered(draft) == 3);
  BOOST_TEST(record_visit(s.session, draft).error().where == "visit.outcome");
  draft.outcome = Outcome::needs_help;
  draft.matters = {21};
  draft.follow_up = "找人通烟筒";
  draft.follow_up_by = Date{s.session.today().days + 2};
  const auto done = record_visit(s.session, draft);
  BOOST_REQUIRE(done.ok());
  const auto record = visit_record(s.session, done->entity);
  BOOST_REQUIRE(record.ok());
  BOOST_TEST((record->said.matters == std::vector<std::int64_t>{21}));
  BOOST_TEST(record->said.follow_up == "找人通烟筒");
  BOOST_TEST((record->said.follow_up_by == draft.follow_up_by));
  BOOST_TEST((record->said.basics == Answer::unseen));
  BOOST_TEST(record->visitor_name == "陈桂香");
  BOOST_TEST(record->elder_name == "马玉莲");
  // A cry for help needs no four answers first.
  VisitDraft cry;
  cry.elder = ma;
  cry.outcome = Outcome::emergency;
  BOOST_TEST(record_visit(s.session, cry).ok());
}

BOOST_AUTO_TEST_CASE(what_was_said_aloud_lies_beside_the_visit) {
  Station s;
  const EntityId ma = s.add("马玉莲", 1939);
  VisitDraft draft = all_fine(ma);
  draft.voice.assign(20'000, 7);
  const auto visit = record_visit(s.session, draft);
  BOOST_REQUIRE(visit.ok());
  const auto file = registry::elder_file(s.session, ma, 10);
  BOOST_REQUIRE(file.ok());
  BOOST_REQUIRE(!file->history.empty());
  BOOST_REQUIRE(file->history[0].voice.has_value());
  const store::NamedBlob& voice = *file->history[0].voice;
  BOOST_TEST((voice.ref.kind == log::BlobKind::sound));
  BOOST_TEST((s.session.replica().blobs().whole(voice.scope, voice.ref) == draft.voice));
  // A correction says nothing of it, and it stays.
  VisitDraft corrected = visit_record(s.session, visit->entity)->said;
  corrected.note = "炕是热的";
  BOOST_REQUIRE(correct_visit(s.session, visit->entity, corrected).ok());
  BOOST_TEST(registry::elder_file(s.session, ma, 10)->history[0].voice.has_value());
}

BOOST_AUTO_TEST_CASE(too_long_a_speech_is_refused_and_nothing_of_the_visit_is_written) {
  Station s;
  const EntityId ma = s.add("马玉莲", 1939);
  VisitDraft draft = all_fine(ma);
  draft.voice.assign(limits::voice_bytes_max + 1, 7);
  const auto visit = record_visit(s.session, draft);
  BOOST_REQUIRE(!visit.ok());
  BOOST_TEST((visit.error().code == ErrorCode::too_long && visit.error().where == "visit.voice"));
  BOOST_TEST(registry::elder_file(s.session, ma, 10)->history.empty());
}

BOOST_AUTO_TEST_CASE(bad_input_is_refused_with_its_field) {
  Station s;
  const EntityId ma = s.add("马玉莲", 1939);
  VisitDraft draft = all_fine(ma);
  draft.happened_at_ms = s.clock.ms + 11 * 60000;
  BOOST_TEST((code(record_visit(s.session, draft)) == ErrorCode::date_in_future));
  draft.happened_at_ms = s.clock.ms + 9 * 60000;
  BOOST_TEST((code(record_visit(s.session, draft)) == ErrorCode::none));
  draft.happened_at_ms = -3'000'000'000'000;
  BOOST_TEST((code(record_visit(s.session, draft)) == ErrorCode::date_too_early));
  draft = all_fine(ma);
  for (std::size_t i = 0; i <= limits::note_characters_max; ++i) draft.note += "长";
  BOOST_TEST((code(record_visit(s.session, draft)) == ErrorCode::too_many_characters));
  draft = all_fine(ma);
  draft.matters = {777};
  draft.outcome = Outcome::safe;
  BOOST_TEST((code(record_visit(s.session, draft)) == ErrorCode::bad_choice));
  draft = all_fine(ma);
  draft.follow_up_by = Date{s.session.today().days - 1};
  BOOST_TEST((code(record_visit(s.session, draft)) == ErrorCode::bad_date));
  BOOST_TEST((code(record_visit(s.session, all_fine(EntityId{5}))) == ErrorCode::not_found));
}

BOOST_AUTO_TEST_CASE(a_correction_keeps_the_visit_and_changes_what_was_said) {
  Station s;
  const EntityId ma = s.add("马玉莲", 1939);
  const auto visit = record_all_well(s.session, {.elder = ma});
  VisitDraft better = all_fine(ma);
  better.mood = Answer::concern;
  better.matters = {42};
  better.outcome = Outcome::come_again;
  BOOST_REQUIRE(correct_visit(s.session, visit->entity, better).ok());
  const auto record = visit_record(s.session, visit->entity);
  BOOST_TEST((record->said.mood == Answer::concern));
  BOOST_TEST((record->said.outcome == Outcome::come_again));
  BOOST_TEST(*record->said.happened_at_ms == s.clock.ms);
  BOOST_TEST(correct_visit(s.session, visit->entity, record->said)->saved_at_ms == 0);
  BOOST_TEST(s.today().visited.size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_clock_that_went_wrong_since_refuses_no_correction) {
  Station s;
  const EntityId ma = s.add("马玉莲", 1939);
  const auto visit = record_all_well(s.session, {.elder = ma});
  const auto record = visit_record(s.session, visit->entity);
  s.clock.set(1976, 11, 20);  // the battery was empty
  VisitDraft said = record->said;
  said.note = "腿脚不好";
  BOOST_TEST(correct_visit(s.session, visit->entity, said).ok());
  said.happened_at_ms = *record->said.happened_at_ms + 1;
  BOOST_TEST((correct_visit(s.session, visit->entity, said).error().code == ErrorCode::date_in_future));
}

BOOST_AUTO_TEST_CASE(come_again_is_owed_within_a_day) {
  Station s;
  const EntityId ma = s.add("马玉莲", 1939);
  VisitDraft draft = all_fine(ma);
  draft.outcome = Outcome::come_again;
  draft.follow_up = "药快没了，带药去";
  BOOST_REQUIRE(record_visit(s.session, draft).ok());
  BOOST_TEST(s.today().to_visit.empty());
  BOOST_REQUIRE(s.today().next_days.size() == 1u);
  s.clock.pass_minutes(24 * 60);
  const TodayView next = s.today();
  BOOST_REQUIRE(next.to_visit.size() == 1u);
  BOOST_TEST((next.to_visit[0].duty.kind == DutyKind::follow_up));
  BOOST_TEST(next.to_visit[0].carry_on == "药快没了，带药去");
}

BOOST_AUTO_TEST_CASE(days_end_at_midnight_in_china) {
  Station s;
  const EntityId ma = s.add("马玉莲", 1939);
  s.clock.set(2026, 11, 20, 23, 59);
  BOOST_REQUIRE(record_all_well(s.session, {.elder = ma}).ok());
  BOOST_TEST(s.today().visited.size() == 1u);
  s.clock.set(2026, 11, 21, 0, 0);
  BOOST_TEST(s.today().visited.empty());
  BOOST_TEST((s.today().date == *Date::from_civil(2026, 11, 21)));
  BOOST_TEST(s.today().hour == 0);
  // Seven days from the 20th, although it is seven days and a minute.
  s.clock.set(2026, 11, 26, 23, 59);
  BOOST_TEST(s.today().to_visit.empty());
  s.clock.set(2026, 11, 27, 0, 0);
  BOOST_REQUIRE(s.today().to_visit.size() == 1u);
  BOOST_TEST((s.today().to_visit[0].duty.word == DueWord::today));
}

BOOST_AUTO_TEST_CASE(the_leaf_says_the_day_and_who_turns_80) {
  Station s;
  s.add("郭发祥", 1946, 11, 22);
  const TodayView view = s.today();
  BOOST_TEST(view.weekday == 5);
  BOOST_TEST(view.lunar == "十月十二");
  BOOST_TEST(view.solar_term == "小雪");
  BOOST_TEST(view.solar_term_in_days == 2);
  BOOST_TEST(view.hour == 9);
  BOOST_REQUIRE(view.birthdays.size() == 1u);
  BOOST_TEST(view.birthdays[0].turns == 80);
  BOOST_TEST((view.birthdays[0].on == *Date::from_civil(2026, 11, 22)));
}

BOOST_AUTO_TEST_CASE(the_file_lists_visits_newest_first) {
  Station s;
  const EntityId ma = s.add("马玉莲", 1939);
  BOOST_REQUIRE(record_all_well(s.session, {.elder = ma, .mode = VisitMode::phone}).ok());
  s.clock.pass_minutes(24 * 60);
  BOOST_REQUIRE(record_all_well(s.session, {.elder = ma}).ok());
  const auto file = registry::elder_file(s.session, ma);
  BOOST_REQUIRE(file->history.size() == 2u);
  BOOST_TEST(file->history_count == 2u);
  BOOST_TEST(file->history[0].mode == 1);
  BOOST_TEST(file->history[1].mode == 2);
  BOOST_TEST(file->history[0].who == "陈桂香");
  const auto short_file = registry::elder_file(s.session, ma, 1);
  BOOST_TEST(short_file->history.size() == 1u);
  BOOST_TEST(short_file->history_count == 2u);
}

BOOST_AUTO_TEST_CASE(the_overview_counts_villages_and_keeps_silence_apart_from_zero) {
  Station s;
  const EntityId ma = s.add("马玉莲", 1939);
  s.clock.pass_minutes(9 * 24 * 60);
  BOOST_REQUIRE(record_all_well(s.session, {.elder = ma}).ok());
  s.add("祁生福", 1943);
  auto pc = s.enrol(test::county, "周育才", 12);
  carry(s.root, *pc.device, {s.authority});
  carry(*s.tablet.device, *pc.device, {s.session.work_scope(test::village)});
  auto admin = pc.session();
  auto draft = test::elder_draft("白玉兰", 1935);
  draft.area = test::other_village;
  BOOST_REQUIRE(registry::register_elder(admin, draft).ok());
  registry::ElderIndex index(admin);
  const OverviewView view = overview(admin, index);
  BOOST_TEST(view.place == "红古区");
  BOOST_TEST(view.elders == 3);
  BOOST_TEST(view.visited_today == 1);
  BOOST_REQUIRE(view.villages.size() == 2u);
  BOOST_TEST(view.villages[0].name == "红古村");
  BOOST_TEST(view.villages[0].elders == 2);
  BOOST_TEST(view.villages[0].reported_today);
  BOOST_TEST((view.villages[0].visited == 1));
  BOOST_TEST((view.villages[0].late == 0));
  BOOST_TEST(!view.villages[1].visited.has_value());
  BOOST_TEST(!view.villages[1].late.has_value());
  BOOST_TEST(!view.villages[1].last_report_ms.has_value());
  BOOST_TEST(view.villages_silent_today == 1);
  BOOST_TEST(view.weeks[7].visits == 1);
  BOOST_TEST((view.weeks[7].on_time_percent == 0));  // seven days were allowed, nine had passed
  BOOST_TEST(!view.weeks[0].on_time_percent.has_value());
  BOOST_TEST((view.weeks[7].monday == *Date::from_civil(2026, 11, 23)));
  // The day after, yesterday's word is no word of today.
  s.clock.pass_minutes(24 * 60);
  const OverviewView next = overview(admin, index);
  BOOST_TEST(!next.villages[0].visited.has_value());
  BOOST_TEST(next.villages_silent_today == 2);
}

BOOST_AUTO_TEST_CASE(the_inbox_holds_calls_for_help_until_the_next_visit) {
  Station s;
  const EntityId ma = s.add("马玉莲", 1939);
  VisitDraft draft = all_fine(ma);
  draft.safety = Answer::concern;
  draft.outcome = Outcome::needs_help;
  draft.follow_up = "家窗户漏风";
  BOOST_REQUIRE(record_visit(s.session, draft).ok());
  OverviewView view = overview(s.session, s.index);
  BOOST_REQUIRE(view.inbox.size() == 1u);
  BOOST_TEST((view.inbox[0].kind == InboxItem::Kind::needs_help));
  BOOST_TEST(view.inbox[0].words == "家窗户漏风");
  BOOST_TEST((view.inbox[0].who == std::vector<std::string>{"陈桂香"}));
  s.clock.pass_minutes(24 * 60);
  BOOST_REQUIRE(record_all_well(s.session, {.elder = ma}).ok());
  BOOST_TEST(overview(s.session, s.index).inbox.empty());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace huzhu::care
