#include "core/registry/erasure.h"

#include <algorithm>
#include <functional>
#include <set>

#include "core/base/limits.h"
#include "core/log/segment.h"
#include "core/people/access.h"
#include "core/people/draft_ops.h"
#include "core/people/places.h"
#include "core/people/query.h"
#include "core/people/rights_table.h"
#include "core/people/rows.h"
#include "core/registry/relatives.h"
#include "core/store/facts.h"
#include "core/store/redactions.h"

namespace huzhu::registry {
namespace {

using T = model::EntityType;
using people::bits;
using people::each_row;

// Where the person is counted, and that they are gone: without them nobody could judge what others wrote of them.
constexpr std::uint16_t kept_of_person[] = {model::person::area, model::person::roles, model::person::ended_kind,
                                            model::person::ended_on, model::person::registered_on, model::person::home_scope};

bool goes(const model::Entity& type, const model::Field& field, ErasureReach reach) {
  if (reach == ErasureReach::health) return field.privacy == model::Privacy::health;
  if (type.type == T::person) return std::find(std::begin(kept_of_person), std::end(kept_of_person), field.id) == std::end(kept_of_person);
  return field.privacy != model::Privacy::open && !field.required && field.type != model::FieldType::reference;
}

// Of events that happened to the person; what is said once (consents, looks, the ledger) is evidence and stays.
bool is_about(const log::Operation& op, EntityId person) {
  const model::Entity* type = model::find(op.type);
  if (!type || type->life != model::Life::event || op.kind != log::OpKind::set || op.redacted || op.value.is_null()) return false;
  const model::Field* field = model::find(*type, op.field);
  return field && field->type == model::FieldType::reference && field->privacy == model::Privacy::personal && op.value.entity() == person;
}

using Visit = std::function<void(const Dot&, const log::Operation&)>;
Status each_operation(store::Replica& replica, ScopeId scope, const Visit& visit) {
  constexpr std::size_t bytes_at_once = 256 * 1024;
  for (const store::Head& head : replica.heads(scope)) {
    for (std::uint64_t from = 1; from <= head.seq;) {
      const auto some = replica.segments(scope, head.author, head.epoch, from, bytes_at_once);
      if (some.empty()) break;
      for (const store::StoredSegment& stored : some) {
        from = stored.seq_last + 1;
        auto segment = log::decode(stored.sealed.bytes, log::Redaction::taken);
        if (!segment) continue;   // a newer program's; it is read after the upgrade
        for (std::size_t i = 0; i < segment->operations.size(); ++i) visit({head.author, head.epoch, segment->seq_first + i}, segment->operations[i]);
      }
    }
  }
  return Done{};
}

Result<std::vector<Dot>> dots_of(people::Session& session, ScopeId scope, const Erasure& erasure) {
  std::set<EntityId> events;
  // Values that are here by a snapshot's word alone cannot be named yet.
  if (session.replica().stated(scope) != store::Replica::Stated::nothing) return Error{ErrorCode::gap, "erase.log", "segments are still to come"};
  HUZHU_TRY(each_operation(session.replica(), scope, [&](const Dot&, const log::Operation& op) {
    if (is_about(op, erasure.person)) events.insert(op.entity);
  }));
  // Those show nothing any more, and their bytes are blanked when the hub has the redaction.
  const std::set<Dot> named = store::redacted_dots(session.db(), scope);
  std::vector<Dot> dots;
  HUZHU_TRY(each_operation(session.replica(), scope, [&](const Dot& dot, const log::Operation& op) {
    if (op.redacted || op.value.is_null() || named.contains(dot)) return;
    const bool own = op.type == T::person && op.entity == erasure.person;
    const model::Entity* type = own || events.contains(op.entity) ? model::find(op.type) : nullptr;
    const model::Field* field = type ? model::find(*type, op.field) : nullptr;
    if (field && goes(*type, *field, erasure.reach)) dots.push_back(dot);
  }));
  std::sort(dots.begin(), dots.end());
  return dots;
}

bool is_there(store::Statement& rows) {
  bool there = false;
  each_row(rows, [&](const store::Statement&) { there = true; });
  return there;
}

// Where the person stands, when this may be done there.
Result<std::vector<people::Home>> homes_to_erase(people::Session& session, const Erasure& erasure) {
  store::Database& db = session.db();
  std::vector<people::Home> homes = people::homes_of(db, erasure.person);
  if (homes.empty()) return Error{ErrorCode::not_found, "person", ""};
  const auto held = people::held_role(db, session.profile(), session.today());
  const people::Right* right = held ? people::find_right(held->role, T::redaction) : nullptr;
  for (const people::Home& home : homes)
    if (!right || right->create == people::Reach::none || !people::lies_in(home.area, held->area)) return Error{ErrorCode::not_allowed, "redaction", ""};
  if (erasure.reach == ErasureReach::all) {
    if (is_owed(db, erasure.person)) return Error{ErrorCode::person_in_use, "person", ""};
  }
  return homes;
}

Status redact(people::Session& session, ScopeId scope, std::span<const Dot> dots, ErasureReason reason) {
  people::DraftOps ops;
  // of_scope before dots: authority.h holds the dots against it.
  ops.of(T::redaction, session.new_entity())
      .set(model::redaction::scope, Value::of(store::signed_of(scope.value)))
      .set(model::redaction::dots, Value::of_bytes(store::pack_dots({dots.begin(), dots.end()})))
      .set(model::redaction::reason, Value::of(static_cast<std::int64_t>(reason)));
  HUZHU_TRY(session.commit(session.authority_scope(), ops.take()));
  return Done{};
}

// Was something erased of the act that registered this person?
bool was_erased(store::Replica& replica, ScopeId scope, EntityId person, const Dot& first) {
  if (first.seq == 0) return false;
  const std::set<Dot> named = store::redacted_dots(replica.db(), scope);
  // The act may have begun before its operation that named the person.
  const std::uint64_t from = first.seq - std::min<std::uint64_t>(first.seq - 1, limits::segment_ops_max - 1);
  for (const store::StoredSegment& stored : replica.segments(scope, first.author, first.epoch, from, limits::segment_ops_max * limits::segment_bytes_max)) {
    if (first.seq < stored.seq_first || stored.seq_last < first.seq) continue;
    const auto segment = log::decode(stored.sealed.bytes, log::Redaction::taken);
    if (!segment) continue;
    for (std::size_t i = 0; i < segment->operations.size(); ++i) {
      const log::Operation& op = segment->operations[i];
      if (op.entity == person && (op.redacted || named.contains({first.author, first.epoch, segment->seq_first + i}))) return true;
    }
  }
  return false;
}

}  // namespace

bool is_owed(store::Database& db, EntityId person) {
  const auto named_in = [&](const char* sql) { return is_there(db.cached(sql).bind(1, bits(person))); };
  return named_in("SELECT 1 FROM time_entry WHERE helper=?1 LIMIT 1") || named_in("SELECT 1 FROM profile WHERE person=?1 LIMIT 1") ||
         named_in("SELECT 1 FROM account WHERE person=?1 LIMIT 1");
}

Result<std::size_t> count_erasure(people::Session& session, const Erasure& erasure) {
  HUZHU_ASSIGN(const std::vector<people::Home> homes, homes_to_erase(session, erasure));
  std::size_t count = 0;
  for (const people::Home& home : homes) {
    HUZHU_ASSIGN(const std::vector<Dot> dots, dots_of(session, home.scope, erasure));
    count += dots.size();
  }
  return count;
}

Result<std::size_t> erase_values(people::Session& session, const Erasure& erasure) {
  HUZHU_ASSIGN(const std::vector<people::Home> homes, homes_to_erase(session, erasure));
  if (erasure.reason == ErasureReason::none) return Error{ErrorCode::required, "redaction.reason", ""};
  const bool family = erasure.reason == ErasureReason::family_asked;
  if (family) HUZHU_TRY(check_relative(session, erasure.person, erasure.asked_by));
  constexpr std::size_t dots_at_once = 100;   // 20 bytes each: one value of the log holds no more than 102
  std::size_t count = 0;
  Status written = session.replica().together([&]() -> Status {
    // Before the person leaves the register: afterwards there is nobody it could be about.
    if (family) HUZHU_TRY(people::write_look(session, {erasure.person, model::Privacy::personal, people::AccessReason::relative, erasure.asked_by}));
    for (const people::Home& home : homes) {
      HUZHU_ASSIGN(const std::vector<Dot> dots, dots_of(session, home.scope, erasure));
      if (erasure.reach == ErasureReach::all) {
        people::DraftOps gone;
        gone.of(T::person, erasure.person).erase();
        HUZHU_TRY(session.commit(home.scope, gone.take()));
      }
      for (std::size_t from = 0; from < dots.size(); from += dots_at_once)
        HUZHU_TRY(redact(session, home.scope, std::span(dots).subspan(from, std::min(dots_at_once, dots.size() - from)), erasure.reason));
      count += dots.size();
    }
    // What somebody had begun to write about them lies in no log.
    for (const std::string& key : store::fact_keys(session.db(), "draft/"))
      if (key.ends_with("/" + to_string(erasure.person))) HUZHU_TRY(session.replica().put_fact(key, {}));
    return Done{};
  });
  HUZHU_TRY(std::move(written));
  return count;
}

Status forget_drafts_of_erased(store::Replica& replica) {
  constexpr std::size_t id_digits = 16;
  store::Database& db = replica.db();
  const std::vector<std::string> keys = store::fact_keys(db, "draft/");
  for (const std::string& key : keys) {
    const EntityId person{key.size() < id_digits ? 0 : parse_id(std::string_view(key).substr(key.size() - id_digits))};
    if (!person || is_there(db.cached("SELECT 1 FROM person WHERE id=?1").bind(1, bits(person)))) continue;
    std::vector<ScopeId> scopes;
    each_row(db.cached("SELECT scope FROM entity WHERE id=?1 AND type=3").bind(1, bits(person)),
             [&](const store::Statement& row) { scopes.push_back(ScopeId{store::unsigned_of(row, 0)}); });
    // Who was only taken back may come back, and the draft with them.
    for (const ScopeId scope : scopes)
      if (const auto state = people::state_of(db, person, scope, T::person); state && was_erased(replica, scope, person, state->created_by()))
        HUZHU_TRY(replica.put_fact(key, {}));
  }
  return Done{};
}

}  // namespace huzhu::registry
