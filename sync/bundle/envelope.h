// Envelope: the outside of a bundle (a `.huzhu` file, or what a series of codes adds up to): for which county and whom, and
// whether it came whole. What is inside is sealed to one key, so whoever carries it reads nothing.
//
// docs/sync_protocol.md "Bundle" shows the bytes. What is sealed is a letter (letter.h) deflated by whoever calls: the
// browser's own CompressionStream, zlib at the hub.
#pragma once

#include <string>

#include "core/base/crypto.h"

namespace huzhu::sync {

inline constexpr std::string_view bundle_magic = "huzhu";
inline constexpr std::uint8_t bundle_version = 1;
// magic, version, county, recipient, length of the sealed part; then that, and a crc32c of all before it.
inline constexpr std::size_t envelope_header_bytes = 5 + 1 + 8 + 8 + 4, envelope_bytes = envelope_header_bytes + crypto::seal_bytes + 4;

struct Envelope {
  std::uint64_t county = 0;   // first 8 bytes of the county root
  AuthorId recipient;         // whose key it is sealed to
  ByteView sealed;            // into the bytes that were read
};

// Result: not_a_bundle, truncated, bad_checksum, too_long, unknown_version.
Result<Envelope> read_envelope(ByteView file);

// Fails when `to` is no key, or there is more to seal than a bundle may hold.
Result<Bytes> seal_envelope(const Hash& county_root, const PublicKey& to, ByteView deflated, Random& random);
// The deflated letter. Beside the above: wrong_scope (another county's), not_for_us, bad_checksum.
Result<Bytes> open_envelope(ByteView file, const Hash& county_root, const crypto::SigningKey& own);

// The same by a device that belongs to no county yet.
Result<Bytes> open_envelope(ByteView file, const crypto::SigningKey& own);

// 20261128-0912: when it was made, for the name of its file.
std::string file_stamp(std::int64_t now_ms, int utc_offset_minutes);

}  // namespace huzhu::sync
