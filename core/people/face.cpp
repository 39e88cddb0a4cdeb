#include "core/people/face.h"

#include "core/base/limits.h"
#include "core/log/archive.h"
#include "core/people/enrol_ops.h"
#include "core/people/help_codec.h"
#include "core/people/names.h"
#include "core/people/query.h"

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

// The person of this request, where the device is known already.
Result<AddedPerson> known(Session& session, const FaceRequest& request, EntityId certificate) {
  AddedPerson added{profile_of(request.actor), {}, model::RoleKind::volunteer, {}};
  bool here = false;
  each_row(session.db().cached("SELECT 1 FROM profile WHERE id=?1 AND device=?2").bind(1, bits(added.profile)).bind(2, bits(certificate)),
           [&](const store::Statement&) { here = true; });
  if (!here) return Error{ErrorCode::duplicate, "device.public_key", ""};
  if (device_is_revoked(session.db(), certificate)) return Error{ErrorCode::device_revoked, "device", ""};
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

Result<FaceAnswer> answer_face(Session& session, const FaceRequest& request, Newcomer newcomer, ByteView bytes) {
  newcomer.device = request.device;
  newcomer.actor = request.actor;
  newcomer.kind = request.kind;
  newcomer.ends_at_ms = session.now_ms() + limits::face_certificate_ms;
  const AuthorId author = crypto::author_of(request.device);
  FaceAnswer answer;
  if (device_key(session.db(), author)) {
    HUZHU_ASSIGN(answer.added, known(session, request, certificate_of(author)));
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
