#include "sync/wire.h"

namespace huzhu::sync {

void Writer::varint(std::uint64_t value) {
  while (value >= 0x80) {
    bytes_.push_back(static_cast<std::uint8_t>(value | 0x80));
    value >>= 7;
  }
  bytes_.push_back(static_cast<std::uint8_t>(value));
}

void Writer::signed_varint(std::int64_t value) {
  const auto bits = static_cast<std::uint64_t>(value);
  varint((bits << 1) ^ (value < 0 ? ~std::uint64_t{0} : 0));
}

void Writer::u32(std::uint32_t value) {
  for (int shift = 24; shift >= 0; shift -= 8) bytes_.push_back(static_cast<std::uint8_t>(value >> shift));
}

void Writer::u64(std::uint64_t value) {
  for (int shift = 56; shift >= 0; shift -= 8) bytes_.push_back(static_cast<std::uint8_t>(value >> shift));
}

void Writer::blob(ByteView bytes) {
  varint(bytes.size());
  raw(bytes);
}

std::uint8_t Reader::byte() {
  const ByteView one = raw(1);
  return one.empty() ? 0 : one[0];
}

std::uint64_t Reader::varint() {
  std::uint64_t value = 0;
  for (int shift = 0; shift < 64; shift += 7) {
    const std::uint8_t next = byte();
    if (!ok()) return 0;
    const std::uint64_t part = next & 0x7f;
    if (shift == 63 && part > 1) break;
    value |= part << shift;
    if (next < 0x80) {
      if (next == 0 && shift > 0) break;  // a longer form of a smaller number
      return value;
    }
  }
  fail(ErrorCode::not_canonical);
  return 0;
}

std::uint64_t Reader::varint_max(std::uint64_t max) {
  const std::uint64_t value = varint();
  if (value <= max) return value;
  fail(ErrorCode::too_long);
  return 0;
}

std::int64_t Reader::signed_varint() {
  const std::uint64_t bits = varint();
  return static_cast<std::int64_t>((bits >> 1) ^ (~(bits & 1) + 1));
}

std::uint32_t Reader::u32() {
  std::uint32_t value = 0;
  for (const std::uint8_t b : raw(4)) value = (value << 8) | b;
  return value;
}

std::uint64_t Reader::u64() {
  std::uint64_t value = 0;
  for (const std::uint8_t b : raw(8)) value = (value << 8) | b;
  return value;
}

ByteView Reader::raw(std::size_t count) {
  if (!ok()) return {};
  if (count > rest_.size()) {
    fail(ErrorCode::truncated);
    return {};
  }
  const ByteView out = rest_.first(count);
  rest_ = rest_.subspan(count);
  return out;
}

ByteView Reader::blob(std::size_t bytes_max) { return raw(static_cast<std::size_t>(varint_max(bytes_max))); }

std::string Reader::text(std::size_t bytes_max) { return std::string(huzhu::text(blob(bytes_max))); }

std::size_t Reader::count(std::size_t max, std::size_t item_bytes_min) {
  const auto items = static_cast<std::size_t>(varint_max(max));
  if (items * item_bytes_min > rest_.size()) {
    fail(ErrorCode::truncated);
    return 0;
  }
  return items;
}

Status Reader::finish(const char* where) {
  if (ok() && !rest_.empty()) fail(ErrorCode::not_canonical);
  if (ok()) return Done{};
  return Error{fault_, where, "at " + std::to_string(rest_.size()) + " bytes from the end"};
}

}  // namespace huzhu::sync
