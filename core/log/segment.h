// Encoding, hashing, chaining and verifying segments; frames for transit. docs/log_format.md is the contract.
//
// Every decoder here is total: limits are checked before any allocation, one encoding per value, errors by value.
#pragma once

#include <vector>

#include "core/base/crypto.h"
#include "core/base/result.h"
#include "core/log/operation.h"

namespace huzhu::log {

// The prev of a log's first segment.
Hash first_prev(const Hash& county_root, ScopeId scope, AuthorId author, std::uint32_t epoch);

// Encodes, chains after `prev` and signs. `actor` may be null (device acts, or the act needs no actor_sig).
Result<SealedSegment> seal(const Segment& segment, const Hash& prev, const crypto::SigningKey& device, const crypto::SigningKey* actor);

// Structure verdict without keys: canonical, within limits.
Result<Segment> decode(ByteView bytes);

// chain = BLAKE2b-256(context ‖ prev ‖ header ‖ body_hash); fails when the bytes are not a well-formed segment.
Result<Hash> chain_of(ByteView bytes, const Hash& prev);

bool signature_fits(const SealedSegment& sealed, const PublicKey& device);
bool actor_signature_fits(const SealedSegment& sealed, const PublicKey& actor);

// A frame: a run of consecutive segments of one log, of which only the last needs a signature; at most
// frame_bytes_max, or one segment. Layout in docs/log_format.md "Frame"; length and crc32c included.
std::vector<Bytes> encode_frames(const std::vector<SealedSegment>& run);
struct Frame {
  std::vector<SealedSegment> segments;  // chain fields empty: the receiver computes them after its own prev
};
// Reads one frame from the front of `bytes` and advances it.
Result<Frame> read_frame(ByteView& bytes);

}  // namespace huzhu::log
