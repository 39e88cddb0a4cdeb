// What the codecs of help share: sizes, and the ends of logs. For the sources of this folder.
#pragma once

#include <cstring>

#include "core/base/crypto.h"
#include "core/base/limits.h"
#include "core/log/archive.h"
#include "core/people/help_keys.h"

namespace huzhu::people {

inline constexpr std::size_t help_key_bytes = 32;
inline constexpr std::size_t sealed_key_bytes = help_key_bytes + crypto::seal_bytes;

template <std::size_t N>
void read_raw(log::CompactReader& in, std::array<std::uint8_t, N>& out) {
  const ByteView bytes = in.raw(N);
  if (bytes.size() == N) std::memcpy(out.data(), bytes.data(), N);
}

inline void write_ends(log::CompactWriter& out, const std::vector<LogEnd>& ends) {
  out.varint(ends.size());
  for (LogEnd end : ends) out(log::fixed(end.log), end.seq);
}

inline std::vector<LogEnd> read_ends(log::CompactReader& in) {
  std::vector<LogEnd> ends;
  for (std::uint64_t n = in.count(0, limits::logs_per_scope_max); n > 0 && in.ok(); --n) {
    LogEnd end;
    in(log::fixed(end.log), end.seq);
    in.canonical(end.seq <= limits::seq_max, "end of a log");
    ends.push_back(end);
  }
  return ends;
}

}  // namespace huzhu::people
