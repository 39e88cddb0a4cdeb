// Bytes, hashes and the small fixed-size values that name things in the log.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace huzhu {

using Bytes = std::vector<std::uint8_t>;
using ByteView = std::span<const std::uint8_t>;

using Hash = std::array<std::uint8_t, 32>;       // BLAKE2b-256
using PublicKey = std::array<std::uint8_t, 32>;  // Ed25519
using Signature = std::array<std::uint8_t, 64>;  // Ed25519

inline ByteView view(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}
inline std::string_view text(ByteView bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}
inline Bytes bytes_of(ByteView v) { return Bytes(v.begin(), v.end()); }

// Lower-case hexadecimal, two characters a byte; from_hex answers an empty vector for anything else.
std::string to_hex(ByteView bytes);
Bytes from_hex(std::string_view hex);

// 64-bit names. Distinct types so that one cannot stand where another belongs; 0 means "none".
template <class Tag>
struct Id64 {
  std::uint64_t value = 0;
  explicit operator bool() const { return value != 0; }
  friend auto operator<=>(const Id64&, const Id64&) = default;
};
using EntityId = Id64<struct EntityTag>;  // 8 random bytes, drawn when the entity is first written
using ScopeId = Id64<struct ScopeTag>;    // random; leads every key on the wire and in the stores
using AuthorId = Id64<struct AuthorTag>;  // first 8 bytes (big-endian) of BLAKE2b-256("huzhu/key/1" ‖ public key)

// One operation, named: the log (author, epoch) within its scope and the operation's sequence number there.
struct Dot {
  AuthorId author;
  std::uint32_t epoch = 0;
  std::uint64_t seq = 0;
  friend auto operator<=>(const Dot&, const Dot&) = default;
};

// 16 lower-case hex digits, as used in URLs and on the screen of experts.
std::string to_string(EntityId id);
std::string to_string(ScopeId id);
std::string to_string(AuthorId id);
std::uint64_t parse_id(std::string_view hex16);  // 0 when not exactly 16 hex digits

}  // namespace huzhu
