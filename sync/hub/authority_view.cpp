#include "sync/hub/authority_view.h"

#include <algorithm>

#include "core/people/authority.h"
#include "core/people/places.h"
#include "core/people/query.h"

namespace huzhu::hub {

namespace {

// Enough frames for one transaction, few enough to keep its memory small.
constexpr std::size_t frames_per_take = 256;

}  // namespace

AuthorityView::AuthorityView(std::unique_ptr<store::Replica> replica, const County& county) : replica_(std::move(replica)), county_(county) {}

Status AuthorityView::catch_up(SegmentStore& store) {
  for (;;) {
    std::vector<log::SealedSegment> run;
    HUZHU_TRY(store.read(county_.authority, seen_, [&](Row& row) {
      run.push_back(std::move(row.sealed));
      seen_ = row.link.hub_seq;
      return run.size() < frames_per_take || !run.back().has_signature;
    }));
    if (run.empty()) return Done{};
    std::vector<log::Frame> frames;
    for (const Bytes& encoded : log::encode_frames(run)) {
      ByteView rest = encoded;
      HUZHU_ASSIGN(log::Frame frame, log::read_frame(rest));
      frames.push_back(std::move(frame));
    }
    HUZHU_TRY(take(frames));
  }
}

Status AuthorityView::take(const std::vector<log::Frame>& frames) {
  devices_.clear();
  scopes_.clear();
  all_devices_.reset();
  HUZHU_TRY(replica_->receive(frames));
  return Done{};
}

std::optional<CertifiedDevice> AuthorityView::device(AuthorId author) {
  if (const auto known = devices_.find(author.value); known != devices_.end()) return known->second;
  CertifiedDevice found;
  auto& db = replica_->db();
  if (author == crypto::author_of(county_.root_key)) {
    found = {county_.root_key, {county_area()}};
  } else {
    const auto key = people::device_key(db, author);
    if (!key) return std::nullopt;
    found.key = *key;
    found.areas = people::certified_areas(db, author);
    if (found.areas.empty()) return std::nullopt;
    found.revoked = people::device_is_revoked(db, people::certificate_of(author));
  }
  devices_.emplace(author.value, found);
  return found;
}

const std::vector<std::pair<AuthorId, CertifiedDevice>>& AuthorityView::devices() {
  if (all_devices_) return *all_devices_;
  std::vector<AuthorId> authors;
  people::each_row(replica_->db().cached("SELECT id FROM device WHERE kind<>4 AND public_key IS NOT NULL AND area IS NOT NULL ORDER BY id"),
                   [&](const store::Statement& row) { authors.push_back(AuthorId{people::entity_at(row, 0).value}); });
  all_devices_.emplace();
  for (const AuthorId author : authors)
    if (const auto known = device(author); known && !known->revoked) all_devices_->emplace_back(author, *known);
  return *all_devices_;
}

std::int64_t AuthorityView::county_area() {
  for (const people::Place& place : people::places(replica_->db())) {
    if (place.kind == model::ScopeKind::county) return place.area;
  }
  return 0;
}

std::optional<KnownScope> AuthorityView::scope(ScopeId scope) {
  if (scopes_.empty()) {
    auto& db = replica_->db();
    for (const people::Place& place : people::places(db)) scopes_[place.scope.value] = {place.scope, place.area, false};
    scopes_[county_.authority.value] = {county_.authority, county_area(), true};
  }
  const auto found = scopes_.find(scope.value);
  if (found == scopes_.end() || !scope) return std::nullopt;
  return found->second;
}

bool AuthorityView::may_hold(const CertifiedDevice& device, const KnownScope& scope) const {
  return (scope.authority || !device.revoked) && may_write(device, scope);
}

bool AuthorityView::may_write(const CertifiedDevice& device, const KnownScope& scope) const {
  if (scope.authority && device.key == county_.root_key) return true;  // also when nothing of it is here yet
  return std::any_of(device.areas.begin(), device.areas.end(), [&](std::int64_t area) { return scope.authority ? people::lies_in(area, scope.area) : people::lies_in(scope.area, area); });
}

std::vector<ScopeId> AuthorityView::scopes_of(const CertifiedDevice& device) {
  std::vector<ScopeId> out{county_.authority};
  for (const people::Place& place : people::places(replica_->db())) {
    if (place.scope && may_hold(device, {place.scope, place.area, false})) out.push_back(place.scope);
  }
  return out;
}

std::vector<ScopeId> AuthorityView::scopes_written_by(const CertifiedDevice& device) {
  std::vector<ScopeId> out{county_.authority};
  for (const people::Place& place : people::places(replica_->db())) {
    if (place.scope && may_write(device, {place.scope, place.area, false})) out.push_back(place.scope);
  }
  return out;
}

Result<std::unique_ptr<AuthorityView>> reading_view(SegmentStore& segments, const County& county, Clock& clock, Random& random) {
  HUZHU_ASSIGN(std::unique_ptr<store::Replica> replica, store::Replica::open({":memory:", {}, &clock, &random}));
  HUZHU_TRY(replica->set_identity({crypto::SigningKey::generate(random), 1, county.county_root, county.root_key, county.hub_key}));
  auto view = std::make_unique<AuthorityView>(std::move(replica), county);
  HUZHU_TRY(view->catch_up(segments));
  return view;
}

}  // namespace huzhu::hub
