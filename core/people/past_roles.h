// PastRoles: which roles somebody held, and where a device was certified, in a causal past; what ended them, and what did not.
//
// A role or a certificate is ended only by those whose own roles, as that past shows them, reach over it: the county root,
// the holder, whoever could have granted or certified it. This is asked of the past that asks, not of the past in which the
// end was written: who ends what they have no say over may claim not to have seen it. Whether they still held their roles
// that day was asked when their words came (authority.h). Each role and each area counts by itself, as each log wrote it.
// Requires: design/people-and-security.md "Who", "Devices and keys"; docs/merge.md 3.
#pragma once

#include <memory>
#include <set>

#include "core/base/calendar.h"
#include "core/model/model.h"
#include "core/people/rows.h"

namespace huzhu::people {

struct PastGrant {
  model::RoleKind role;
  std::int64_t area;
};

// Where the rows of the authority scope are read.
class RightsRows {
 public:
  virtual ~RightsRows() = default;
  virtual const std::set<EntityId>& grants_of(EntityId profile) = 0;                    // that name it as holder, in any log
  virtual const merge::EntityState& grant(EntityId entity) = 0;                         // one of those
  virtual const std::vector<merge::Head>& revocations_of(EntityId target) = 0;          // the writes that name it
  virtual const std::optional<merge::EntityState>& device(EntityId certificate) = 0;
};

class PastRoles {
 public:
  PastRoles(RightsRows& rows, const InPast& in_past, AuthorId root) : rows_(rows), in_past_(in_past), root_(root) {}

  // Held on this day.
  std::vector<PastGrant> of(EntityId profile, Date day) const;
  // Were these ended by anybody who may? `grant`, `holder`: of a role.
  bool ended(const PastGrant& role, EntityId grant, EntityId holder) const;
  bool stopped(EntityId certificate, std::int64_t area) const;
  // May who wrote this say so over that role, that area of a device?
  bool reaches(const merge::Head& said, const PastGrant& role, EntityId holder) const;
  bool reaches(const merge::Head& said, std::int64_t area, model::EntityType by_right) const;
  // Every role given, ended or not.
  template <class Visit>
  void each_given(EntityId grant, Visit&& visit) const;   // visit(holder, PastGrant)

 private:
  std::vector<PastGrant> ever_given(EntityId profile) const;

  RightsRows& rows_;
  const InPast& in_past_;
  AuthorId root_;
};

template <class Visit>
void PastRoles::each_given(EntityId grant, Visit&& visit) const {
  const merge::EntityState& state = rows_.grant(grant);
  // Somebody who had not seen a grant may have written over it: what each log wrote counts as a grant of its own, and was
  // held against that writer's rights by itself.
  for (const merge::Head& head : state.heads_of(model::role_grant::profile)) {
    if (!in_past_(head.dot())) continue;
    const auto role = past_value(state, model::role_grant::role, in_past_, head.dot());
    const auto area = past_value(state, model::role_grant::area, in_past_, head.dot());
    if (role && area) visit(head.value.entity(), PastGrant{static_cast<model::RoleKind>(role->integer), area->integer});
  }
}

// As known today, for screens, for the hub and for the verdict that follows the whole set of operations (core/store/standing.h).
// What a revocation ends: does it reach all that its target may do where this scope lies?
enum class Ends : std::uint8_t { nothing, device, person, role };
class RolesNow {
 public:
  explicit RolesNow(store::Database& db);
  ~RolesNow();
  std::vector<PastGrant> of(EntityId profile, Date day);
  bool stopped(EntityId certificate);   // in every area it was certified for
  // What `revocation` ends in a scope of this area, of the device `certificate` when no actor is named, else of that person.
  Ends ends(EntityId revocation, EntityId certificate, EntityId actor, std::optional<std::int64_t> area);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace huzhu::people
