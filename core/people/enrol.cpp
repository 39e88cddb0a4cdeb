#include "core/people/enrol.h"

#include <algorithm>

#include "core/base/limits.h"
#include "core/base/utf8.h"
#include "core/people/enrol_ops.h"
#include "core/people/names.h"
#include "core/people/places.h"
#include "core/people/query.h"
#include "core/people/rights_table.h"
#include "core/people/rows.h"

namespace huzhu::people {
namespace {

using R = model::RoleKind;
using T = model::EntityType;
using model::ScopeKind;

constexpr std::size_t scopes_per_act = 15;  // four operations each, within limits::segment_ops_max

std::uint64_t random64(Random& random) {
  std::uint64_t n = 0;
  while (n == 0) {
    std::array<std::uint8_t, 8> bytes{};
    random.fill(bytes);
    for (std::uint8_t byte : bytes) n = n << 8 | byte;
  }
  return n;
}

store::DeviceIdentity identity_of(const crypto::SigningKey& key, const PublicKey& root, const PublicKey& hub, Random& random) {
  return {key, static_cast<std::uint32_t>(random64(random)), county_root_of(root), root, hub};
}

Status remember_area(store::Replica& replica, std::int64_t area) {
  return replica.put_fact(device_area_fact, view(std::to_string(area)));
}

std::int64_t own_area(store::Replica& replica) {
  const auto fact = replica.fact(device_area_fact);
  std::int64_t area = 0;
  if (fact)
    for (char c : text(*fact)) area = area * 10 + (c - '0');
  return area;
}

Result<std::int64_t> the_county(const std::vector<AreaName>& areas) {
  std::int64_t county = 0;
  for (const AreaName& area : areas) {
    HUZHU_TRY(check_name(area.name, "scope.name"));
    if (area_digits(area.area) != 6) continue;
    if (county != 0) return Error{ErrorCode::unknown_area, "scope.area", "two counties"};
    county = area.area;
  }
  for (const AreaName& area : areas)
    if (!lies_in(area.area, county)) return Error{ErrorCode::unknown_area, "scope.area", "outside the county"};
  if (county == 0) return Error{ErrorCode::unknown_area, "scope.area", "no county"};
  return county;
}

ScopeKind kind_of_area(std::int64_t area) {
  const int digits = area_digits(area);
  return digits == 6 ? ScopeKind::county : digits == 9 ? ScopeKind::township : ScopeKind::village;
}

void add_scope(DraftOps& ops, std::int64_t area, std::string_view name, ScopeKind kind, ScopeId scope, Random& random) {
  ops.of(T::scope, EntityId{random64(random)})
      .set(model::scope::area, Value::of(area))
      .set(model::scope::kind, Value::of(static_cast<std::int64_t>(kind)))
      .set(model::scope::work_scope, Value::of(store::signed_of(scope.value)))
      .set_text(model::scope::name, name);
}

// Receipts and cuts are believed of this key, and only the grant said so: the root must have said it too.
bool hub_is_certified(store::Replica& replica) {
  const store::DeviceIdentity& self = *replica.identity();
  return certified_by(replica.db(), crypto::author_of(self.hub_key), crypto::author_of(self.root_key));
}

// What the person is in the register of the station.
std::int64_t register_role(R role) { return role == R::volunteer ? 2 : role == R::peer_helper ? 3 : role == R::station_lead ? 5 : 4; }

DraftOps person_record(EntityId person, std::string_view name, std::int64_t area, R role) {
  DraftOps ops;
  ops.of(T::person, person)
      .set_text(model::person::name, name)
      .set(model::person::area, Value::of(area))
      .add(model::person::roles, register_role(role));
  return ops;
}

}  // namespace

Hash county_root_of(const PublicKey& root_key) { return crypto::blake2b({view("huzhu/county/1"), root_key}); }

Result<Founding> found_county(store::Replica& replica, const crypto::SigningKey& root, const PublicKey& hub_key,
                              const std::vector<AreaName>& areas, Clock& clock, Random& random) {
  HUZHU_ASSIGN(const std::int64_t county, the_county(areas));
  Founding founding{county_root_of(root.public_key()), ScopeId{random64(random)}};
  const auto self = std::find_if(areas.begin(), areas.end(), [&](const AreaName& a) { return a.area == county; });
  std::vector<std::vector<log::Operation>> acts;
  DraftOps first;
  add_scope(first, county, self->name, ScopeKind::county_authority, founding.authority, random);
  add_certificate(first, {root.public_key(), {}, DeviceKind::hub, county}, self->name + "中心", clock.now_ms());
  add_certificate(first, {hub_key, {}, DeviceKind::hub, county}, self->name + "中心", clock.now_ms());
  acts.push_back(first.take());
  for (std::size_t i = 0; i < areas.size(); i += scopes_per_act) {
    DraftOps ops;
    for (std::size_t k = i; k < std::min(areas.size(), i + scopes_per_act); ++k)
      add_scope(ops, areas[k].area, areas[k].name, kind_of_area(areas[k].area), ScopeId{random64(random)}, random);
    acts.push_back(ops.take());
  }
  Status written = replica.together([&]() -> Status {
    HUZHU_TRY(replica.set_identity(identity_of(root, root.public_key(), hub_key, random)));
    HUZHU_TRY(remember_area(replica, county));
    HUZHU_TRY(replica.commit_batch(founding.authority, std::move(acts), {}));
    return Done{};
  });
  HUZHU_TRY(std::move(written));
  return founding;
}

CodeMeaning meaning_for_area(std::int64_t area) {
  const int digits = area_digits(area);
  return {area, digits == 6 ? R::county_admin : digits == 9 ? R::township_staff : R::station_lead};
}

Result<Saved> enrol_device(store::Replica& replica, const NewDevice& device, Clock& clock, Random&) {
  store::Database& db = replica.db();
  const auto place = place_of(db, device.area);
  if (!place || place->area != device.area) return Error{ErrorCode::unknown_area, "device.area", ""};
  const std::string name = device.name.empty() ? default_device_name(db, device) : device.name;
  HUZHU_TRY(check_name(name, "device.name"));
  const ScopeId authority = authority_scope_of(db);
  const EntityId certificate = certificate_of(crypto::author_of(device.key));
  if (device_key(db, crypto::author_of(device.key))) return Saved{certificate, authority, {}, 0};
  DraftOps ops;
  add_certificate(ops, device, name, clock.now_ms());
  HUZHU_ASSIGN(const store::Appended done, replica.commit(authority, ops.take(), {}));
  return Saved{certificate, authority, done.first, done.saved_at_ms};
}

Result<EnrolmentGrant> grant_for(store::Replica& replica, const PublicKey& device_key, Clock& clock, std::size_t bytes_max) {
  const store::DeviceIdentity* identity = replica.identity();
  if (!identity) return Error{ErrorCode::unknown_device, "hub.identity", ""};
  store::Database& db = replica.db();
  EnrolmentGrant grant{identity->root_key, identity->hub_key, identity->county_root, certificate_of(crypto::author_of(device_key)), 0, {}, {}, clock.now_ms()};
  each_row(db.cached("SELECT area FROM device WHERE id=?1 LIMIT 1").bind(1, bits(grant.device)),
           [&](const store::Statement& row) { grant.area = row.integer(0); });
  if (grant.area == 0) return Error{ErrorCode::unknown_device, "device", ""};

  const ScopeId authority = authority_scope_of(db);
  for (Place& place : places(db)) {
    if (place.kind == ScopeKind::county) grant.scopes.insert(grant.scopes.begin(), {authority, place.area, ScopeKind::county_authority, place.name});
    if (lies_in(place.area, grant.area)) grant.scopes.push_back({place.scope, place.area, place.kind, std::move(place.name)});
  }
  std::size_t size = encode(grant).size();
  for (const store::Head& head : replica.heads(authority)) {
    for (std::uint64_t next = 1; next <= head.seq;) {
      const auto stored = replica.segments(authority, head.author, head.epoch, next, 64 * 1024);
      if (stored.empty()) return Error{ErrorCode::internal, "grant.segments", ""};
      std::vector<log::SealedSegment> run;
      for (const store::StoredSegment& segment : stored) run.push_back(segment.sealed);
      next = stored.back().seq_last + 1;
      for (Bytes& frame : log::encode_frames(run)) {
        size += frame.size() + 4;
        grant.frames.push_back(std::move(frame));
      }
    }
  }
  if (size > bytes_max) grant.frames.clear();
  return grant;
}

namespace {

// A new device knows no clock but its own. That of whoever gave the grant is believed where its own cannot be right: well before
// the grant, or so long after it that a certificate of thirty days would be over.
Status heed_time(store::Replica& replica, std::int64_t granted_at_ms) {
  const std::int64_t now = replica.now_estimated_ms();
  if (now >= granted_at_ms - limits::clock_drift_ms_max && now - granted_at_ms <= limits::face_certificate_ms) return Done{};
  return replica.learn_time(granted_at_ms, now);  // which is its own clock's: it has learnt nothing before
}

}  // namespace

Status accept_grant(store::Replica& replica, const EnrolmentGrant& grant, const crypto::SigningKey& device, Random& random) {
  if (grant.county_root != county_root_of(grant.root_key)) return Error{ErrorCode::bad_signature, "grant.county_root", ""};
  if (grant.device != certificate_of(device.author())) return Error{ErrorCode::unknown_device, "grant.device", ""};
  if (area_digits(grant.area) == 0) return Error{ErrorCode::unknown_area, "grant.area", ""};
  HUZHU_ASSIGN(const std::vector<log::Frame> frames, frames_in(grant.frames, "grant.frame"));
  // One whole: with an identity and no area, or no certificate, the device could neither go on nor begin anew.
  return replica.together([&]() -> Status {
    HUZHU_TRY(replica.set_identity(identity_of(device, grant.root_key, grant.hub_key, random)));
    HUZHU_TRY(remember_area(replica, grant.area));
    HUZHU_TRY(heed_time(replica, grant.hub_now_ms));
    if (frames.empty()) return Done{};
    HUZHU_TRY(replica.receive(frames));
    if (device_key(replica.db(), device.author()) != device.public_key()) return Error{ErrorCode::unknown_device, "grant.certificate", ""};
    if (!hub_is_certified(replica)) return Error{ErrorCode::bad_signature, "grant.hub_key", ""};
    return Done{};
  });
}

Result<AddedPerson> first_profile(store::Replica& replica, const NewPerson& person, Clock&, Random& random) {
  HUZHU_TRY(check_name(person.name, "profile.person_name"));
  const store::DeviceIdentity* identity = replica.identity();
  const AuthorId device = identity ? identity->key.author() : AuthorId{};
  if (!identity || !device_key(replica.db(), device)) return Error{ErrorCode::unknown_device, "device", ""};
  if (!hub_is_certified(replica)) return Error{ErrorCode::bad_signature, "grant.hub_key", ""};
  bool named = false;
  each_row(replica.db().cached("SELECT 1 FROM profile WHERE device=?1 LIMIT 1").bind(1, bits(certificate_of(device))),
           [&](const store::Statement&) { named = true; });
  if (named) return Error{ErrorCode::not_allowed, "profile", "this device has its first person"};

  const CodeMeaning meaning = meaning_for_area(own_area(replica));
  AddedPerson added{profile_of(person.actor_key), EntityId{random64(random)}, meaning.role, {}};
  DraftOps ops;
  add_person_ops(ops, person, added, EntityId{random64(random)}, meaning.area, device);
  const ScopeId authority = authority_scope_of(replica.db());
  HUZHU_ASSIGN(const store::Appended done, replica.commit(authority, ops.take(), {}));
  added.saved = {added.profile, authority, done.first, done.saved_at_ms};
  return added;
}

Result<EntityId> ensure_person(Session& session) {
  const EntityId person = session.person();
  if (!person) return Error{ErrorCode::not_found, "profile.person", ""};
  if (!person_name(session.db(), person).empty()) return person;
  const ScopeId scope = session.work_scope(session.area());
  if (!scope) return Error{ErrorCode::unknown_area, "person.area", ""};
  DraftOps ops = person_record(person, profile_name(session.db(), session.profile()), session.area(), session.role());
  HUZHU_TRY(session.commit(scope, ops.take()));
  return person;
}

Result<AddedPerson> add_person(Session& session, const NewPerson& person) {
  HUZHU_TRY(check_name(person.name, "profile.person_name"));
  if (!may_grant(session.role(), person.role)) return Error{ErrorCode::not_allowed, "role_grant.role", ""};
  const store::DeviceIdentity* identity = session.replica().identity();
  const ScopeId authority = session.authority_scope(), work = session.work_scope(session.area());
  if (!identity || !authority || !work) return Error{ErrorCode::unknown_device, "device", ""};

  AddedPerson added{profile_of(person.actor_key), session.new_entity(), person.role, {}};
  DraftOps ops;
  add_person_ops(ops, person, added, session.new_entity(), session.area(), identity->key.author());
  DraftOps record = person_record(added.person, person.name, session.area(), person.role);
  Status written = session.replica().together([&]() -> Status {
    HUZHU_ASSIGN(const store::Appended done, session.commit(authority, ops.take()));
    added.saved = {added.profile, authority, done.first, done.saved_at_ms};
    HUZHU_TRY(session.commit(work, record.take()));  // another scope, so another act
    return Done{};
  });
  HUZHU_TRY(std::move(written));
  return added;
}

std::string short_name_of(std::string_view name) {
  const std::size_t characters = utf8::count(name);
  if (characters < 3) return std::string(name);
  const std::string_view surname = utf8::first(name, characters >= 4 ? 2 : 1);
  // Names in Latin letters or with a middle dot are not cut: 玛依拉·买买提.
  if (static_cast<unsigned char>(name.front()) < 0x80 || name.find("·") != std::string_view::npos) return std::string(name);
  return std::string(name.substr(surname.size()));
}

}  // namespace huzhu::people
