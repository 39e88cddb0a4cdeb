#include "core/care/visits.h"

#include <algorithm>

#include "core/people/draft_ops.h"
#include "core/people/enrol.h"
#include "core/people/names.h"
#include "core/people/places.h"
#include "core/people/query.h"
#include "core/registry/typed_value.h"

namespace huzhu::care {
namespace {

using T = model::EntityType;
using people::bits;
using people::each_row;
using store::Statement;
namespace fields = model::visit;

Error fault(ErrorCode code, const char* where) { return {code, where, ""}; }

Result<people::Home> home_to_visit(people::Session& session, EntityId elder) {
  HUZHU_ASSIGN(const people::Home home, people::home_of(session.db(), elder, "visit.elder"));
  if (!people::rights_of(session.db(), session.profile(), home.area, session.today()).record_visit) return fault(ErrorCode::not_allowed, "visit");
  return home;
}

bool any_concern(const VisitDraft& d) {
  return d.basics == Answer::concern || d.safety == Answer::concern || d.family == Answer::concern || d.mood == Answer::concern;
}

// What is left out is filled in where there is only one sensible answer; the rest must be said.
Result<Outcome> outcome_of(const VisitDraft& draft) {
  if (draft.outcome != Outcome::none) return draft.outcome;
  if (any_concern(draft) || !draft.matters.empty()) return fault(ErrorCode::required, "visit.outcome");
  return Outcome::safe;
}

// The clock of the device may run behind the hub's: a few minutes ahead are no future.
constexpr std::int64_t ahead_ms_max = 10 * 60 * 1000;

// `settled`: a time that stands in the record already; a tablet whose clock went wrong since must not refuse to correct it.
Result<std::int64_t> time_of(people::Session& session, const VisitDraft& draft, std::optional<std::int64_t> settled) {
  const std::int64_t now = session.now_ms();
  const std::int64_t at = draft.happened_at_ms.value_or(now);
  if (at == settled) return at;
  if (at > now + ahead_ms_max) return fault(ErrorCode::date_in_future, "visit.happened_at");
  if (Date::from_ms(at, session.clock().utc_offset_minutes()) < *Date::from_civil(1900, 1, 1)) return fault(ErrorCode::date_too_early, "visit.happened_at");
  return at;
}

Status check_choices(const VisitDraft& draft, Date today) {
  const auto choice = [&](std::uint16_t field, std::int64_t value) -> Status {
    if (value != 0) HUZHU_TRY(registry::check_value(T::visit, field, Value::of(value), today));
    return Done{};
  };
  HUZHU_TRY(registry::check_value(T::visit, fields::mode, Value::of(static_cast<std::int64_t>(draft.mode)), today));
  HUZHU_TRY(choice(fields::basics, static_cast<std::int64_t>(draft.basics)));
  HUZHU_TRY(choice(fields::safety, static_cast<std::int64_t>(draft.safety)));
  HUZHU_TRY(choice(fields::family, static_cast<std::int64_t>(draft.family)));
  HUZHU_TRY(choice(fields::mood, static_cast<std::int64_t>(draft.mood)));
  HUZHU_TRY(choice(fields::outcome, static_cast<std::int64_t>(draft.outcome)));
  if (draft.voice.size() > limits::voice_bytes_max) return fault(ErrorCode::too_long, "visit.voice");
  for (std::int64_t matter : draft.matters) HUZHU_TRY(registry::check_value(T::visit, fields::matters, Value::of(matter), today));
  if (draft.follow_up_by) HUZHU_TRY(registry::check_value(T::visit, fields::follow_up_by, Value::of(std::int64_t{draft.follow_up_by->days}), today));
  return Done{};
}

// Mended and checked: what will be written.
Result<VisitDraft> settle(people::Session& session, VisitDraft draft, std::optional<std::int64_t> settled_at_ms = {}) {
  const Date today = session.today();
  if (unanswered(draft) == 4 && draft.outcome != Outcome::emergency) return fault(ErrorCode::required, "visit.basics");
  HUZHU_TRY(check_choices(draft, today));
  HUZHU_ASSIGN(draft.outcome, outcome_of(draft));
  HUZHU_ASSIGN(const std::int64_t at, time_of(session, draft, settled_at_ms));
  draft.happened_at_ms = at;
  HUZHU_ASSIGN(const Value follow_up, registry::read_typed(T::visit, fields::follow_up, draft.follow_up, today));
  HUZHU_ASSIGN(const Value note, registry::read_typed(T::visit, fields::note, draft.note, today));
  draft.follow_up = follow_up.data;
  draft.note = note.data;
  if (draft.follow_up_by && *draft.follow_up_by < Date::from_ms(at, session.clock().utc_offset_minutes()))
    return fault(ErrorCode::bad_date, "visit.follow_up_by");
  return draft;
}

void write_answers(people::DraftOps& ops, const VisitDraft& d) {
  ops.set_choice(fields::basics, static_cast<std::int64_t>(d.basics));
  ops.set_choice(fields::safety, static_cast<std::int64_t>(d.safety));
  ops.set_choice(fields::family, static_cast<std::int64_t>(d.family));
  ops.set_choice(fields::mood, static_cast<std::int64_t>(d.mood));
}

Result<people::Saved> commit(people::Session& session, EntityId visit, ScopeId scope, people::DraftOps& ops) {
  HUZHU_ASSIGN(const store::Appended done, session.commit(scope, ops.take()));
  return people::Saved{visit, scope, done.first, done.saved_at_ms};
}

Answer answer_at(const Statement& row, int column) { return static_cast<Answer>(row.integer(column)); }

std::vector<std::int64_t> matters_of(store::Database& db, EntityId visit) {
  std::vector<std::int64_t> matters;
  each_row(db.cached("SELECT value FROM entity_set WHERE entity=?1 AND type=4 AND field=?2 ORDER BY value")
               .bind(1, bits(visit)).bind(2, std::int64_t{fields::matters}),
           [&](const Statement& row) { matters.push_back(row.integer(0)); });
  return matters;
}

// Writes `value` where it differs from what is there.
void correct(people::DraftOps& ops, std::uint16_t field, const Value& before, const Value& value) {
  if (!(before == value)) ops.set(field, value);
}

Value choice_value(std::int64_t choice) { return choice == 0 ? Value::null() : Value::of(choice); }
Value text_value(const std::string& text) { return text.empty() ? Value::null() : Value::of(std::string_view(text)); }
Value date_value(std::optional<Date> date) { return date ? Value::of(std::int64_t{date->days}) : Value::null(); }

void correct_all(people::DraftOps& ops, const VisitDraft& was, const VisitDraft& now) {
  const auto choice = [&](std::uint16_t field, auto before, auto after) {
    correct(ops, field, choice_value(static_cast<std::int64_t>(before)), choice_value(static_cast<std::int64_t>(after)));
  };
  choice(fields::mode, was.mode, now.mode);
  choice(fields::basics, was.basics, now.basics);
  choice(fields::safety, was.safety, now.safety);
  choice(fields::family, was.family, now.family);
  choice(fields::mood, was.mood, now.mood);
  choice(fields::outcome, was.outcome, now.outcome);
  correct(ops, fields::happened_at, Value::of(*was.happened_at_ms), Value::of(*now.happened_at_ms));
  correct(ops, fields::follow_up, text_value(was.follow_up), text_value(now.follow_up));
  correct(ops, fields::follow_up_by, date_value(was.follow_up_by), date_value(now.follow_up_by));
  correct(ops, fields::note, text_value(was.note), text_value(now.note));
  for (std::int64_t matter : now.matters)
    if (std::find(was.matters.begin(), was.matters.end(), matter) == was.matters.end()) ops.add(fields::matters, matter);
  for (std::int64_t matter : was.matters)
    if (std::find(now.matters.begin(), now.matters.end(), matter) == now.matters.end()) ops.remove(fields::matters, Value::of(matter));
}

}  // namespace

int unanswered(const VisitDraft& draft) {
  int missing = 0;
  for (Answer answer : {draft.basics, draft.safety, draft.family, draft.mood}) missing += answer == Answer::unseen ? 1 : 0;
  return missing;
}

Result<people::Saved> record_visit(people::Session& session, const VisitDraft& said) {
  HUZHU_ASSIGN(const people::Home place, home_to_visit(session, said.elder));
  HUZHU_ASSIGN(const VisitDraft draft, settle(session, said));
  HUZHU_ASSIGN(const EntityId visitor, people::ensure_person(session));
  const EntityId visit = session.new_entity();
  people::DraftOps ops;
  ops.of(T::visit, visit)
      .set(fields::elder, Value::of(draft.elder))
      .set(fields::visitor, Value::of(visitor))
      .set_choice(fields::mode, static_cast<std::int64_t>(draft.mode))
      .set(fields::happened_at, Value::of(*draft.happened_at_ms));
  write_answers(ops, draft);
  ops.set_choice(fields::outcome, static_cast<std::int64_t>(draft.outcome));
  for (std::int64_t matter : draft.matters) ops.add(fields::matters, matter);
  ops.set_text(fields::follow_up, draft.follow_up).set_date(fields::follow_up_by, draft.follow_up_by).set_text(fields::note, draft.note);
  if (draft.voice.empty()) return commit(session, visit, place.scope, ops);
  people::Saved saved{visit, place.scope, {}, 0};
  Status written = session.replica().together([&]() -> Status {
    HUZHU_ASSIGN(const log::BlobRef ref, session.replica().blobs().put(place.scope, log::BlobKind::sound, draft.voice));
    ops.set(fields::voice, Value::of_bytes(log::encode(ref)));
    HUZHU_ASSIGN(saved, commit(session, visit, place.scope, ops));
    return Done{};
  });
  HUZHU_TRY(std::move(written));
  return saved;
}

Result<people::Saved> record_all_well(people::Session& session, VisitDraft said) {
  said.basics = said.safety = said.family = said.mood = Answer::fine;
  said.outcome = Outcome::safe;
  return record_visit(session, said);
}

Result<people::Saved> take_back_visit(people::Session& session, EntityId visit) {
  ScopeId scope;
  each_row(session.db().cached("SELECT scope FROM visit WHERE id=?1 LIMIT 1").bind(1, bits(visit)),
           [&](const Statement& row) { scope = ScopeId{store::unsigned_of(row, 0)}; });
  if (!scope) return fault(ErrorCode::not_found, "visit");
  people::DraftOps ops;
  ops.of(T::visit, visit).erase();
  return commit(session, visit, scope, ops);
}

Result<people::Saved> correct_visit(people::Session& session, EntityId visit, const VisitDraft& said) {
  HUZHU_ASSIGN(const VisitRecord was, visit_record(session, visit));
  if (said.elder && said.elder != was.said.elder) return fault(ErrorCode::bad_choice, "visit.elder");
  HUZHU_ASSIGN(const people::Home place, home_to_visit(session, was.said.elder));
  VisitDraft wanted = said;
  if (!wanted.happened_at_ms) wanted.happened_at_ms = was.said.happened_at_ms;
  HUZHU_ASSIGN(const VisitDraft now, settle(session, std::move(wanted), was.said.happened_at_ms));
  people::DraftOps ops;
  ops.of(T::visit, visit);
  correct_all(ops, was.said, now);
  if (ops.empty()) return people::Saved{visit, place.scope, {}, 0};
  return commit(session, visit, place.scope, ops);
}

Result<VisitRecord> visit_record(people::Session& session, EntityId visit) {
  VisitRecord record;
  record.visit = visit;
  bool found = false;
  each_row(session.db().cached("SELECT elder, visitor, mode, happened_at, basics, safety, family, mood, outcome, follow_up, follow_up_by, note"
                               " FROM visit WHERE id=?1 LIMIT 1").bind(1, bits(visit)),
           [&](const Statement& row) {
             found = true;
             VisitDraft& said = record.said;
             said.elder = people::entity_at(row, 0);
             record.visitor = people::entity_at(row, 1);
             said.mode = static_cast<VisitMode>(row.integer(2));
             said.happened_at_ms = row.integer(3);
             said.basics = answer_at(row, 4);
             said.safety = answer_at(row, 5);
             said.family = answer_at(row, 6);
             said.mood = answer_at(row, 7);
             said.outcome = static_cast<Outcome>(row.integer(8));
             said.follow_up = std::string(row.text(9));
             if (!row.is_null(10)) said.follow_up_by = Date{static_cast<std::int32_t>(row.integer(10))};
             said.note = std::string(row.text(11));
           });
  if (!found) return fault(ErrorCode::not_found, "visit");
  record.said.matters = matters_of(session.db(), visit);
  record.visitor_name = people::person_name(session.db(), record.visitor);
  record.elder_name = people::person_name(session.db(), record.said.elder);
  record.state = people::record_state(session.replica(), visit);
  return record;
}

}  // namespace huzhu::care
