#include "core/registry/consent.h"

#include <algorithm>
#include <set>

#include "core/base/limits.h"
#include "core/people/draft_ops.h"
#include "core/people/places.h"
#include "core/people/query.h"
#include "core/people/rights_table.h"
#include "core/registry/typed_value.h"

namespace huzhu::registry {
namespace {

using T = model::EntityType;
using people::bits;
using people::each_row;
using people::entity_at;
namespace fields = model::consent;

struct Record {
  EntityId id;
  ConsentSubject subject = ConsentSubject::registration;
  ConsentKind kind = ConsentKind::none;
  std::optional<Date> on;
  std::string given_by, witness, mark;
  EntityId takes_back;   // none: it gives
};

// What was said at the registration stands under the person's own id.
void add_registration(store::Database& db, EntityId person, std::vector<Record>& records) {
  constexpr std::int64_t withdrawn = 5;   // as imported lists may say (model.cpp consents)
  each_row(db.cached("SELECT consent_kind, consent_on FROM person WHERE id=?1").bind(1, bits(person)), [&](const store::Statement& row) {
    if (row.is_null(0) || row.integer(0) == withdrawn) return;
    Record record{person, ConsentSubject::registration, static_cast<ConsentKind>(row.integer(0)), {}, {}, {}, {}, {}};
    if (!row.is_null(1)) record.on = Date{static_cast<std::int32_t>(row.integer(1))};
    records.push_back(std::move(record));
  });
}

std::vector<Record> records_of(store::Database& db, EntityId person) {
  std::vector<Record> records;
  add_registration(db, person, records);
  each_row(db.cached("SELECT id, what, kind, happened_on, given_by, witness, withdraws, mark FROM consent WHERE person=?1 ORDER BY happened_on, id").bind(1, bits(person)),
           [&](const store::Statement& row) {
             Record record{entity_at(row, 0), static_cast<ConsentSubject>(row.integer(1)), static_cast<ConsentKind>(row.integer(2)), {}, std::string(row.text(4)),
                           std::string(row.text(5)), std::string(text(row.blob(7))), row.is_null(6) ? EntityId{} : entity_at(row, 6)};
             if (!row.is_null(3)) record.on = Date{static_cast<std::int32_t>(row.integer(3))};
             records.push_back(std::move(record));
           });
  return records;
}

// Those that gave and were not taken back.
std::vector<Record> standing(const std::vector<Record>& records, ConsentSubject subject) {
  std::set<EntityId> gone;
  for (const Record& r : records)
    if (r.takes_back) gone.insert(r.takes_back);
  std::vector<Record> out;
  for (const Record& r : records)
    if (r.subject == subject && !r.takes_back && !gone.contains(r.id)) out.push_back(r);
  return out;
}

ConsentLine line_of(const std::vector<Record>& records, ConsentSubject subject) {
  ConsentLine line{subject, ConsentState::never_asked, ConsentKind::none, {}, {}, {}, {}};
  const auto show = [&](const Record& r, ConsentState state) { line = {subject, state, r.kind, r.on, r.given_by, r.witness, r.mark}; };
  for (const Record& r : records)
    if (r.subject == subject && r.takes_back) show(r, ConsentState::taken_back);
  for (const Record& r : standing(records, subject)) show(r, ConsentState::given);
  return line;
}

Result<ScopeId> scope_for_consent(people::Session& session, EntityId person) {
  HUZHU_ASSIGN(const people::Home home, people::home_of(session.db(), person, "consent.person"));
  const auto held = people::held_role(session.db(), session.profile(), session.today());
  const people::Right* right = held && people::lies_in(home.area, held->area) ? people::find_right(held->role, T::consent) : nullptr;
  if (!right || right->create == people::Reach::none) return Error{ErrorCode::not_allowed, "consent", ""};
  return home.scope;
}

Status check(const ConsentDraft& draft, Date today) {
  if (draft.subjects.empty()) return Error{ErrorCode::required, "consent.subjects", ""};
  if (draft.kind < ConsentKind::signature || draft.kind > ConsentKind::family) return Error{ErrorCode::required, "consent.kind", ""};
  if (draft.kind == ConsentKind::family && draft.given_by.empty()) return Error{ErrorCode::required, "consent.given_by", ""};
  if (draft.kind == ConsentKind::spoken && draft.witness.empty()) return Error{ErrorCode::required, "consent.witness", ""};
  if (draft.mark.size() > limits::mark_bytes_max) return Error{ErrorCode::too_many_characters, "consent.mark", ""};
  for (const auto& [field, text] : {std::pair{fields::given_by, &draft.given_by}, std::pair{fields::witness, &draft.witness}})
    if (!text->empty()) HUZHU_TRY(check_value(T::consent, field, Value::of(*text), today));
  if (draft.on) HUZHU_TRY(check_value(T::consent, fields::happened_on, Value::of(std::int64_t{draft.on->days}), today));
  return Done{};
}

void write(people::DraftOps& ops, EntityId record, const ConsentDraft& draft, ConsentSubject subject, EntityId takes_back, Date today) {
  ops.of(T::consent, record)
      .set(fields::person, Value::of(draft.person))
      .set(fields::what, Value::of(static_cast<std::int64_t>(subject)))
      .set(fields::kind, Value::of(static_cast<std::int64_t>(draft.kind)))
      .set_text(fields::given_by, draft.given_by)
      .set_text(fields::witness, draft.witness)
      .set_date(fields::happened_on, draft.on.value_or(today));
  if (!draft.mark.empty()) ops.set(fields::mark, Value::of_bytes(view(draft.mark)));
  if (takes_back) ops.set(fields::withdraws, Value::of(takes_back));
}

}  // namespace

std::vector<ConsentLine> consents_of(store::Database& db, EntityId person) {
  const std::vector<Record> records = records_of(db, person);
  std::vector<ConsentLine> lines;
  for (const ConsentSubject subject : consent_subjects) lines.push_back(line_of(records, subject));
  return lines;
}

bool gave(store::Database& db, EntityId person, ConsentSubject subject) {
  return line_of(records_of(db, person), subject).state == ConsentState::given;
}

bool took_back(store::Database& db, EntityId person, ConsentSubject subject) {
  return line_of(records_of(db, person), subject).state == ConsentState::taken_back;
}

Result<people::Saved> give_consent(people::Session& session, const ConsentDraft& draft) {
  HUZHU_ASSIGN(const ScopeId scope, scope_for_consent(session, draft.person));
  HUZHU_TRY(check(draft, session.today()));
  // One segment; but what was signed is part of each record, and several of those do not fit into one.
  std::vector<std::vector<ConsentSubject>> segments{draft.subjects};
  if (!draft.mark.empty()) {
    segments.clear();
    for (const ConsentSubject subject : draft.subjects) segments.push_back({subject});
  }
  people::Saved saved{{}, scope, {}, 0};
  HUZHU_TRY(session.replica().together([&]() -> Status {
    for (const std::vector<ConsentSubject>& subjects : segments) {
      people::DraftOps ops;
      for (const ConsentSubject subject : subjects) write(ops, saved.entity = session.new_entity(), draft, subject, {}, session.today());
      HUZHU_ASSIGN(const store::Appended done, session.commit(scope, ops.take()));
      saved.first = done.first;
      saved.saved_at_ms = done.saved_at_ms;
    }
    return Done{};
  }));
  return saved;
}

Result<people::Saved> take_back_consent(people::Session& session, const ConsentDraft& draft) {
  HUZHU_ASSIGN(const ScopeId scope, scope_for_consent(session, draft.person));
  HUZHU_TRY(check(draft, session.today()));
  const std::vector<Record> records = records_of(session.db(), draft.person);
  std::vector<Record> gone;
  for (const ConsentSubject subject : draft.subjects)
    for (Record& r : standing(records, subject)) gone.push_back(std::move(r));
  if (gone.empty()) return Error{ErrorCode::not_found, "consent.subjects", ""};
  people::Saved saved{{}, scope, {}, 0};
  HUZHU_TRY(session.replica().together([&]() -> Status {
    for (const Record& r : gone) {
      people::DraftOps ops;
      write(ops, saved.entity = session.new_entity(), draft, r.subject, r.id, session.today());
      HUZHU_ASSIGN(const store::Appended done, session.commit(scope, ops.take()));
      saved.first = done.first;
      saved.saved_at_ms = done.saved_at_ms;
    }
    return Done{};
  }));
  return saved;
}

Status carry_consents(people::Session& session, EntityId from, EntityId to) {
  HUZHU_ASSIGN(const ScopeId scope, scope_for_consent(session, to));
  const std::vector<Record> known = records_of(session.db(), to);
  for (const ConsentLine& line : consents_of(session.db(), from)) {
    const ConsentLine there = line_of(known, line.subject);
    if (line.state == ConsentState::never_asked || line.state == there.state) continue;
    const ConsentDraft draft{to, {line.subject}, line.kind, line.given_by, line.witness, line.on, line.mark};
    // What is taken back names what was given.
    std::vector<EntityId> given;
    for (const Record& r : standing(known, line.subject)) given.push_back(r.id);
    if (given.empty()) {
      people::DraftOps ops;
      write(ops, given.emplace_back(session.new_entity()), draft, line.subject, {}, session.today());
      HUZHU_TRY(session.commit(scope, ops.take()));
    }
    if (line.state == ConsentState::given) continue;
    for (const EntityId record : given) {
      people::DraftOps ops;
      write(ops, session.new_entity(), draft, line.subject, record, session.today());
      HUZHU_TRY(session.commit(scope, ops.take()));
    }
  }
  return Done{};
}

}  // namespace huzhu::registry
