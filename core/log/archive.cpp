#include "core/log/archive.h"

namespace huzhu::log {

void CompactWriter::varint(std::uint64_t n) {
  while (n >= 0x80) {
    out_.push_back(static_cast<std::uint8_t>(n | 0x80));
    n >>= 7;
  }
  out_.push_back(static_cast<std::uint8_t>(n));
}

void CompactReader::fail(ErrorCode code, const char* detail) {
  if (!ok()) return;
  code_ = code;
  detail_ = detail;
  rest_ = {};
}

ByteView CompactReader::raw(std::size_t size) {
  if (size > rest_.size()) {
    fail(ErrorCode::truncated, "bytes are missing");
    return {};
  }
  const ByteView taken = rest_.first(size);
  rest_ = rest_.subspan(size);
  return taken;
}

std::uint64_t CompactReader::varint() {
  std::uint64_t n = 0;
  for (int shift = 0; shift < 64; shift += 7) {
    const ByteView one = raw(1);
    if (one.empty()) return 0;
    const std::uint8_t byte = one[0];
    if (shift == 63 && byte > 1) break;
    n |= std::uint64_t{byte & 0x7Fu} << shift;
    if (byte < 0x80) {
      if (byte != 0 || shift == 0) return n;
      fail(ErrorCode::not_canonical, "number not in its shortest form");
      return 0;
    }
  }
  fail(ErrorCode::not_canonical, "number longer than 64 bits");
  return 0;
}

ByteView CompactReader::blob(std::size_t size_max) {
  const std::uint64_t size = varint();
  if (size > size_max) {
    fail(ErrorCode::too_long, "longer than its limit");
    return {};
  }
  return raw(static_cast<std::size_t>(size));
}

std::uint64_t CompactReader::count(std::size_t min, std::size_t max) {
  const std::uint64_t n = varint();
  if (!ok()) return 0;
  if (n < min) {
    fail(ErrorCode::not_canonical, "fewer elements than allowed");
  } else if (n > max) {
    fail(ErrorCode::too_long, "more elements than allowed");
  } else if (n > rest_.size()) {
    fail(ErrorCode::truncated, "bytes are missing");  // an element takes a byte at least
  }
  return ok() ? n : 0;
}

}  // namespace huzhu::log
