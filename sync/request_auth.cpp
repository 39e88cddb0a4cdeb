#include "sync/request_auth.h"

#include "sync/line.h"
#include "sync/wire.h"

namespace huzhu::sync {

namespace {

constexpr std::size_t auth_characters = (auth_bytes * 4 + 2) / 3;
constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

Bytes signed_part(const RequestAuth& auth, std::string_view method, std::string_view path, ByteView body) {
  Writer out;
  out.raw(view("huzhu/req/1"));
  out.text(method);
  out.text(path);
  out.raw(crypto::blake2b({body}));
  out.u64(auth.device.value);
  out.raw(auth.token);
  out.u64(auth.number);
  out.u64(static_cast<std::uint64_t>(auth.device_time_ms));
  return out.take();
}

std::string to_base64url(ByteView bytes) {
  std::string out;
  std::uint32_t bits = 0;
  int held = 0;
  for (const std::uint8_t b : bytes) {
    bits = (bits << 8) | b;
    for (held += 8; held >= 6; held -= 6) out += alphabet[(bits >> (held - 6)) & 63];
  }
  if (held > 0) out += alphabet[(bits << (6 - held)) & 63];
  return out;
}

// Empty for anything but the one way of writing these bytes.
Bytes from_base64url(std::string_view text) {
  Bytes out;
  std::uint32_t bits = 0;
  int held = 0;
  for (const char c : text) {
    const auto digit = alphabet.find(c);
    if (digit == std::string_view::npos) return {};
    bits = (bits << 6) | static_cast<std::uint32_t>(digit);
    held += 6;
    if (held >= 8) {
      held -= 8;
      out.push_back(static_cast<std::uint8_t>(bits >> held));
    }
  }
  if ((bits & ((1u << held) - 1)) != 0) return {};
  return out;
}

}  // namespace

void sign_request(RequestAuth& auth, std::string_view method, std::string_view path, ByteView body, const crypto::SigningKey& device) {
  auth.signature = device.sign(signed_part(auth, method, path, body));
}

bool request_signature_fits(const RequestAuth& auth, std::string_view method, std::string_view path, ByteView body, const PublicKey& device) {
  return crypto::verify(device, signed_part(auth, method, path, body), auth.signature);
}

std::string encode_auth(const RequestAuth& auth) {
  Writer out;
  out.u64(auth.device.value);
  out.raw(auth.token);
  out.u64(auth.number);
  out.u64(static_cast<std::uint64_t>(auth.device_time_ms));
  out.raw(auth.signature);
  return to_base64url(out.take());
}

std::string auth_header(ByteView bytes) { return to_base64url(bytes); }

Result<RequestAuth> decode_auth(std::string_view header) {
  if (header.size() != auth_characters) return Error{ErrorCode::truncated, "auth", "length"};
  const Bytes bytes = from_base64url(header);
  Reader in(bytes);
  RequestAuth auth;
  auth.device.value = in.u64();
  auth.token = in.fixed<16>();
  auth.number = in.u64();
  auth.device_time_ms = static_cast<std::int64_t>(in.u64());
  auth.signature = in.fixed<64>();
  HUZHU_TRY(in.finish("auth"));
  return auth;
}

}  // namespace huzhu::sync
