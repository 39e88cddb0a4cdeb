#include "sync/client/conversation.h"

#include "sync/blob_protocol.h"
#include "sync/invite_protocol.h"
#include "sync/request_auth.h"
#include "sync/snapshot_protocol.h"

namespace huzhu::sync {

namespace {

constexpr int hello_timeout_ms = 30'000;

std::string_view path_of(Kind kind) {
  switch (kind) {
    case Kind::hello: return path::hello;
    case Kind::introduce: return path::introduce;
    case Kind::offer: return path::offer;
    case Kind::push: return path::push;
    case Kind::pull:
    case Kind::witnessed:
    case Kind::behind: return path::pull;
    case Kind::snapshot: return path::snapshot;
    case Kind::chunks: return path::chunks;
    case Kind::digest: return path::digest;
    case Kind::wait: return path::wait;
    case Kind::carry: return path::carry;
    case Kind::invite: return path::invite;
    case Kind::blobs_have: return path::blobs_have;
    case Kind::blobs_get: return path::blobs_get;
    case Kind::blobs_put: return path::blobs_put;
  }
  return {};
}

}  // namespace

bool rests_on_what_we_hold(Kind kind) {
  switch (kind) {
    case Kind::offer: case Kind::push: case Kind::pull: case Kind::snapshot: case Kind::chunks: case Kind::behind: case Kind::witnessed: case Kind::digest: return true;
    case Kind::hello: case Kind::introduce: case Kind::wait: case Kind::blobs_have: case Kind::blobs_get: case Kind::blobs_put: case Kind::carry: case Kind::invite: break;
  }
  return false;
}

HttpRequest Conversation::hello(InFlight& flight, std::int64_t now_ms) {
  random_.fill(nonce_);
  return signed_request(flight, Kind::hello, encode(HelloRequest{nonce_}), Token{}, 0, hello_timeout_ms, now_ms);
}

HttpRequest Conversation::introduce(InFlight& flight, ByteView push_body, int timeout_ms, std::int64_t now_ms) {
  return signed_request(flight, Kind::introduce, introduction(replica_.identity()->key.public_key(), push_body), Token{}, 0, timeout_ms, now_ms);
}

HttpRequest Conversation::request(InFlight& flight, Kind kind, ScopeId scope, Bytes body, int timeout_ms, std::int64_t now_ms) {
  flight.scope = scope;
  return signed_request(flight, kind, std::move(body), token_, ++number_, timeout_ms, now_ms);
}

HttpRequest Conversation::signed_request(InFlight& flight, Kind kind, Bytes body, const Token& token, std::uint64_t number, int timeout_ms,
                                         std::int64_t now_ms) {
  const crypto::SigningKey& key = replica_.identity()->key;
  HttpRequest out;
  out.id = next_id_++;
  out.method = "POST";
  out.path = path_of(kind);
  out.body = std::move(body);
  out.timeout_ms = timeout_ms;
  RequestAuth auth;
  auth.device = key.author();
  auth.token = token;
  auth.number = number;
  auth.device_time_ms = clock_.now_ms();
  sign_request(auth, out.method, out.path, out.body, key);
  out.headers = {{"Content-Type", "application/octet-stream"}, {std::string(header_auth), encode_auth(auth)}};
  flight.id = out.id;
  flight.kind = kind;
  flight.sent_at_ms = now_ms;
  flight.bytes = out.body.size();
  flight.intakes_lost = replica_.intakes_lost();
  return out;
}

Judgement Conversation::judge(int status, ByteView body, bool is_huzhu) {
  Judgement out;
  if (status == 0) return out;
  if (!is_huzhu) {
    out.outcome = Outcome::captive_portal;
    return out;
  }
  if (status == 200) {
    out.outcome = Outcome::answered;
    return out;
  }
  out.outcome = Outcome::refused;
  const auto problem = decode<Problem>(body);
  out.problem = problem ? *problem : Problem{status == 429 || status >= 500 ? Refusal::busy : Refusal::malformed, 0};
  return out;
}

Result<HelloAnswer> Conversation::on_hello(ByteView body) {
  HUZHU_ASSIGN(HelloAnswer answer, decode<HelloAnswer>(body));
  const store::DeviceIdentity& self = *replica_.identity();
  if (!crypto::verify(self.hub_key, hello_signed_part(answer, self.key.author(), nonce_), answer.signature)) {
    return Error{ErrorCode::bad_signature, "sync.hello", "not our hub"};
  }
  token_ = answer.token;
  number_ = 0;
  open_ = true;
  return answer;
}

}  // namespace huzhu::sync
