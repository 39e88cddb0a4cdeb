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
// not_canonical or too_long when the format has no place for the segment; bad_signature when it is another device's log.
Result<SealedSegment> seal(const Segment& segment, const Hash& prev, const crypto::SigningKey& device, const crypto::SigningKey* actor);

// A redacted segment still fits its chain, so whoever takes one must know of a REDACT that names its values; else a
// neighbour could blank what he likes. Refused (not_allowed) unless asked for.
enum class Redaction : std::uint8_t { refused, taken };

// Structure verdict without keys: canonical, within limits. unknown_version when a newer program wrote it.
Result<Segment> decode(ByteView bytes, Redaction redaction = Redaction::refused);

// chain = BLAKE2b-256(context ‖ prev ‖ header ‖ body_hash); fails when the bytes are not a well-formed segment.
Result<Hash> chain_of(ByteView bytes, const Hash& prev);

// decode() and chain_of() in one pass.
struct Opened {
  Segment segment;
  Hash chain{};
};
Result<Opened> open(ByteView bytes, const Hash& prev, Redaction redaction = Redaction::refused);

// The same segment without the values of the operations at `indices` (from 0): chain and signatures still fit, and
// nothing in it tells what the values were. Values redacted before stay so.
Result<Bytes> redact(ByteView bytes, std::span<const std::size_t> indices);

// The part of the header that is the same in every version: enough to file and forward what a newer program wrote.
struct Position {
  ScopeId scope;
  AuthorId author;
  std::uint32_t epoch = 0;
  std::uint64_t seq_first = 0, seq_last = 0;
  bool actor_signed = false;
};
Result<Position> position_of(ByteView bytes);

// Over sealed.chain, and only for the key whose author the segment names.
bool signature_fits(const SealedSegment& sealed, const PublicKey& device);
bool actor_signature_fits(const SealedSegment& sealed, const PublicKey& actor);

// A frame: a run of consecutive segments of one log, of which only the last needs a signature; at most
// frame_bytes_max (more where values of it were redacted), or one segment. Layout in docs/log_format.md "Frame"; length and crc32c included. As few frames as the
// signatures at hand allow; a run with a gap makes a new frame there. Segments after which no signed one follows within
// reach are left out: nobody could believe them.
std::vector<Bytes> encode_frames(const std::vector<SealedSegment>& run);
struct Frame {
  std::vector<SealedSegment> segments;  // chain fields empty: the receiver computes them after its own prev
};
// Reads one frame from the front of `bytes` and advances it; on an error `bytes` stays. `truncated` while more has to come.
Result<Frame> read_frame(ByteView& bytes);

}  // namespace huzhu::log
