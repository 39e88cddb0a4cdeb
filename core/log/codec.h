// Between a Segment in memory and its bytes. Internal to core/log; the rest of the program uses segment.h.
#pragma once

#include "core/base/result.h"
#include "core/log/operation.h"

namespace huzhu::log {

// A decoded segment together with where its parts lie in the bytes it came from, for hashing.
struct Parsed {
  Segment segment;
  ByteView header;              // views into the input
  ByteView structure;
  std::vector<ByteView> values; // one an operation, without length; empty where redacted
};

// Total and canonical: whatever it accepts, encode() makes the same bytes of.
Result<Parsed> parse(ByteView bytes);

// Fails when the segment cannot be said in the format; what comes out decodes to the same segment (checked).
Result<Bytes> encode(const Segment& segment);

// The leaves of the body hash, in the order of the operations.
std::vector<Hash> leaves_of(const Parsed& parsed);
std::array<std::uint8_t, 16> value_salt(const std::array<std::uint8_t, 16>& segment_salt, std::size_t index);
Hash body_hash_of(const Parsed& parsed);

}  // namespace huzhu::log
