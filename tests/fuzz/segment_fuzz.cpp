// libFuzzer harness of the segment and frame decoders: nothing crashes, and whatever is accepted has one encoding.
//
//   clang++ -std=c++20 -O1 -g -fsanitize=fuzzer,address,undefined -I. tests/fuzz/segment_fuzz.cpp core/log/{archive,decode,encode,
//     frame,redact,segment}.cpp core/base/{bytes,crypto,utf8}.cpp -lsodium -o segment_fuzz && ./segment_fuzz -max_len=6400 CORPUS
#include <cstdlib>
#include <vector>

#include "core/log/codec.h"
#include "core/log/segment.h"

using namespace huzhu;
using namespace huzhu::log;

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

void try_segment(ByteView bytes) {
  const Result<Segment> s = decode(bytes, Redaction::taken);
  require(s.ok() == chain_of(bytes, Hash{}).ok());
  if (!s) return;
  require(encode(*s).value() == bytes_of(bytes));
  require(position_of(bytes)->seq_last == s->seq_last());
  std::vector<std::size_t> every_second;
  for (std::size_t i = 0; i < s->operations.size(); i += 2) every_second.push_back(i);
  require(chain_of(redact(bytes, every_second).value(), Hash{}).value() == chain_of(bytes, Hash{}).value());
}

// The checksum would hide everything behind it from a fuzzer, so it is mended first.
void try_frame(ByteView bytes) {
  Bytes frame;
  std::size_t size = bytes.size();
  for (; size >= 0x80; size >>= 7) frame.push_back(static_cast<std::uint8_t>(size | 0x80));
  frame.push_back(static_cast<std::uint8_t>(size));
  const std::uint32_t crc = crypto::crc32c(bytes);
  for (int shift = 24; shift >= 0; shift -= 8) frame.push_back(static_cast<std::uint8_t>(crc >> shift));
  frame.insert(frame.end(), bytes.begin(), bytes.end());
  ByteView rest = frame;
  const Result<Frame> read = read_frame(rest);
  require(read.ok() == rest.empty());
  if (read) require(encode_frames(read->segments) == std::vector<Bytes>{frame});
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  crypto::init();
  const ByteView bytes(data, size);
  try_segment(bytes);
  try_frame(bytes);
  ByteView rest = bytes;
  (void)read_frame(rest).ok();
  return 0;
}
