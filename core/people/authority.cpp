#include "core/people/authority.h"

#include <algorithm>
#include <cstring>

#include "core/base/crypto.h"
#include "core/people/enrol.h"
#include "core/people/places.h"
#include "core/people/past_roles.h"
#include "core/people/query.h"
#include "core/people/remembered_rows.h"
#include "core/people/rights_table.h"

namespace huzhu::people {
namespace {

using R = model::RoleKind;
using T = model::EntityType;
namespace fields = model;

constexpr int china_minutes = 480;  // the whole country keeps one time; rights end with its day

std::int64_t ms_of(const log::Segment& segment) { return static_cast<std::int64_t>(segment.hlc >> 16); }

// Was it written by the act that this segment is of, or belongs to?
bool writes_in(const log::Segment& segment, const Dot& dot) {
  const std::uint64_t first = segment.group ? segment.group->first_seq : segment.seq_first;
  return dot.author == segment.author && dot.epoch == segment.epoch && dot.seq >= first;
}

// The entity's id is the hash of the key that the operation writes.
bool called_after_key(const log::Operation& op) {
  PublicKey key{};
  if (op.value.data.size() != key.size()) return false;
  std::memcpy(key.data(), op.value.data.data(), key.size());
  return crypto::author_of(key).value == op.entity.value;
}

std::vector<std::int64_t> areas_in(const merge::EntityState& certificate, const InPast& in_past) {
  std::vector<std::int64_t> areas;
  for (const merge::Head& head : certificate.heads_of(fields::device::area))
    if (in_past(head.dot()) && !head.value.is_null()) areas.push_back(head.value.integer);
  return areas;
}

}  // namespace

struct Authority::Impl {
  store::Database& db;
  RememberedRows rows;

  explicit Impl(store::Database& database) : db(database), rows(database) {}

  bool permits(const AuthorityQuestion& q);
  bool permits_record(const AuthorityQuestion& q, std::int64_t area);
  bool permits_authority(const AuthorityQuestion& q);
  bool keeps_the_written(const AuthorityQuestion& q, const std::optional<merge::EntityState>& state);
  bool first_of_device(const AuthorityQuestion& q, bool is_new);
  bool names_person(const AuthorityQuestion& q, const std::vector<PastGrant>& mine, bool is_new);
  bool grants_role(const AuthorityQuestion& q, const std::vector<PastGrant>& mine, bool is_new,
                   const std::optional<merge::EntityState>& state);
  bool certifies(const AuthorityQuestion& q, const std::vector<PastGrant>& mine, const std::optional<merge::EntityState>& state);
  bool revokes(const AuthorityQuestion& q, const std::vector<PastGrant>& mine, const std::optional<merge::EntityState>& state);
  bool redacts(const AuthorityQuestion& q, const std::vector<PastGrant>& mine, const std::optional<merge::EntityState>& state);
  bool resets(const AuthorityQuestion& q, const std::vector<PastGrant>& mine);
  bool renews(const AuthorityQuestion& q, const std::vector<PastGrant>& mine);
  bool has_say_over(const AuthorityQuestion& q, const std::vector<PastGrant>& mine, EntityId profile);
  bool permits_hub(const AuthorityQuestion& q);

  // `limited`: it has an end, and nobody said since that it goes on for good. Leads do not act on such a device.
  struct Certified { std::int64_t area; Dot by; bool limited; };
  std::vector<Certified> certified(const AuthorityQuestion& q);
  std::optional<std::int64_t> renewed(const AuthorityQuestion& q, std::int64_t area, std::int64_t until);
  std::vector<PastGrant> past_grants(const AuthorityQuestion& q, EntityId profile);
};

// Where the writing device was certified for. What each log certified counts by itself, as with roles: else a lead could take
// anybody's certificate away by writing another beside it that claims not to have seen the first.
std::vector<Authority::Impl::Certified> Authority::Impl::certified(const AuthorityQuestion& q) {
  std::vector<Certified> found;
  const EntityId own = certificate_of(q.segment->author);
  const auto& state = rows.device(own);
  if (!state) return found;
  const PastRoles past(rows, q.in_past, q.root_author);
  for (const merge::Head& head : state->heads_of(fields::device::area)) {
    if (!q.in_past(head.dot()) || head.value.is_null() || past.stopped(own, head.value.integer)) continue;
    const auto expires = past_value(*state, fields::device::expires_at, q.in_past, head.dot());
    const std::optional<std::int64_t> until = expires ? renewed(q, head.value.integer, expires->integer) : std::nullopt;
    if (!until || ms_of(*q.segment) <= *until) found.push_back({head.value.integer, head.dot(), until.has_value()});
  }
  return found;
}

// How far the renewals in the past let a certificate go that ends at `until`; none: for good.
std::optional<std::int64_t> Authority::Impl::renewed(const AuthorityQuestion& q, std::int64_t area, std::int64_t until) {
  const PastRoles past(rows, q.in_past, q.root_author);
  for (const RememberedRows::Renewal& renewal : rows.renewals_of(certificate_of(q.segment->author))) {
    if (!q.in_past(renewal.named.dot()) || !past.reaches(renewal.named, area, T::renewal)) continue;
    const auto later = past_value(renewal.state, fields::renewal::until, q.in_past, renewal.named.dot());
    if (!later) return std::nullopt;
    until = std::max(until, later->integer);
  }
  return until;
}

std::vector<PastGrant> Authority::Impl::past_grants(const AuthorityQuestion& q, EntityId profile) {
  return PastRoles(rows, q.in_past, q.root_author).of(profile, Date::from_ms(ms_of(*q.segment), china_minutes));
}

bool Authority::Impl::permits(const AuthorityQuestion& q) {
  const model::Entity* entity = model::find(q.operation->type);
  if (!entity) return false;
  const auto& row = rows.scope(q.segment->scope);
  if (row) rows.authority = row->authority;
  if (entity->home == model::Home::authority) {
    const bool answer = permits_authority(q);
    rows.will_change(*q.operation);
    return answer;
  }
  if (q.segment->author == q.hub_author) return permits_hub(q);
  if (!row || !row->state.created_in(q.in_past)) return false;
  const auto kind = past_value(row->state, fields::scope::kind, q.in_past);
  const auto area = past_value(row->state, fields::scope::area, q.in_past);
  if (!kind || !area || kind->integer == static_cast<std::int64_t>(model::ScopeKind::county_authority)) return false;
  return permits_record(q, area->integer);
}

// The hub's own words, each said once. That a cut names a revocation which fits it is looked at where it takes effect.
bool Authority::Impl::permits_hub(const AuthorityQuestion& q) {
  const T type = q.operation->type;
  const auto& row = rows.scope(q.segment->scope);
  const bool in_authority_scope = row && row->authority == q.segment->scope;
  if (type != T::cut && (in_authority_scope || (type != T::right && type != T::settlement))) return false;
  if (q.operation->kind != log::OpKind::set) return false;
  const auto created = q.created();
  return !created || writes_in(*q.segment, *created);
}

// Records of a work scope: the certificate and a role of the actor must both cover the scope's area.
bool Authority::Impl::permits_record(const AuthorityQuestion& q, std::int64_t area) {
  const log::Operation& op = *q.operation;
  const model::Entity& entity = *model::find(op.type);
  if (entity.home != model::Home::work || (entity.signed_by_actor && !q.actor_signed)) return false;
  const auto device = certified(q);
  const auto covers = [&](bool of_a_lead) {
    return std::any_of(device.begin(), device.end(), [&](const Certified& one) { return lies_in(area, one.area) && !(of_a_lead && one.limited); });
  };
  if (!covers(false)) return false;

  // Records lie where they belong: the area written must be the scope's or below it.
  const bool is_area = (op.type == T::person && op.field == fields::person::area) || (op.type == T::station && op.field == fields::station::area);
  if (is_area && op.kind == log::OpKind::set && !op.redacted && !op.value.is_null() && !lies_in(op.value.integer, area)) return false;

  std::optional<std::optional<Dot>> creator;  // read only when a rule asks
  const auto created = [&]() -> const std::optional<Dot>& {
    if (!creator) creator = q.created();
    return *creator;
  };
  const auto allows = [&](Reach reach) {
    if (reach == Reach::own) return created() && created()->author == q.segment->author;
    if (reach == Reach::visitor) return op.type == T::person && is_visitor_field(op.field);
    return reach == Reach::all;
  };
  for (const PastGrant& grant : past_grants(q, q.segment->actor)) {
    if (!lies_in(area, grant.area) || !covers(leads(grant.role))) continue;
    const Right* right = find_right(grant.role, op.type);
    if (!right) continue;
    if (op.kind == log::OpKind::erase) {
      if (allows(right->erase)) return true;
      continue;
    }
    if (allows(right->edit)) return true;
    const bool is_new = !created() || writes_in(*q.segment, *created());
    if (is_new && allows(right->create)) return true;
  }
  return false;
}

// Nothing is erased, what decides is written once, and a certificate is called after its key.
bool Authority::Impl::keeps_the_written(const AuthorityQuestion& q, const std::optional<merge::EntityState>& state) {
  const log::Operation& op = *q.operation;
  if (op.kind != log::OpKind::set) return false;
  const bool once = model::find(op.type)->life == model::Life::once;
  const auto created = state ? state->created_in(q.in_past) : std::nullopt;
  if (once && created && !writes_in(*q.segment, *created)) return false;
  if ((once || is_deciding(op.type, op.field)) && state)
    for (const merge::Head& head : state->heads_of(op.field))
      if (q.in_past(head.dot())) return false;
  if (op.type != T::device) return true;
  if (op.field != fields::device::public_key) return state.has_value();  // the key comes first
  return called_after_key(op);
}

bool Authority::Impl::permits_authority(const AuthorityQuestion& q) {
  const log::Operation& op = *q.operation;
  const log::Segment& segment = *q.segment;
  const auto state = state_of(db, op.entity, segment.scope, op.type);
  if (!keeps_the_written(q, state)) return false;
  if (segment.author == q.root_author) return true;
  // The hub has a certificate of the root and could otherwise name its own admin. It says nothing about who may do what.
  if (segment.author == q.hub_author) return false;
  // So that nobody can write another key beside a person's own: the profile is called after the key, too.
  if (op.type == T::profile && op.field == fields::profile::public_key && !called_after_key(op)) return false;

  const auto& row = rows.scope(segment.scope);
  if (!row || row->authority != segment.scope || op.type == T::scope) return false;
  const auto device = certified(q);
  if (device.empty()) return false;
  const auto created = state ? state->created_in(q.in_past) : std::nullopt;
  const bool is_new = !created || writes_in(segment, *created);
  if (!segment.actor) return first_of_device(q, is_new);
  if (!q.actor_signed) return false;
  std::vector<PastGrant> mine;
  for (const PastGrant& grant : past_grants(q, segment.actor))
    if (std::any_of(device.begin(), device.end(), [&](const Certified& one) {
          return (lies_in(grant.area, one.area) || lies_in(one.area, grant.area)) && !(one.limited && leads(grant.role));
        }))
      mine.push_back(grant);
  switch (op.type) {
    case T::profile: return names_person(q, mine, is_new);
    case T::role_grant: return grants_role(q, mine, is_new, state);
    case T::device: return certifies(q, mine, state);
    case T::revocation: return revokes(q, mine, state);
    case T::redaction: return redacts(q, mine, state);
    case T::pin_reset: return resets(q, mine);
    case T::renewal: return renews(q, mine);
    default: return false;
  }
}

// Whoever could have granted what this person holds; and each over the own key.
bool Authority::Impl::has_say_over(const AuthorityQuestion& q, const std::vector<PastGrant>& mine, EntityId profile) {
  if (profile == q.segment->actor) return true;
  const auto held = past_grants(q, profile);
  return std::all_of(held.begin(), held.end(), [&](const PastGrant& theirs) {
    return std::any_of(mine.begin(), mine.end(), [&](const PastGrant& g) { return may_grant(g.role, theirs.role) && lies_in(theirs.area, g.area); });
  });
}

// kind is written before target, so that the target can be held against it.
bool Authority::Impl::revokes(const AuthorityQuestion& q, const std::vector<PastGrant>& mine, const std::optional<merge::EntityState>& state) {
  const log::Operation& op = *q.operation;
  const auto may_in = [&](std::int64_t area) {
    return std::any_of(mine.begin(), mine.end(), [&](const PastGrant& g) { return find_right(g.role, T::revocation) && lies_in(area, g.area); });
  };
  const bool may = std::any_of(mine.begin(), mine.end(), [](const PastGrant& g) { return find_right(g.role, T::revocation) != nullptr; });
  if (op.field != fields::revocation::target) return may;
  const auto kind = state ? past_value(*state, fields::revocation::kind, q.in_past) : std::nullopt;
  if (!kind) return false;
  const EntityId target = op.value.entity();
  switch (static_cast<model::RevocationKind>(kind->integer)) {
    case model::RevocationKind::device: {
      // Over all of it: nobody gets a say over a device by certifying it once more.
      const auto& certificate = rows.device(target);
      const auto areas = certificate ? areas_in(*certificate, q.in_past) : std::vector<std::int64_t>{};
      return !areas.empty() && std::all_of(areas.begin(), areas.end(), may_in);
    }
    case model::RevocationKind::profile: return may && has_say_over(q, mine, target);
    case model::RevocationKind::role_grant: {
      const auto grant = state_of(db, target, q.segment->scope, T::role_grant);
      const auto role = grant ? past_value(*grant, fields::role_grant::role, q.in_past) : std::nullopt;
      const auto area = grant ? past_value(*grant, fields::role_grant::area, q.in_past) : std::nullopt;
      return role && area && std::any_of(mine.begin(), mine.end(), [&](const PastGrant& g) {
               return may_grant(g.role, static_cast<R>(role->integer)) && lies_in(area->integer, g.area);
             });
    }
  }
  return false;
}

// The scope is written before the dots.
bool Authority::Impl::redacts(const AuthorityQuestion& q, const std::vector<PastGrant>& mine, const std::optional<merge::EntityState>& state) {
  const log::Operation& op = *q.operation;
  const auto named = op.field == fields::redaction::scope ? std::optional(op.value) : state ? past_value(*state, fields::redaction::scope, q.in_past) : std::nullopt;
  if (!named) return false;
  const auto& scope = rows.scope(ScopeId{static_cast<std::uint64_t>(named->integer)});
  if (!scope || scope->authority == ScopeId{static_cast<std::uint64_t>(named->integer)}) return false;  // nothing of a person stands there
  const auto area = scope->state.created_in(q.in_past) ? past_value(scope->state, fields::scope::area, q.in_past) : std::nullopt;
  return area && std::any_of(mine.begin(), mine.end(), [&](const PastGrant& g) { return find_right(g.role, T::redaction) && lies_in(area->integer, g.area); });
}

bool Authority::Impl::resets(const AuthorityQuestion& q, const std::vector<PastGrant>& mine) {
  if (std::none_of(mine.begin(), mine.end(), [](const PastGrant& g) { return find_right(g.role, T::pin_reset) != nullptr; })) return false;
  return q.operation->field != fields::pin_reset::before || has_say_over(q, mine, q.operation->value.entity());
}

// Over all of the device, as when it is revoked.
bool Authority::Impl::renews(const AuthorityQuestion& q, const std::vector<PastGrant>& mine) {
  const auto may_in = [&](std::int64_t area) {
    return std::any_of(mine.begin(), mine.end(), [&](const PastGrant& g) { return find_right(g.role, T::renewal) && lies_in(area, g.area); });
  };
  if (q.operation->field != fields::renewal::device)
    return std::any_of(mine.begin(), mine.end(), [](const PastGrant& g) { return find_right(g.role, T::renewal) != nullptr; });
  const auto& certificate = rows.device(q.operation->value.entity());
  const auto areas = certificate ? areas_in(*certificate, q.in_past) : std::vector<std::int64_t>{};
  return !areas.empty() && std::all_of(areas.begin(), areas.end(), may_in);
}

// The code that brought the root's certificate stood for one person: the device may name one profile and give it that role.
// A certificate that a person signed says nothing of the kind: that person names the profile, and gives what they may give.
bool Authority::Impl::first_of_device(const AuthorityQuestion& q, bool is_new) {
  const log::Operation& op = *q.operation;
  const log::Segment& segment = *q.segment;
  if (!is_new || (op.type != T::profile && op.type != T::role_grant)) return false;
  const auto certificates = certified(q);
  const auto of_root = std::find_if(certificates.begin(), certificates.end(), [&](const Certified& one) { return one.by.author == q.root_author; });
  if (of_root == certificates.end()) return false;
  store::Statement& ids = op.type == T::profile ? db.cached("SELECT id FROM profile WHERE scope=?1") : db.cached("SELECT id FROM role_grant WHERE scope=?1");
  ids.bind(1, bits(segment.scope));
  std::vector<EntityId> others;
  each_row(ids, [&](const store::Statement& row) { others.push_back(entity_at(row, 0)); });
  for (EntityId other : others) {
    if (other == op.entity) continue;
    const auto state = state_of(db, other, segment.scope, op.type);
    if (const auto by = state ? state->created_in(q.in_past) : std::nullopt; by && by->author == segment.author) return false;
  }
  if (op.type == T::profile) return op.field != fields::profile::device || op.value.entity() == certificate_of(segment.author);
  switch (op.field) {
    case fields::role_grant::role: return op.value.integer == static_cast<std::int64_t>(meaning_for_area(of_root->area).role);
    case fields::role_grant::area: return op.value.integer == of_root->area;
    case fields::role_grant::profile: {
      const auto profile = state_of(db, op.value.entity(), segment.scope, T::profile);
      const auto by = profile ? profile->created_in(q.in_past) : std::nullopt;
      return by && writes_in(segment, *by);
    }
    default: return false;
  }
}

// A new person, or the name of one over whom the granter has a say.
bool Authority::Impl::names_person(const AuthorityQuestion& q, const std::vector<PastGrant>& mine, bool is_new) {
  const bool may_name = std::any_of(mine.begin(), mine.end(), [](const PastGrant& g) { return find_right(g.role, T::profile) != nullptr; });
  if (!may_name) return false;
  if (is_new) return true;
  for (const PastGrant& held : past_grants(q, q.operation->entity)) {
    const auto over = [&](const PastGrant& g) { return may_grant(g.role, held.role) && lies_in(held.area, g.area); };
    if (q.segment->actor != q.operation->entity && std::none_of(mine.begin(), mine.end(), over)) return false;
  }
  return true;
}

// role is written before area, so that both can be held against one and the same role of the granter.
bool Authority::Impl::grants_role(const AuthorityQuestion& q, const std::vector<PastGrant>& mine, bool is_new,
                                  const std::optional<merge::EntityState>& state) {
  const log::Operation& op = *q.operation;
  const auto any = [&](auto&& holds) { return std::any_of(mine.begin(), mine.end(), holds); };
  if (op.field == fields::role_grant::role)
    return is_new && any([&](const PastGrant& g) { return may_grant(g.role, static_cast<R>(op.value.integer)); });
  if (op.field == fields::role_grant::profile) return is_new && any([&](const PastGrant& g) { return find_right(g.role, T::role_grant) != nullptr; });
  const auto role = state ? past_value(*state, fields::role_grant::role, q.in_past) : std::nullopt;
  if (!role) return false;
  if (op.field == fields::role_grant::area)
    return is_new && any([&](const PastGrant& g) {
             return may_grant(g.role, static_cast<R>(role->integer)) && lies_in(op.value.integer, g.area);
           });
  const auto area = past_value(*state, fields::role_grant::area, q.in_past);
  return area && any([&](const PastGrant& g) { return may_grant(g.role, static_cast<R>(role->integer)) && lies_in(area->integer, g.area); });
}

bool Authority::Impl::certifies(const AuthorityQuestion& q, const std::vector<PastGrant>& mine, const std::optional<merge::EntityState>& state) {
  const log::Operation& op = *q.operation;
  const auto may_in = [&](std::int64_t area) {
    return std::any_of(mine.begin(), mine.end(), [&](const PastGrant& g) { return find_right(g.role, T::device) && lies_in(area, g.area); });
  };
  // The hub's certificate is the root's alone.
  if (op.field == fields::device::kind && op.value.integer == static_cast<std::int64_t>(DeviceKind::hub)) return false;
  if (op.field == fields::device::area) return may_in(op.value.integer);
  const auto areas = state ? areas_in(*state, q.in_past) : std::vector<std::int64_t>{};
  if (!areas.empty()) return std::all_of(areas.begin(), areas.end(), may_in);
  return std::any_of(mine.begin(), mine.end(), [](const PastGrant& g) { return find_right(g.role, T::device) != nullptr; });
}

Authority::Authority(store::Database& db) : impl_(std::make_unique<Impl>(db)) {}
Authority::~Authority() = default;
bool Authority::permits(const AuthorityQuestion& question) { return impl_->permits(question); }
void Authority::forget() { impl_->rows.forget(); }

bool permits(store::Database& db, const AuthorityQuestion& question) { return Authority(db).permits(question); }

}  // namespace huzhu::people
