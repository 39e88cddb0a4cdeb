#include "core/people/past_roles.h"

#include <algorithm>
#include <map>

#include "core/people/places.h"
#include "core/people/remembered_rows.h"
#include "core/people/rights_table.h"

namespace huzhu::people {
namespace fields = model;
using T = model::EntityType;

std::vector<PastGrant> PastRoles::ever_given(EntityId profile) const {
  std::vector<PastGrant> given;
  if (!profile) return given;
  for (const EntityId grant : rows_.grants_of(profile))
    each_given(grant, [&](EntityId holder, const PastGrant& role) {
      if (holder == profile) given.push_back(role);
    });
  return given;
}

bool PastRoles::reaches(const merge::Head& said, const PastGrant& role, EntityId holder) const {
  if (said.stamp.author == root_ || (holder && said.stamp.actor == holder)) return true;
  const auto by = ever_given(said.stamp.actor);
  return std::any_of(by.begin(), by.end(), [&](const PastGrant& g) { return may_grant(g.role, role.role) && lies_in(role.area, g.area); });
}

bool PastRoles::reaches(const merge::Head& said, std::int64_t area, T by_right) const {
  if (said.stamp.author == root_) return true;
  const auto by = ever_given(said.stamp.actor);
  return std::any_of(by.begin(), by.end(), [&](const PastGrant& g) { return find_right(g.role, by_right) && lies_in(area, g.area); });
}

bool PastRoles::ended(const PastGrant& role, EntityId grant, EntityId holder) const {
  const auto by = [&](EntityId target) {
    const auto& said = rows_.revocations_of(target);
    return std::any_of(said.begin(), said.end(), [&](const merge::Head& head) { return in_past_(head.dot()) && reaches(head, role, holder); });
  };
  return by(grant) || by(holder);
}

bool PastRoles::stopped(EntityId certificate, std::int64_t area) const {
  const auto& said = rows_.revocations_of(certificate);
  return std::any_of(said.begin(), said.end(), [&](const merge::Head& head) { return in_past_(head.dot()) && reaches(head, area, T::revocation); });
}

std::vector<PastGrant> PastRoles::of(EntityId profile, Date day) const {
  std::vector<PastGrant> held;
  if (!profile) return held;
  for (const EntityId grant : rows_.grants_of(profile))
    each_given(grant, [&](EntityId holder, const PastGrant& role) {
      if (holder != profile || ended(role, grant, holder)) return;
      // Of several last days the first counts, as of several revocations.
      for (const merge::Head& ends : rows_.grant(grant).heads_of(fields::role_grant::ends_on))
        if (in_past_(ends.dot()) && !ends.value.is_null() && day.days > ends.value.integer && reaches(ends, role, holder)) return;
      held.push_back(role);
    });
  return held;
}

namespace {

const InPast known_today = [](const Dot&) { return true; };

AuthorId root_of(store::Database& db, ScopeId authority) {
  const auto row = scope_row(db, authority);
  return row ? row->state.created_by().author : AuthorId{};
}

}  // namespace

struct RolesNow::Impl {
  RememberedRows all, few;
  PastRoles roles, roles_of_few;

  explicit Impl(store::Database& db, ScopeId authority) : all(db), few(db), roles(all, known_today, root_of(db, authority)), roles_of_few(few, known_today, root_of(db, authority)) {
    all.authority = few.authority = authority;
    few.by_holder = true;
  }
  bool ends_device(const merge::Head& said, EntityId certificate, std::optional<std::int64_t> area);
  bool ends_roles(const merge::Head& said, const std::set<EntityId>& grants, EntityId holder, std::optional<std::int64_t> area);
};

RolesNow::RolesNow(store::Database& db) : impl_(std::make_unique<Impl>(db, authority_scope_of(db))) {}
RolesNow::~RolesNow() = default;

std::vector<PastGrant> RolesNow::of(EntityId profile, Date day) { return impl_->roles_of_few.of(profile, day); }

bool RolesNow::stopped(EntityId certificate) {
  if (impl_->all.revocations_of(certificate).empty()) return false;
  const auto& state = impl_->all.device(certificate);
  if (!state) return true;
  const auto areas = state->heads_of(fields::device::area);
  return std::all_of(areas.begin(), areas.end(), [&](const merge::Head& head) { return head.value.is_null() || impl_->roles.stopped(certificate, head.value.integer); });
}

namespace {

bool meet(std::int64_t one, const std::optional<std::int64_t>& other) { return !other || lies_in(one, *other) || lies_in(*other, one); }

}  // namespace

// All that lets the device act there; nothing known of it counts as reached.
bool RolesNow::Impl::ends_device(const merge::Head& said, EntityId certificate, std::optional<std::int64_t> area) {
  const auto& state = all.device(certificate);
  if (!state) return true;
  const auto heads = state->heads_of(fields::device::area);
  return std::all_of(heads.begin(), heads.end(), [&](const merge::Head& head) {
    return head.value.is_null() || !meet(head.value.integer, area) || roles.reaches(said, head.value.integer, T::revocation);
  });
}

bool RolesNow::Impl::ends_roles(const merge::Head& said, const std::set<EntityId>& grants, EntityId holder, std::optional<std::int64_t> area) {
  bool all_reached = true;
  for (const EntityId grant : grants)
    roles.each_given(grant, [&](EntityId who, const PastGrant& role) {
      if (who == holder && meet(role.area, area) && !roles.reaches(said, role, holder)) all_reached = false;
    });
  return all_reached;
}

Ends RolesNow::ends(EntityId revocation, EntityId certificate, EntityId actor, std::optional<std::int64_t> area) {
  const auto state = state_of(impl_->all.db(), revocation, impl_->all.authority, T::revocation);
  if (!state) return Ends::nothing;
  for (const merge::Head& said : state->heads_of(fields::revocation::target)) {
    const auto kind = past_value(*state, fields::revocation::kind, known_today, said.dot());
    const EntityId target = said.value.entity();
    if (!kind || !target) continue;
    switch (static_cast<model::RevocationKind>(kind->integer)) {
      case model::RevocationKind::device:
        if (!actor && target == certificate && impl_->ends_device(said, certificate, area)) return Ends::device;
        break;
      case model::RevocationKind::profile:
        if (actor && target == actor && impl_->ends_roles(said, impl_->all.grants_of(actor), actor, area)) return Ends::person;
        break;
      case model::RevocationKind::role_grant:
        if (actor && impl_->all.grants_of(actor).contains(target) && impl_->ends_roles(said, {target}, actor, area)) return Ends::role;
        break;
    }
  }
  return Ends::nothing;
}

}  // namespace huzhu::people
