#include "sync/hub/scribe.h"

#include <algorithm>
#include <map>

#include "core/people/draft_ops.h"
#include "core/people/places.h"
#include "core/people/query.h"

namespace huzhu::hub {

namespace {

using T = model::EntityType;

// Facts that say a cut was written: a second one would stand nearer, and the earliest counts, so it would do no harm but
// cost a segment in every scope at each start.
std::string revoked_fact(EntityId revocation) { return "cut/revoked/" + to_string(revocation); }
std::string forked_fact(AuthorId author) { return "cut/forked/" + to_string(author); }

constexpr std::size_t cuts_per_act = 400;  // operations of one act must fit into a group

}  // namespace

Result<std::unique_ptr<Scribe>> Scribe::open(SegmentStore& segments, const County& county, const crypto::SigningKey& hub, Clock& clock, Random& random) {
  HUZHU_ASSIGN(std::unique_ptr<store::Replica> replica, store::Replica::open({":memory:", {}, &clock, &random}));
  store::DeviceIdentity identity{hub, 0, county.county_root, county.root_key, county.hub_key};
  random.fill({reinterpret_cast<std::uint8_t*>(&identity.epoch), sizeof identity.epoch});
  HUZHU_TRY(replica->set_identity(identity));
  std::unique_ptr<Scribe> scribe(new Scribe(segments, std::make_unique<AuthorityView>(std::move(replica), county)));
  scribe->random_ = &random;
  return scribe;
}

Status Scribe::cut_revoked(const Store& store) {
  if (writing_) return Done{};
  HUZHU_TRY(view_->catch_up(segments_));
  HUZHU_ASSIGN(const std::vector<Revocation> all, revocations());
  for (const Revocation& revocation : all) {
    const std::string fact = revoked_fact(revocation.id);
    HUZHU_ASSIGN(const auto written, segments_.fact(fact));
    if (written) continue;
    writing_ = true;
    const Status done = cut(revocation, store);
    writing_ = false;
    HUZHU_TRY(done);
    HUZHU_TRY(segments_.put_fact(fact, view("1")));
  }
  return Done{};
}

Result<std::vector<Scribe::Revocation>> Scribe::revocations() {
  std::vector<Revocation> found;
  store::Statement& rows = view_->replica().db().cached("SELECT id, kind, target FROM revocation WHERE kind IS NOT NULL AND target IS NOT NULL");
  people::each_row(rows, [&](const store::Statement& row) {
    found.push_back({people::entity_at(row, 0), people::entity_at(row, 2), static_cast<model::RevocationKind>(row.integer(1))});
  });
  return found;
}

std::vector<ScopeId> Scribe::scopes_in(std::int64_t area) {
  std::vector<ScopeId> scopes{view_->county().authority};
  for (const people::Place& place : people::places(view_->replica().db()))
    if (place.scope && people::lies_in(place.area, area)) scopes.push_back(place.scope);
  return scopes;
}

Status Scribe::cut(const Revocation& revocation, const Store& store) {
  auto& db = view_->replica().db();
  if (revocation.kind == model::RevocationKind::device) {
    const AuthorId author{revocation.target.value};
    const auto device = view_->device(author);
    if (!device) return Done{};
    for (const ScopeId scope : scopes_in(device->area)) {
      HUZHU_ASSIGN(std::vector<LogHead> cuts, logs_of(scope, author));
      // Whatever log of it turns up later counts up to nothing.
      if (cuts.empty()) cuts.push_back({author, 0, 0, {}});
      HUZHU_TRY(write(scope, cuts, {}, revocation.id, store));
    }
    return Done{};
  }
  // A person's key, or one role of a person: the acts of that person, on whatever device.
  std::map<EntityId, std::vector<std::int64_t>> areas;
  store::Statement& rows = revocation.kind == model::RevocationKind::profile ? db.cached("SELECT profile, area FROM role_grant WHERE profile=?1")
                                                                             : db.cached("SELECT profile, area FROM role_grant WHERE id=?1");
  rows.bind(1, people::bits(revocation.target));
  people::each_row(rows, [&](const store::Statement& row) {
    if (!row.is_null(0) && !row.is_null(1)) areas[people::entity_at(row, 0)].push_back(row.integer(1));
  });
  for (const auto& [profile, places] : areas) {
    std::vector<ScopeId> done;
    for (const std::int64_t area : places)
      for (const ScopeId scope : scopes_in(area)) {
        if (std::find(done.begin(), done.end(), scope) != done.end()) continue;
        done.push_back(scope);
        HUZHU_ASSIGN(std::vector<LogHead> cuts, acts_of(scope, profile));
        if (cuts.empty()) cuts.push_back({});
        HUZHU_TRY(write(scope, cuts, profile, revocation.id, store));
      }
  }
  return Done{};
}

Status Scribe::cut_forked(AuthorId author, const Store& store) {
  HUZHU_ASSIGN(const auto written, segments_.fact(forked_fact(author)));
  if (written) return Done{};
  HUZHU_TRY(view_->catch_up(segments_));
  HUZHU_ASSIGN(const std::vector<ScopeHead> scopes, segments_.scopes());
  for (const ScopeHead& scope : scopes) {
    HUZHU_ASSIGN(const std::vector<LogHead> cuts, logs_of(scope.scope, author));
    if (cuts.empty()) continue;
    writing_ = true;
    const Status done = write(scope.scope, cuts, {}, {}, store);
    writing_ = false;
    HUZHU_TRY(done);
  }
  return segments_.put_fact(forked_fact(author), view("1"));
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
