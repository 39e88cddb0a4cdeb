#include "core/people/sync_status.h"

#include <algorithm>

#include "core/base/order.h"
#include "core/log/segment.h"
#include "core/people/names.h"
#include "core/people/places.h"
#include "core/people/query.h"

namespace huzhu::people {
namespace {

using T = model::EntityType;
using Kind = WaitingAct::Kind;

// Enough for the rows of a screen many times over; what lies beyond is only counted.
constexpr std::size_t waiting_bytes_max = 256 * 1024;

EntityId elder_of(store::Database& db, T type, EntityId entity) {
  if (type == T::person) return entity;
  EntityId elder;
  const auto take = [&](const store::Statement& row) { elder = entity_at(row, 0); };
  if (type == T::visit) each_row(db.cached("SELECT elder FROM visit WHERE id=?1 LIMIT 1").bind(1, bits(entity)), take);
  if (type == T::time_entry) each_row(db.cached("SELECT elder FROM time_entry WHERE id=?1 LIMIT 1").bind(1, bits(entity)), take);
  return elder;
}

// What a person would call this act, from its operations.
Kind kind_of(const std::vector<log::Operation>& operations) {
  const log::Operation& first = operations.front();
  const auto sets = [&](T type, std::uint16_t field) {
    return std::any_of(operations.begin(), operations.end(), [&](const log::Operation& op) { return op.type == type && op.field == field; });
  };
  if (first.kind == log::OpKind::erase) return Kind::taken_back;
  if (operations.size() == 1 && first.lists_dots && first.supersedes.size() > 1) return Kind::settled;
  if (first.type == T::visit) return sets(T::visit, model::visit::elder) ? Kind::visit : Kind::edited;
  if (first.type == T::time_entry) return sets(T::time_entry, model::time_entry::elder) ? Kind::hours : Kind::edited;
  if (first.type == T::person) return sets(T::person, model::person::registered_on) ? Kind::registered : Kind::edited;
  return Kind::other;
}

WaitingAct act_of(store::Database& db, const log::Segment& segment) {
  const log::Operation& first = segment.operations.front();
  WaitingAct act;
  act.kind = kind_of(segment.operations);
  act.entity = first.entity;
  act.at_ms = static_cast<std::int64_t>(segment.hlc >> 16);
  act.who = profile_name(db, segment.actor);
  EntityId about = elder_of(db, first.type, first.entity);
  for (const log::Operation& op : segment.operations) {
    if (op.type == T::visit && op.field == model::visit::elder) about = op.value.entity();
    if (op.type != T::time_entry) continue;
    if (op.field == model::time_entry::elder) about = op.value.entity();
    if (op.field == model::time_entry::service) act.service = op.value.integer;
    if (op.field == model::time_entry::minutes) act.minutes = op.value.integer;
  }
  act.name = person_name(db, about);
  if (act.kind == Kind::edited || act.kind == Kind::settled)
    if (const model::Field* field = model::find(*model::find(first.type), first.field)) act.label = std::string(field->label_zh);
  return act;
}

std::vector<WaitingAct> waiting_acts(Session& session, std::size_t rows) {
  std::vector<WaitingAct> acts;
  for (const store::StoredSegment& stored : session.replica().unreceipted(waiting_bytes_max)) {
    const auto segment = log::decode(stored.sealed.bytes, log::Redaction::taken);
    if (segment && !segment->operations.empty() && model::find(segment->operations.front().type)) acts.push_back(act_of(session.db(), *segment));
  }
  stable_order(acts, [](const WaitingAct& a, const WaitingAct& b) { return a.at_ms < b.at_ms; });
  if (acts.size() > rows) acts.resize(rows);
  return acts;
}

std::vector<QuarantinedLog> quarantined(store::Database& db) {
  std::vector<std::pair<AuthorId, ErrorCode>> logs;
  each_row(db.cached("SELECT author, MIN(reason) FROM quarantine GROUP BY author"), [&](const store::Statement& row) {
    logs.push_back({AuthorId{store::unsigned_of(row, 0)}, static_cast<ErrorCode>(row.integer(1))});
  });
  std::vector<QuarantinedLog> found;
  for (const auto& [author, reason] : logs) {
    std::string name = device_name(db, author);
    found.push_back({name.empty() ? to_string(author) : std::move(name), reason});
  }
  return found;
}

}  // namespace

SyncStatus sync_status(Session& session, std::size_t rows) {
  store::Database& db = session.db();
  const store::Replica::Counts counts = session.replica().counts();
  SyncStatus status;
  status.on_tablet = counts.segments;
  status.waiting = counts.unsent;
  status.received = counts.segments - std::min(counts.segments, counts.unsent);
  status.early = counts.waiting;
  status.waiting_acts = waiting_acts(session, rows);
  each_row(db.cached("SELECT MAX(received_at) FROM receipt"), [&](const store::Statement& row) {
    if (!row.is_null(0)) status.last_received_ms = row.integer(0);
  });
  status.conflicts = session.replica().conflict_count();
  status.quarantined = quarantined(db);
  if (const store::DeviceIdentity* identity = session.replica().identity()) status.device_name = device_name(db, identity->key.author());
  status.place = place_name(db, session.area());
  each_row(db.cached("SELECT COUNT(*) FROM roster WHERE gone=0 AND COALESCE(ended_kind,0)=0"),
           [&](const store::Statement& row) { status.elders = static_cast<std::size_t>(row.integer(0)); });
  return status;
}

}  // namespace huzhu::people
