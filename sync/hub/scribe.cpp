#include "sync/hub/scribe.h"

#include <algorithm>
#include <map>

#include "core/people/draft_ops.h"
#include "core/people/past_roles.h"
#include "core/people/places.h"
#include "core/people/query.h"

namespace huzhu::hub {

namespace {

using T = model::EntityType;

// Facts that say a cut was written: a second one would stand nearer, and the earliest counts, so it would do no harm but
// cost a segment in every scope at each start.
std::string revoked_fact(EntityId revocation, EntityId target) { return "cut/revoked/" + to_string(revocation) + "/" + to_string(target); }
std::string forked_fact(AuthorId author) { return "cut/forked/" + to_string(author); }
constexpr std::string_view fork_prefix = "cut/fork/";  // those that are still to be cut

constexpr std::size_t cuts_per_act = 400;  // operations of one act must fit into a group

}  // namespace

Result<std::unique_ptr<Scribe>> Scribe::open(SegmentStore& segments, Refill& refill, const County& county, const crypto::SigningKey& hub, Clock& clock, Random& random) {
  HUZHU_ASSIGN(std::unique_ptr<store::Replica> replica, store::Replica::open({":memory:", {}, &clock, &random}));
  store::DeviceIdentity identity{hub, 0, county.county_root, county.root_key, county.hub_key};
  random.fill({reinterpret_cast<std::uint8_t*>(&identity.epoch), sizeof identity.epoch});
  HUZHU_TRY(replica->set_identity(identity));
  std::unique_ptr<Scribe> scribe(new Scribe(segments, refill, std::make_unique<AuthorityView>(std::move(replica), county)));
  scribe->random_ = &random;
  return scribe;
}

Status Scribe::write_cuts(const Store& store) {
  if (writing_) return Done{};
  HUZHU_TRY(view_->catch_up(segments_));
  writing_ = true;
  const Status done = cut_all(store);
  writing_ = false;
  return done;
}

Status Scribe::cut_all(const Store& store) {
  HUZHU_ASSIGN(const auto forks, segments_.facts(fork_prefix));
  for (const auto& [name, value] : forks) {
    const AuthorId author{parse_id(std::string_view(name).substr(fork_prefix.size()))};
    HUZHU_ASSIGN(const bool whole, cut_fork(author, store));
    if (!whole) continue;
    HUZHU_TRY(segments_.put_fact(forked_fact(author), view("1")));
    HUZHU_TRY(segments_.take_fact(name));
  }
  HUZHU_ASSIGN(const std::vector<Revocation> all, revocations());
  for (const Revocation& revocation : all) {
    const std::string fact = revoked_fact(revocation.id, revocation.target);
    HUZHU_ASSIGN(const auto written, segments_.fact(fact));
    if (written) continue;
    HUZHU_ASSIGN(const bool whole, cut(revocation, store));
    if (whole) HUZHU_TRY(segments_.put_fact(fact, view("1")));
  }
  return Done{};
}

Result<std::vector<Scribe::Revocation>> Scribe::revocations() {
  std::vector<Revocation> found;
  auto& db = view_->replica().db();
  const ScopeId authority = view_->county().authority;
  // What each log wrote counts by itself: nobody undoes a revocation by writing beside it.
  for (const EntityId id : people::ids_of(db, authority, model::EntityType::revocation)) {
    const auto state = people::state_of(db, id, authority, model::EntityType::revocation);
    if (!state) continue;
    for (const merge::Head& said : state->heads_of(model::revocation::target)) {
      const auto kind = people::past_value(*state, model::revocation::kind, [](const Dot&) { return true; }, said.dot());
      if (kind && said.value.entity()) found.push_back({id, said.value.entity(), static_cast<model::RevocationKind>(kind->integer)});
    }
  }
  return found;
}

std::vector<ScopeId> Scribe::scopes_in(std::int64_t area) {
  std::vector<ScopeId> scopes{view_->county().authority};
  for (const people::Place& place : people::places(view_->replica().db()))
    if (place.scope && people::lies_in(place.area, area)) scopes.push_back(place.scope);
  return scopes;
}

Result<bool> Scribe::cut_device(const Revocation& revocation, const Store& store) {
  const AuthorId author{revocation.target.value};
  const auto device = view_->device(author);
  if (!device) return !refill_.under_way();  // its certificate may be among what comes back
  bool whole = true;
  people::RolesNow roles(view_->replica().db());
  for (const ScopeId scope : view_->scopes_written_by(*device)) {
    if (roles.ends(revocation.id, revocation.target, {}, people::area_of_scope(view_->replica().db(), scope)) == people::Ends::nothing) continue;
    HUZHU_ASSIGN(const bool over, refill_.over(scope));
    HUZHU_ASSIGN(const bool known, said(scope, {}, revocation.id, {}));
    whole = whole && (over || known);
    if (!over || known) continue;
    HUZHU_ASSIGN(std::vector<LogHead> cuts, logs_of(scope, author));
    // Whatever log of it turns up later counts up to nothing.
    if (cuts.empty()) cuts.push_back({author, 0, 0, {}});
    HUZHU_TRY(write(scope, cuts, {}, revocation.id, store));
  }
  return whole;
}

Result<bool> Scribe::cut(const Revocation& revocation, const Store& store) {
  if (revocation.kind == model::RevocationKind::device) return cut_device(revocation, store);
  auto& db = view_->replica().db();
  // A person's key, or one role of a person: the acts of that person, on whatever device.
  std::map<EntityId, std::vector<std::int64_t>> areas;
  store::Statement& rows = revocation.kind == model::RevocationKind::profile ? db.cached("SELECT profile, area FROM role_grant WHERE profile=?1")
                                                                             : db.cached("SELECT profile, area FROM role_grant WHERE id=?1");
  rows.bind(1, people::bits(revocation.target));
  people::each_row(rows, [&](const store::Statement& row) {
    if (!row.is_null(0) && !row.is_null(1)) areas[people::entity_at(row, 0)].push_back(row.integer(1));
  });
  bool whole = !areas.empty() || !refill_.under_way();
  people::RolesNow roles(db);
  for (const auto& [profile, places] : areas) {
    std::vector<ScopeId> done;
    for (const std::int64_t area : places)
      for (const ScopeId scope : scopes_in(area)) {
        if (std::find(done.begin(), done.end(), scope) != done.end()) continue;
        done.push_back(scope);
        if (roles.ends(revocation.id, {}, profile, people::area_of_scope(db, scope)) == people::Ends::nothing) continue;
        HUZHU_ASSIGN(const bool over, refill_.over(scope));
        HUZHU_ASSIGN(const bool known, said(scope, {}, revocation.id, profile));
        whole = whole && (over || known);
        if (!over || known) continue;
        HUZHU_ASSIGN(std::vector<LogHead> cuts, acts_of(scope, profile));
        if (cuts.empty()) cuts.push_back({});
        HUZHU_TRY(write(scope, cuts, profile, revocation.id, store));
      }
  }
  return whole;
}

Status Scribe::note_fork(AuthorId author) {
  HUZHU_ASSIGN(const auto written, segments_.fact(forked_fact(author)));
  return written ? Status(Done{}) : segments_.put_fact(std::string(fork_prefix) + to_string(author), view("1"));
}

Result<bool> Scribe::cut_fork(AuthorId author, const Store& store) {
  HUZHU_ASSIGN(const std::vector<ScopeHead> scopes, segments_.scopes());
  bool whole = true;
  for (const ScopeHead& scope : scopes) {
    HUZHU_ASSIGN(const std::vector<LogHead> cuts, logs_of(scope.scope, author));
    if (cuts.empty()) continue;
    HUZHU_ASSIGN(const bool over, refill_.over(scope.scope));
    HUZHU_ASSIGN(const bool known, said(scope.scope, author, {}, {}));
    whole = whole && (over || known);
    if (over && !known) HUZHU_TRY(write(scope.scope, cuts, {}, {}, store));
  }
  return whole;
}

Result<bool> Scribe::said(ScopeId scope, AuthorId forked, EntityId revocation, EntityId actor) {
  const AuthorId hub = crypto::author_of(view_->county().hub_key);
  HUZHU_ASSIGN(const std::vector<LogHead> own, logs_of(scope, hub));
  if (own.empty()) return false;
  bool found = false;
  HUZHU_TRY(segments_.read(scope, 0, [&](Row& row) {
    const auto segment = row.link.author == hub ? log::decode(row.sealed.bytes, log::Redaction::taken) : Result<log::Segment>(Error{ErrorCode::duplicate, "", ""});
    if (!segment) return true;
    std::map<EntityId, std::map<std::uint16_t, Value>> cuts;
    for (const log::Operation& op : segment->operations)
      if (op.type == T::cut) cuts[op.entity][op.field] = op.value;
    for (auto& [id, fields] : cuts) {
      const bool of_this = revocation ? fields[model::cut::revocation].entity() == revocation && fields[model::cut::actor].entity() == actor
                                      : fields[model::cut::author].integer == store::signed_of(forked.value) && !fields.contains(model::cut::revocation);
      found = found || of_this;
    }
    return !found;
  }));
  return found;
}

Result<std::vector<LogHead>> Scribe::logs_of(ScopeId scope, AuthorId author) {
  HUZHU_ASSIGN(const std::vector<LogHead> logs, segments_.logs(scope));
  std::vector<LogHead> cuts;
  for (const LogHead& log : logs)
    if (log.author == author) cuts.push_back({log.author, log.epoch, log.seq, log.chain});
  return cuts;
}

Result<std::vector<LogHead>> Scribe::acts_of(ScopeId scope, EntityId profile) {
  std::map<std::pair<AuthorId, std::uint32_t>, LogHead> last;
  HUZHU_TRY(segments_.read(scope, 0, [&](Row& row) {
    const auto segment = log::decode(row.sealed.bytes, log::Redaction::taken);
    if (segment && segment->actor == profile) last[{row.link.author, row.link.epoch}] = {row.link.author, row.link.epoch, row.link.seq_last, row.link.chain};
    return true;
  }));
  std::vector<LogHead> cuts;
  for (const auto& [log, cut] : last) cuts.push_back(cut);
  return cuts;
}

Status Scribe::write(ScopeId scope, const std::vector<LogHead>& cuts, EntityId actor, EntityId revocation, const Store& store) {
  store::Replica& own = view_->replica();
  for (std::size_t from = 0; from < cuts.size(); from += cuts_per_act) {
    people::DraftOps ops;
    for (std::size_t i = from; i < std::min(cuts.size(), from + cuts_per_act); ++i) {
      EntityId record;
      while (!record) random_->fill({reinterpret_cast<std::uint8_t*>(&record.value), sizeof record.value});
      ops.of(T::cut, record)
          .set(model::cut::author, Value::of(store::signed_of(cuts[i].author.value)))
          .set(model::cut::epoch, Value::of(std::int64_t{cuts[i].epoch}))
          .set(model::cut::seq, Value::of(store::signed_of(cuts[i].seq)))
          .set(model::cut::reason, Value::of(static_cast<std::int64_t>(revocation ? model::CutReason::revoked : model::CutReason::forked)));
      if (cuts[i].seq > 0) ops.set(model::cut::chain, Value::of_bytes(cuts[i].chain));
      if (actor) ops.set(model::cut::actor, Value::of(actor));
      if (revocation) ops.set(model::cut::revocation, Value::of(revocation));
    }
    HUZHU_ASSIGN(const store::Appended done, own.commit(scope, ops.take(), {}));
    const store::DeviceIdentity& self = *own.identity();
    HUZHU_TRY(store(own.segments(scope, self.key.author(), self.epoch, done.first.seq, std::size_t{1} << 30)));
  }
  return Done{};
}

}  // namespace huzhu::hub
