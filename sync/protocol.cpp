#include "sync/protocol.h"

#include <algorithm>

#include "sync/wire.h"

namespace huzhu::sync {

ErrorCode error_code(Refusal refusal) {
  switch (refusal) {
    case Refusal::none: return ErrorCode::none;
    case Refusal::malformed: return ErrorCode::not_canonical;
    case Refusal::unknown_device: return ErrorCode::unknown_device;
    case Refusal::session:
    case Refusal::replayed: return ErrorCode::hub_busy;
    case Refusal::bad_signature: return ErrorCode::bad_signature;
    case Refusal::wrong_scope: return ErrorCode::wrong_scope;
    case Refusal::stale_cursor: return ErrorCode::stale_cursor;
    case Refusal::bad_code: return ErrorCode::bad_code;
    case Refusal::busy: return ErrorCode::hub_busy;
    case Refusal::too_large: return ErrorCode::too_long;
    case Refusal::version: return ErrorCode::unknown_version;
    case Refusal::internal: return ErrorCode::hub_refused;
  }
  return ErrorCode::hub_refused;  // a number of a newer hub
}

Bytes enrol_signed_part(const EnrolRequest& request) {
  Writer out;
  out.raw(view("huzhu/enrol/1"));
  out.text(request.code);
  out.raw(request.device);
  out.byte(request.device_kind);
  out.text(request.device_name);
  return out.take();
}

Bytes hello_signed_part(const HelloAnswer& answer, AuthorId device, const Nonce& nonce) {
  Writer out;
  out.raw(view("huzhu/hello/1"));
  out.u64(device.value);
  out.raw(nonce);
  out.raw(answer.token);
  out.u64(answer.hub_epoch);
  out.u64(static_cast<std::uint64_t>(answer.hub_time_ms));
  return out.take();
}

Hash root_digest(const std::vector<ScopeDigest>& scopes) {
  auto sorted = scopes;
  std::sort(sorted.begin(), sorted.end(), [](const ScopeDigest& a, const ScopeDigest& b) { return a.scope < b.scope; });
  Writer out;
  for (const ScopeDigest& one : sorted) {
    out.u64(one.scope.value);
    out.u64(one.hub_seq);
    out.raw(one.digest);
  }
  const Bytes all = out.take();
  return crypto::blake2b({view("huzhu/root/1"), all});
}

Result<ByteView> open_push(ByteView body) {
  if (body.empty()) return Error{ErrorCode::truncated, "push", "empty"};
  if (body[0] != protocol_version) return Error{ErrorCode::unknown_version, "push", "version " + std::to_string(body[0])};
  return body.subspan(1);
}

Bytes introduction(const PublicKey& device, ByteView push_body) {
  Writer out;
  out.byte(protocol_version);
  out.raw(device);
  out.raw(push_body.subspan(1));
  return out.take();
}

Result<Introduction> open_introduction(ByteView body) {
  HUZHU_ASSIGN(const ByteView rest, open_push(body));
  Introduction out;
  if (rest.size() < out.device.size()) return Error{ErrorCode::truncated, "introduction", "no key"};
  std::copy_n(rest.begin(), out.device.size(), out.device.begin());
  out.frames = rest.subspan(out.device.size());
  return out;
}

}  // namespace huzhu::sync
