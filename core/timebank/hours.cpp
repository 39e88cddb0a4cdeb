#include "core/timebank/hours.h"

#include <algorithm>

#include "core/base/order.h"
#include "core/people/draft_ops.h"
#include "core/people/enrol.h"
#include "core/people/names.h"
#include "core/people/places.h"
#include "core/people/query.h"
#include "core/registry/typed_value.h"

namespace huzhu::timebank {
namespace {

using T = model::EntityType;
using people::bits;
using people::each_row;
using people::entity_at;
using store::Statement;
namespace fields = model::time_entry;

// Rule defaults of design/timebank.md ("rounding, daily cap, overlap"): said, never refused.
constexpr std::int64_t daily_cap_minutes = 8 * 60;

Error fault(ErrorCode code, const char* where) { return {code, where, ""}; }

// What was recorded for this helper on this day.
struct DayOf {
  std::int64_t minutes = 0;
  bool same_again = false;
};

DayOf day_of(people::Session& session, const HoursDraft& draft, EntityId helper, Date on) {
  DayOf day;
  Statement& rows = session.db().cached("SELECT elder, service, minutes FROM time_entry WHERE helper=?1 AND happened_on=?2");
  rows.bind(1, bits(helper)).bind(2, std::int64_t{on.days});
  each_row(rows, [&](const Statement& row) {
    day.minutes += row.integer(2);
    day.same_again |= entity_at(row, 0) == draft.elder && row.integer(1) == static_cast<std::int64_t>(draft.service) && row.integer(2) == draft.minutes;
  });
  return day;
}

// An entry names a day, not an hour; so two elders at once shows only when more was recorded today than has passed of it.
std::int64_t minutes_of_day_so_far(people::Session& session, Date on) {
  constexpr std::int64_t minutes_per_day = 24 * 60;
  if (on != session.today()) return minutes_per_day;
  const std::int64_t local_ms = session.now_ms() + std::int64_t{session.clock().utc_offset_minutes()} * 60000;
  return local_ms / 60000 % minutes_per_day;
}

Status check(people::Session& session, const HoursDraft& draft, Date on) {
  const Date today = session.today();
  if (draft.service == Service::none) return fault(ErrorCode::required, "time_entry.service");
  HUZHU_TRY(registry::check_value(T::time_entry, fields::service, Value::of(static_cast<std::int64_t>(draft.service)), today));
  HUZHU_TRY(registry::check_value(T::time_entry, fields::minutes, Value::of(draft.minutes), today));
  HUZHU_TRY(registry::check_value(T::time_entry, fields::happened_on, Value::of(std::int64_t{on.days}), today));
  HUZHU_TRY(registry::check_value(T::time_entry, fields::proof, Value::of(static_cast<std::int64_t>(draft.proof)), today));
  return Done{};
}

HoursSum sum_of(people::Session& session, Statement& rows) {
  const Date::Civil now = session.today().civil();
  HoursSum sum;
  each_row(rows, [&](const Statement& row) {
    const Date::Civil on = Date{static_cast<std::int32_t>(row.integer(1))}.civil();
    sum.minutes += row.integer(0);
    if (on.year == now.year && on.month == now.month) sum.minutes_this_month += row.integer(0);
    ++sum.entries;
  });
  return sum;
}

void add_recent(std::vector<RecentElder>& found, store::Database& db, EntityId elder, std::size_t count) {
  const auto same = [&](const RecentElder& r) { return r.elder == elder; };
  if (found.size() >= count || !elder || std::any_of(found.begin(), found.end(), same)) return;
  std::string name = people::person_name(db, elder);
  if (!name.empty()) found.push_back({elder, std::move(name)});
}

}  // namespace

std::vector<HoursWarning> warnings_of(people::Session& session, const HoursDraft& draft) {
  const EntityId helper = draft.helper ? draft.helper : session.person();
  const Date on = draft.happened_on.value_or(session.today());
  const DayOf day = day_of(session, draft, helper, on);
  std::vector<HoursWarning> warnings;
  if (day.minutes + draft.minutes > daily_cap_minutes) warnings.push_back(HoursWarning::over_daily_cap);
  if (day.same_again) warnings.push_back(HoursWarning::same_again);
  if (day.minutes > 0 && day.minutes + draft.minutes > minutes_of_day_so_far(session, on)) warnings.push_back(HoursWarning::elders_at_once);
  return warnings;
}

Result<RecordedHours> record_hours(people::Session& session, const HoursDraft& draft) {
  HUZHU_ASSIGN(const people::Home home, people::home_of(session.db(), draft.elder, "time_entry.elder"));
  const ScopeId scope = home.scope;
  if (!people::rights_of(session.db(), session.profile(), home.area, session.today()).record_hours) return fault(ErrorCode::not_allowed, "time_entry");
  EntityId helper = draft.helper;
  if (!helper) {
    HUZHU_ASSIGN(helper, people::ensure_person(session));
  }
  if (people::person_name(session.db(), helper).empty()) return fault(ErrorCode::not_found, "time_entry.helper");
  if (helper == draft.elder) return fault(ErrorCode::bad_choice, "time_entry.helper");
  const Date on = draft.happened_on.value_or(session.today());
  HUZHU_TRY(check(session, draft, on));
  HUZHU_ASSIGN(const Value note, registry::read_typed(T::time_entry, fields::note, draft.note, session.today()));

  RecordedHours recorded;
  recorded.warnings = warnings_of(session, draft);
  const EntityId entry = session.new_entity();
  people::DraftOps ops;
  ops.of(T::time_entry, entry)
      .set(fields::helper, Value::of(helper))
      .set(fields::elder, Value::of(draft.elder))
      .set_choice(fields::service, static_cast<std::int64_t>(draft.service))
      .set(fields::minutes, Value::of(draft.minutes))
      .set_date(fields::happened_on, on)
      .set_choice(fields::proof, static_cast<std::int64_t>(draft.proof))
      .set_text(fields::note, note.data);
  HUZHU_ASSIGN(const store::Appended done, session.commit(scope, ops.take()));
  recorded.saved = {entry, scope, done.first, done.saved_at_ms};
  return recorded;
}

Result<people::Saved> take_back_hours(people::Session& session, EntityId entry) {
  ScopeId scope;
  each_row(session.db().cached("SELECT scope FROM time_entry WHERE id=?1 LIMIT 1").bind(1, bits(entry)),
           [&](const Statement& row) { scope = ScopeId{store::unsigned_of(row, 0)}; });
  if (!scope) return fault(ErrorCode::not_found, "time_entry");
  people::DraftOps ops;
  ops.of(T::time_entry, entry).erase();
  HUZHU_ASSIGN(const store::Appended done, session.commit(scope, ops.take()));
  return people::Saved{entry, scope, done.first, done.saved_at_ms};
}

std::vector<RecentElder> recent_elders(people::Session& session, std::size_t count) {
  store::Database& db = session.db();
  const EntityId me = session.person();
  std::vector<std::pair<std::int64_t, EntityId>> met;  // day, elder
  const auto rows_max = static_cast<std::int64_t>(count * 8);
  const int offset = session.clock().utc_offset_minutes();
  each_row(db.cached("SELECT elder, happened_on FROM time_entry WHERE helper=?1 ORDER BY happened_on DESC LIMIT ?2").bind(1, bits(me)).bind(2, rows_max),
           [&](const Statement& row) { met.push_back({row.integer(1), entity_at(row, 0)}); });
  each_row(db.cached("SELECT elder, happened_at FROM visit WHERE visitor=?1 ORDER BY happened_at DESC LIMIT ?2").bind(1, bits(me)).bind(2, rows_max),
           [&](const Statement& row) { met.push_back({Date::from_ms(row.integer(1), offset).days, entity_at(row, 0)}); });
  stable_order(met, [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<RecentElder> found;
  for (const auto& [day, elder] : met) add_recent(found, db, elder, count);
  if (found.size() >= count) return found;
  // A helper who is new here is offered whom others visited last.
  std::vector<EntityId> others;
  each_row(db.cached("SELECT id FROM roster WHERE gone=0 AND COALESCE(ended_kind,0)=0 ORDER BY last_at DESC, id LIMIT ?1").bind(1, rows_max),
           [&](const Statement& row) { others.push_back(entity_at(row, 0)); });
  for (EntityId elder : others) add_recent(found, db, elder, count);
  return found;
}

std::vector<HelperChoice> helpers(people::Session& session) {
  // person.roles: volunteer, peer helper, staff, station lead.
  std::vector<HelperChoice> found;
  const EntityId me = session.person();
  each_row(session.db().cached("SELECT DISTINCT p.id, p.name FROM entity_set s JOIN person p ON p.id=s.entity AND p.scope=s.scope"
                               " WHERE s.type=3 AND s.field=?1 AND s.value IN (2,3,4,5) ORDER BY p.name, p.id").bind(1, std::int64_t{model::person::roles}),
           [&](const Statement& row) { found.push_back({entity_at(row, 0), std::string(row.text(1))}); });
  std::stable_partition(found.begin(), found.end(), [&](const HelperChoice& h) { return h.person == me; });
  return found;
}

HoursSum sum_of_helper(people::Session& session, EntityId helper) {
  return sum_of(session, session.db().cached("SELECT minutes, happened_on FROM time_entry WHERE helper=?1").bind(1, bits(helper)));
}

HoursSum sum_of_elder(people::Session& session, EntityId elder) {
  return sum_of(session, session.db().cached("SELECT minutes, happened_on FROM time_entry WHERE elder=?1").bind(1, bits(elder)));
}

Passbook passbook(people::Session& session, EntityId helper, std::size_t count) {
  Passbook book;
  book.helper_name = people::person_name(session.db(), helper);
  book.sum = sum_of_helper(session, helper);
  std::int64_t balance = book.sum.minutes;
  std::vector<EntityId> elders;
  Statement& rows = session.db().cached("SELECT id, happened_on, service, elder, minutes FROM time_entry WHERE helper=?1 ORDER BY happened_on DESC, id DESC LIMIT ?2");
  rows.bind(1, bits(helper)).bind(2, static_cast<std::int64_t>(count));
  each_row(rows, [&](const Statement& row) {
    book.rows.push_back({entity_at(row, 0), Date{static_cast<std::int32_t>(row.integer(1))}, static_cast<Service>(row.integer(2)), "", row.integer(4), balance, {}});
    elders.push_back(entity_at(row, 3));
    balance -= row.integer(4);
  });
  for (std::size_t i = 0; i < book.rows.size(); ++i) {
    book.rows[i].elder_name = people::person_name(session.db(), elders[i]);
    book.rows[i].state = people::record_state(session.replica(), book.rows[i].entry);
  }
  return book;
}

}  // namespace huzhu::timebank
