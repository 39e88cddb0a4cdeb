#include "core/people/revoke.h"

#include <algorithm>

#include "core/base/limits.h"
#include "core/base/utf8.h"
#include "core/people/draft_ops.h"
#include "core/people/names.h"
#include "core/people/past_roles.h"
#include "core/people/places.h"
#include "core/people/query.h"
#include "core/people/reset.h"
#include "core/people/rights_table.h"

namespace huzhu::people {
namespace {

using T = model::EntityType;

constexpr std::int64_t checked = 1, on_other_branch = 3;  // reasons of an admission (model.cpp)

// Whom an act is about: the person it writes, or the one it names.
std::string about(store::Database& db, const store::Replica::Held& act) {
  for (const log::Operation& operation : act.operations) {
    const bool names_elder = (operation.type == T::visit && operation.field == model::visit::elder) ||
                             (operation.type == T::time_entry && operation.field == model::time_entry::elder);
    if (operation.type == T::person && operation.field == model::person::name) return operation.value.data;
    const EntityId person = operation.type == T::person ? operation.entity : names_elder ? operation.value.entity() : EntityId{};
    if (!person) continue;
    if (std::string name = person_name(db, person); !name.empty()) return name;
  }
  return {};
}

std::vector<log::Operation> written_again(Session& session, const store::Replica::Held& act) {
  std::vector<log::Operation> again;
  for (const log::Operation& operation : act.operations) {
    if (operation.redacted) continue;
    log::Operation copy = operation;
    copy.hlc_offset = 0;
    // What the writer had not seen is not superseded by whoever writes it again.
    if (copy.kind == log::OpKind::set && !copy.lists_dots) {
      const auto heads = session.replica().field_heads(copy.entity, copy.field);
      copy.lists_dots = !heads.empty();
    }
    again.push_back(std::move(copy));
  }
  return again;
}

}  // namespace

Result<Saved> revoke(Session& session, const Revoke& act) {
  if (!utf8::valid(act.note)) return Error{ErrorCode::bad_text, "revocation.note", ""};
  if (utf8::count(act.note) > limits::address_characters_max) return Error{ErrorCode::too_many_characters, "revocation.note", ""};
  const ScopeId authority = session.authority_scope();
  const EntityId record = session.new_entity();
  DraftOps ops;
  // kind before target: authority.h holds the target against it.
  ops.of(T::revocation, record)
      .set(model::revocation::kind, Value::of(static_cast<std::int64_t>(act.kind)))
      .set(model::revocation::target, Value::of(act.target))
      .set(model::revocation::reason, Value::of(static_cast<std::int64_t>(act.reason)))
      .set_text(model::revocation::note, act.note);
  HUZHU_ASSIGN(const store::Appended done, session.commit(authority, ops.take()));
  return Saved{record, authority, done.first, done.saved_at_ms};
}

std::vector<DeviceRow> devices(Session& session) {
  store::Database& db = session.db();
  const store::DeviceIdentity* identity = session.replica().identity();
  const EntityId own = identity ? certificate_of(identity->key.author()) : EntityId{};
  std::vector<DeviceRow> found;
  store::Statement& rows = db.cached(
      "SELECT d.id, d.name, d.area FROM device d WHERE d.kind<>4 AND d.area IS NOT NULL ORDER BY d.area, d.name");
  each_row(rows, [&](const store::Statement& row) {
    DeviceRow device{entity_at(row, 0), std::string(row.text(1)), {}, row.integer(2), entity_at(row, 0) == own, false, {}};
    if (lies_in(device.area, session.area())) found.push_back(std::move(device));
  });
  RolesNow roles(db);
  for (DeviceRow& device : found) {
    device.revoked = roles.stopped(device.certificate);
    device.place = place_name(db, device.area);
    device.ends_at_ms = certificate_end_ms(db, device.certificate);
  }
  std::stable_partition(found.begin(), found.end(), [](const DeviceRow& device) { return device.own; });
  return found;
}

Result<Saved> renew(Session& session, EntityId certificate) {
  if (!certificate_end_ms(session.db(), certificate)) return Error{ErrorCode::not_found, "renewal.device", ""};
  const ScopeId authority = session.authority_scope();
  const EntityId record = session.new_entity();
  DraftOps ops;
  ops.of(T::renewal, record).set(model::renewal::device, Value::of(certificate));
  HUZHU_ASSIGN(const store::Appended done, session.commit(authority, ops.take()));
  return Saved{record, authority, done.first, done.saved_at_ms};
}

std::vector<Displaced> displaced(Session& session) {
  store::Database& db = session.db();
  std::vector<Displaced> found;
  store::Statement& rows = db.cached(
      "SELECT p.id, p.person_name, d.name, d.id FROM profile p JOIN device d ON d.id=p.device"
      " WHERE EXISTS (SELECT 1 FROM revocation r WHERE r.target=d.id) AND NOT EXISTS (SELECT 1 FROM pin_reset x WHERE x.before=p.id) ORDER BY p.person_name");
  std::vector<EntityId> at;
  each_row(rows, [&](const store::Statement& row) {
    found.push_back({entity_at(row, 0), std::string(row.text(1)), std::string(row.text(2))});
    at.push_back(entity_at(row, 3));
  });
  RolesNow roles(db);
  std::size_t next = 0;
  std::erase_if(found, [&](const Displaced& one) { return !roles.stopped(at[next++]) || !may_reset(session, one.profile); });
  return found;
}

bool may_take_off(Session& session, EntityId profile) {
  if (!profile || profile == session.profile() || !session.rights().add_person) return false;
  const auto held = held_role(session.db(), profile, session.today());
  return !held || (may_grant(session.role(), held->role) && lies_in(held->area, session.area()));
}

bool may_stop(Session& session, EntityId profile) {
  const auto held = held_role(session.db(), profile, session.today());
  return profile != session.profile() && held && find_right(session.role(), T::revocation) && may_grant(session.role(), held->role) && lies_in(held->area, session.area());
}

std::vector<Colleague> people_under(Session& session) {
  std::vector<Colleague> found;
  store::Statement& rows = session.db().cached(
      "SELECT DISTINCT p.id, p.person_name, d.name FROM profile p JOIN role_grant g ON g.profile=p.id LEFT JOIN device d ON d.id=p.device"
      " WHERE NOT EXISTS (SELECT 1 FROM pin_reset x WHERE x.before=p.id) ORDER BY p.person_name");
  each_row(rows, [&](const store::Statement& row) { found.push_back({entity_at(row, 0), std::string(row.text(1)), std::string(row.text(2))}); });
  RolesNow roles(session.db());
  std::erase_if(found, [&](Colleague& one) {
    const auto held = roles.of(one.profile, session.today());
    const auto best = std::max_element(held.begin(), held.end(), [](const PastGrant& a, const PastGrant& b) { return reach_of(a.role) < reach_of(b.role); });
    if (best == held.end() || one.profile == session.profile() || !may_grant(session.role(), best->role) || !lies_in(best->area, session.area())) return true;
    one.role = best->role;
    return false;
  });
  return found;
}

std::vector<Displaced> taken_off(Session& session, const Keyring& keyring) {
  std::vector<Displaced> found;
  const store::DeviceIdentity* identity = session.replica().identity();
  if (!identity) return found;
  store::Statement& rows = session.db().cached(
      "SELECT p.id, p.person_name, d.name FROM profile p JOIN device d ON d.id=p.device"
      " WHERE d.id=?1 AND NOT EXISTS (SELECT 1 FROM pin_reset x WHERE x.before=p.id) ORDER BY p.person_name");
  each_row(rows.bind(1, bits(certificate_of(identity->key.author()))), [&](const store::Statement& row) {
    found.push_back({entity_at(row, 0), std::string(row.text(1)), std::string(row.text(2))});
  });
  std::erase_if(found, [&](const Displaced& one) {
    return std::any_of(keyring.entries().begin(), keyring.entries().end(), [&](const KeyringEntry& e) { return e.profile == one.profile; }) || !may_reset(session, one.profile);
  });
  return found;
}

std::vector<HeldAct> held_acts(Session& session) {
  std::vector<HeldAct> acts;
  for (store::Replica::Held& act : session.replica().held()) {
    HeldAct one;
    one.writer = profile_name(session.db(), act.actor);
    one.device = device_name(session.db(), act.author);
    one.about = about(session.db(), act);
    one.type = act.operations.front().type;
    one.act = std::move(act);
    acts.push_back(std::move(one));
  }
  return acts;
}

Result<Saved> admit(Session& session, const std::vector<store::Replica::Held>& acts) {
  if (acts.empty()) return Error{ErrorCode::not_found, "admission", ""};
  const store::Replica::Held &first = acts.front(), &last = acts.back();
  const Right* right = find_right(session.role(), T::admission);
  if (!right || right->create == Reach::none) return Error{ErrorCode::not_allowed, "admission", ""};
  for (const store::Replica::Held& act : acts)
    if (act.scope != first.scope || act.author != first.author || act.epoch != first.epoch || act.forked != first.forked) return Error{ErrorCode::internal, "admission", "acts of several logs"};
  const EntityId record = session.new_entity();
  DraftOps ops;
  ops.of(T::admission, record)
      .set(model::admission::author, Value::of(store::signed_of(first.author.value)))
      .set(model::admission::epoch, Value::of(std::int64_t{first.epoch}))
      .set(model::admission::seq_from, Value::of(store::signed_of(first.seq_first)))
      .set(model::admission::seq_to, Value::of(store::signed_of(last.seq_last)))
      .set(model::admission::chain, Value::of_bytes(last.chain))
      .set(model::admission::reason, Value::of(first.forked ? on_other_branch : checked));
  Saved saved{record, first.scope, {}, 0};
  // Together with the record that says so: else they would be written a second time by whoever tries again.
  Status written = session.replica().together([&]() -> Status {
    // Act by act, as they were written: each is a segment or group of its own.
    for (const store::Replica::Held& act : acts) {
      std::vector<log::Operation> again = written_again(session, act);
      if (again.empty()) continue;
      HUZHU_ASSIGN(const store::Appended done, session.commit(act.scope, std::move(again)));
      if (saved.saved_at_ms == 0) saved = {record, act.scope, done.first, done.saved_at_ms};
    }
    HUZHU_ASSIGN(const store::Appended done, session.commit(first.scope, ops.take()));
    saved.saved_at_ms = done.saved_at_ms;
    return Done{};
  });
  HUZHU_TRY(std::move(written));
  return saved;
}

}  // namespace huzhu::people
