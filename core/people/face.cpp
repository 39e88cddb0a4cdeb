#include "core/people/face.h"

#include <algorithm>

#include "core/base/limits.h"
#include "core/log/archive.h"
#include "core/people/enrol_ops.h"
#include "core/people/help_codec.h"
#include "core/people/names.h"
#include "core/people/places.h"
#include "core/people/query.h"
#include "core/people/rights_table.h"

namespace huzhu::people {
namespace {

constexpr std::string_view request_magic = "hzfrq", answer_magic = "hzfan";
constexpr std::uint8_t version = 1;
using Mark = std::array<std::uint8_t, 16>;
constexpr std::size_t head_bytes = answer_magic.size() + 1 + std::tuple_size_v<Mark>;

Mark first16(const Hash& hash) {
  Mark mark{};
  std::copy_n(hash.begin(), mark.size(), mark.begin());
  return mark;
}

// Which request an answer is to. Whoever carries the answer cannot come from this to the request's own mark.
Mark mark_of_answer(ByteView request) { return first16(crypto::blake2b({view("huzhu/face-answer/1"), request})); }

// One more person on a device that is in use: no certificate, so nothing that limits the device or lets it go on.
Result<AddedPerson> one_more(Session& session, const Newcomer& n, AuthorId device) {
  store::Database& db = session.db();
  const auto areas = certified_areas(db, device);
  const auto covers = [&](std::int64_t area) { return lies_in(n.area, area); };
  if (!lies_in(n.area, session.area()) || std::none_of(areas.begin(), areas.end(), covers)) return Error{ErrorCode::not_allowed, "device.area", ""};
  if (!may_grant(session.role(), n.role) || leads(n.role)) return Error{ErrorCode::not_allowed, "role_grant.role", ""};
  HUZHU_TRY(check_name(n.name, "profile.person_name"));
  AddedPerson added{profile_of(n.actor), session.new_entity(), n.role, {}};
  DraftOps ops;
  add_person_ops(ops, {n.name, n.short_name, n.actor, n.role}, added, session.new_entity(), n.area, device);
  const ScopeId authority = session.authority_scope();
  HUZHU_ASSIGN(const store::Appended done, session.commit(authority, ops.take()));
  added.saved = {added.profile, authority, done.first, done.saved_at_ms};
  return added;
}

// The person of this request, where the device is known already.
Result<AddedPerson> on_known_device(Session& session, const Newcomer& newcomer, AuthorId device) {
  const EntityId certificate = certificate_of(device);
  if (device_is_revoked(session.db(), certificate)) return Error{ErrorCode::device_revoked, "device", ""};
  AddedPerson added{profile_of(newcomer.actor), {}, model::RoleKind::volunteer, {}};
  bool here = false;
  each_row(session.db().cached("SELECT 1 FROM profile WHERE id=?1 AND device=?2").bind(1, bits(added.profile)).bind(2, bits(certificate)),
           [&](const store::Statement&) { here = true; });
  if (!here) return one_more(session, newcomer, device);
  added.person = person_of(session.db(), added.profile);
  if (const auto held = held_role(session.db(), added.profile, session.today())) added.role = held->role;
  return added;
}

}  // namespace

Bytes encode(const FaceRequest& request) {
  log::CompactWriter out;
  out.raw(view(request_magic));
  out(std::uint8_t{version});
  out.raw(request.device);
  out.raw(request.actor);
  out(static_cast<std::uint8_t>(request.kind));
  out.raw(request.mark);
  return out.take();
}

Result<FaceRequest> decode_face_request(ByteView bytes) {
  if (bytes.size() <= request_magic.size() || text(bytes.first(request_magic.size())) != request_magic) return Error{ErrorCode::not_a_bundle, "face_request", ""};
  log::CompactReader in(bytes.subspan(request_magic.size()), "face_request");
  std::uint8_t is = 0, kind = 0;
  in(is);
  if (in.ok() && is != version) in.fail(ErrorCode::unknown_version, "face");
  FaceRequest request;
  read_raw(in, request.device);
  read_raw(in, request.actor);
  in(kind);
  in.canonical(kind >= static_cast<std::uint8_t>(DeviceKind::tablet) && kind <= static_cast<std::uint8_t>(DeviceKind::phone), "kind of device");
  request.kind = static_cast<DeviceKind>(kind);
  read_raw(in, request.mark);
  in.at_end();
  if (!in.ok()) return in.error();
  return request;
}

FourWords face_words(ByteView request) { return four_words(crypto::blake2b({view("huzhu/face-words/1"), request})); }

FaceRequest face_request(const crypto::SigningKey& device, const PublicKey& actor, DeviceKind kind) {
  return {device.public_key(), actor, kind, first16(crypto::blake2b({view("huzhu/face-mark/1"), device.seed(), actor}))};
}

Result<EnrolmentGrant> open_face_answer(ByteView plain, ByteView request) {
  if (plain.size() < head_bytes || text(plain.first(answer_magic.size())) != answer_magic) return Error{ErrorCode::not_a_bundle, "face_answer", ""};
  if (plain[answer_magic.size()] != version) return Error{ErrorCode::unknown_version, "face_answer", ""};
  const Mark mark = mark_of_answer(request);
  if (!std::equal(mark.begin(), mark.end(), plain.begin() + answer_magic.size() + 1)) return Error{ErrorCode::not_for_us, "face_answer", ""};
  return decode_enrolment_grant(plain.subspan(head_bytes));
}

Result<AddedPerson> take_in_here(store::Replica& replica, const EnrolmentGrant& grant, const PublicKey& actor) {
  const store::DeviceIdentity* self = replica.identity();
  if (!self || grant.county_root != self->county_root) return Error{ErrorCode::wrong_scope, "grant.county_root", ""};
  if (grant.device != certificate_of(self->key.author())) return Error{ErrorCode::unknown_device, "grant.device", ""};
  HUZHU_ASSIGN(const std::vector<log::Frame> frames, frames_in(grant.frames, "grant.frame"));
  if (!frames.empty()) HUZHU_TRY(replica.receive(frames));
  return taken_in_as(replica, actor);
}

std::string device_that_asks(Session& session, const FaceRequest& request) {
  const AuthorId author = crypto::author_of(request.device);
  return device_key(session.db(), author) ? device_name(session.db(), author) : std::string();
}

Result<FaceAnswer> answer_face(Session& session, const FaceRequest& request, Newcomer newcomer, ByteView bytes) {
  newcomer.device = request.device;
  newcomer.actor = request.actor;
  newcomer.kind = request.kind;
  newcomer.ends_at_ms = session.now_ms() + limits::face_certificate_ms;
  const AuthorId author = crypto::author_of(request.device);
  FaceAnswer answer;
  if (device_key(session.db(), author)) {
    HUZHU_ASSIGN(answer.added, on_known_device(session, newcomer, author));
  } else {
    HUZHU_ASSIGN(answer.added, take_in(session, newcomer));
  }
  HUZHU_ASSIGN(EnrolmentGrant grant, grant_for(session.replica(), request.device, session.clock(), limits::bundle_plain_bytes_max - head_bytes));
  if (grant.frames.empty()) return Error{ErrorCode::bundle_too_big, "face.grant", ""};
  grant.hub_now_ms = session.now_ms();
  const Mark mark = mark_of_answer(bytes);
  answer.plain = bytes_of(view(answer_magic));
  answer.plain.push_back(version);
  answer.plain.insert(answer.plain.end(), mark.begin(), mark.end());
  const Bytes encoded = encode(grant);
  answer.plain.insert(answer.plain.end(), encoded.begin(), encoded.end());
  return answer;
}

}  // namespace huzhu::people
