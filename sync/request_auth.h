// Who asks: every request after enrolment is signed by the device, in one header.
//
// No clock is needed to stop replays (tablets' clocks are wrong by years): a request names the session token the hub
// handed out in its hello and a number that only rises; the hub takes each number of a session once. A hello itself
// may be replayed: it only opens a session that nobody without the key can use. The device's time is sent so that the
// hub's log can tell how wrong it is; nothing depends on it.
#pragma once

#include <string>
#include <string_view>

#include "core/base/crypto.h"
#include "sync/protocol.h"

namespace huzhu::sync {

struct RequestAuth {
  AuthorId device;
  Token token{};               // all zero in a hello
  std::uint64_t number = 0;    // 1, 2, 3 … in a session; 0 in a hello
  std::int64_t device_time_ms = 0;
  Signature signature{};
};

// Fills in the signature.
void sign_request(RequestAuth& auth, std::string_view method, std::string_view path, ByteView body, const crypto::SigningKey& device);
bool request_signature_fits(const RequestAuth& auth, std::string_view method, std::string_view path, ByteView body, const PublicKey& device);

// The header's value: base64url without padding of device ‖ token ‖ number ‖ time ‖ signature, 104 bytes.
std::string encode_auth(const RequestAuth& auth);
std::string auth_header(ByteView bytes);   // the same from its 104 bytes, as a line brings them
Result<RequestAuth> decode_auth(std::string_view header);

}  // namespace huzhu::sync
