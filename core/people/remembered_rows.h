// RememberedRows: what authority.cpp has read of scopes, certificates and roles, kept until it changes.
//
// An import asks about the same few rows a hundred thousand times. Roles are remembered all at once, by everybody who is
// named as their holder: the typed rows show one holder alone, and several may have been written (authority.h).
#pragma once

#include <map>
#include <set>

#include "core/log/operation.h"
#include "core/people/authority.h"
#include "core/people/past_roles.h"
#include "core/people/query.h"

namespace huzhu::people {

class RememberedRows final : public RightsRows {
 public:
  explicit RememberedRows(store::Database& db) : db_(db) {}

  ScopeId authority;        // set before device() and grants_of() are asked
  bool by_holder = false;   // one holder's at a time, by the typed rows: for a screen that asks about few

  store::Database& db() { return db_; }
  const std::optional<ScopeRow>& scope(ScopeId id) {
    auto at = scopes_.find(id);
    if (at == scopes_.end()) at = scopes_.emplace(id, scope_row(db_, id)).first;
    return at->second;
  }
  const std::optional<merge::EntityState>& device(EntityId certificate) override {
    auto at = devices_.find(certificate);
    if (at == devices_.end()) at = devices_.emplace(certificate, state_of(db_, certificate, authority, model::EntityType::device)).first;
    return at->second;
  }
  const std::set<EntityId>& grants_of(EntityId profile) override {
    by_holder ? read_grants_of(profile) : read_grants();
    return grants_of_[profile];
  }
  const merge::EntityState& grant(EntityId entity) override {
    if (by_holder && !grants_.contains(entity)) read_grant(entity);
    if (!by_holder) read_grants();
    return grants_[entity];
  }
  // What each log wrote counts by itself: nobody undoes a revocation by writing beside it.
  const std::vector<merge::Head>& revocations_of(EntityId target) override {
    if (!revocations_read_)
      each_naming(model::EntityType::revocation, model::revocation::target,
                  [&](const merge::EntityState&, const merge::Head& head) { revocations_of_[head.value.entity()].push_back(head); });
    revocations_read_ = true;
    return revocations_of_[target];
  }
  // What lets a certificate go on, with the write that names it: each log's by itself, likewise.
  struct Renewal { merge::EntityState state; merge::Head named; };
  const std::vector<Renewal>& renewals_of(EntityId certificate) {
    if (!renewals_read_)
      each_naming(model::EntityType::renewal, model::renewal::device,
                  [&](const merge::EntityState& state, const merge::Head& head) { renewals_of_[head.value.entity()].push_back({state, head}); });
    renewals_read_ = true;
    return renewals_of_[certificate];
  }

  // This operation is about to be applied, perhaps.
  void will_change(const log::Operation& op) {
    if (op.type == model::EntityType::scope) scopes_.clear();
    if (op.type == model::EntityType::device) devices_.erase(op.entity);
    if (op.type == model::EntityType::role_grant) changed_grants_.insert(op.entity);
    if (op.type == model::EntityType::revocation) forget_revocations();
    if (op.type == model::EntityType::renewal) forget_renewals();
  }
  void forget() {
    scopes_.clear();
    devices_.clear();
    grants_.clear();
    grants_of_.clear();
    changed_grants_.clear();
    holders_read_.clear();
    grants_read_ = false;
    forget_revocations();
    forget_renewals();
  }

 private:
  template <class Visit>
  void each_naming(model::EntityType type, std::uint16_t field, Visit&& visit) {
    for (const EntityId entity : ids_of(db_, authority, type))
      if (const auto state = state_of(db_, entity, authority, type))
        for (const merge::Head& head : state->heads_of(field)) visit(*state, head);
  }
  void forget_renewals() {
    renewals_of_.clear();
    renewals_read_ = false;
  }
  void forget_revocations() {
    revocations_of_.clear();
    revocations_read_ = false;
  }
  void remember(EntityId entity, merge::EntityState state) {
    for (const merge::Head& head : state.heads_of(model::role_grant::profile)) grants_of_[head.value.entity()].insert(entity);
    grants_.insert_or_assign(entity, std::move(state));
  }
  void read_grant(EntityId entity) {
    if (auto state = state_of(db_, entity, authority, model::EntityType::role_grant)) remember(entity, std::move(*state));
  }
  void read_grants_of(EntityId profile) {
    if (!holders_read_.insert(profile).second) return;
    std::vector<EntityId> ids;
    each_row(db_.cached("SELECT id FROM role_grant WHERE profile=?1").bind(1, bits(profile)), [&](const store::Statement& row) { ids.push_back(entity_at(row, 0)); });
    for (EntityId id : ids) read_grant(id);
  }
  void read_grants() {
    if (!grants_read_)
      for (GrantRow& row : grant_rows(db_, authority)) remember(row.entity, std::move(row.state));
    grants_read_ = true;
    for (EntityId entity : changed_grants_) read_grant(entity);
    changed_grants_.clear();
  }

  store::Database& db_;
  std::map<ScopeId, std::optional<ScopeRow>> scopes_;
  std::map<EntityId, std::optional<merge::EntityState>> devices_;
  std::map<EntityId, merge::EntityState> grants_;
  std::map<EntityId, std::set<EntityId>> grants_of_;  // by everybody named as holder
  std::set<EntityId> changed_grants_;                 // to be read again
  bool grants_read_ = false;
  std::set<EntityId> holders_read_;                   // by_holder
  std::map<EntityId, std::vector<merge::Head>> revocations_of_;  // by target
  bool revocations_read_ = false;
  std::map<EntityId, std::vector<Renewal>> renewals_of_;  // by certificate
  bool renewals_read_ = false;
};

}  // namespace huzhu::people
