// Erasure of values from a segment whose chain must go on fitting (docs/log_format.md "Redacted form").
//
// A leaf alone would be guessed for a short value; so the segment's salt, from which every value's salt follows, goes with
// the first redacted value, and what is kept carries its own salt.
#include <algorithm>

#include "core/log/codec.h"
#include "core/log/segment.h"

namespace huzhu::log {

Result<Bytes> redact(ByteView bytes, std::span<const std::size_t> indices) {
  HUZHU_ASSIGN(Parsed parsed, parse(bytes));
  Segment& s = parsed.segment;
  if (indices.empty()) return bytes_of(bytes);
  const std::vector<Hash> leaves = leaves_of(parsed);
  if (s.redaction.empty()) {
    for (std::size_t i = 0; i < s.operations.size(); ++i) {
      const std::array<std::uint8_t, 16> salt = value_salt(s.salt, i);
      Hash part{};
      std::copy(salt.begin(), salt.end(), part.begin());
      s.redaction.push_back(part);
    }
    s.salt = {};
  }
  for (std::size_t i : indices) {
    if (i >= s.operations.size()) return Error{ErrorCode::not_found, "segment.operations", "no such operation"};
    Operation& op = s.operations[i];
    s.redaction[i] = leaves[i];
    op.redacted = true;
    op.value = Value{op.value.type, 0, {}};
  }
  return encode(s);
}

}  // namespace huzhu::log
