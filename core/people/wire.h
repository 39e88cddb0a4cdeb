// Wire: the fixed little-endian pieces that the keyring and the enrolment messages are made of.
//
// Not the log's format (docs/log_format.md): these two are read once, are small, and must survive any bytes. Reader is
// total: every length is checked against its bound before anything is allocated, and after the first fault it answers
// zeros until somebody asks ok().
#pragma once

#include <string>
#include <string_view>

#include "core/base/bytes.h"

namespace huzhu::people {

class WireWriter {
 public:
  void u8(std::uint8_t v) { bytes_.push_back(v); }
  void u32(std::uint32_t v) { little_endian(v, 4); }
  void u64(std::uint64_t v) { little_endian(v, 8); }
  void i64(std::int64_t v) { u64(static_cast<std::uint64_t>(v)); }
  void raw(ByteView v) { bytes_.insert(bytes_.end(), v.begin(), v.end()); }
  void sized(ByteView v) { u32(static_cast<std::uint32_t>(v.size())); raw(v); }
  void text(std::string_view v) { sized(view(v)); }
  Bytes take() { return std::move(bytes_); }

 private:
  void little_endian(std::uint64_t v, int bytes) {
    for (int i = 0; i < bytes; ++i) bytes_.push_back(static_cast<std::uint8_t>(v >> (8 * i)));
  }
  Bytes bytes_;
};

class WireReader {
 public:
  explicit WireReader(ByteView bytes) : rest_(bytes) {}

  // True when nothing was missing or too long, and nothing is left over.
  bool finished() const { return ok_ && rest_.empty(); }
  bool ok() const { return ok_; }

  std::uint8_t u8() { return static_cast<std::uint8_t>(little_endian(1)); }
  std::uint32_t u32() { return static_cast<std::uint32_t>(little_endian(4)); }
  std::uint64_t u64() { return little_endian(8); }
  std::int64_t i64() { return static_cast<std::int64_t>(u64()); }

  template <std::size_t N>
  void fixed(std::array<std::uint8_t, N>& out) {
    const ByteView part = take(N);
    if (ok_) std::memcpy(out.data(), part.data(), N);
  }
  Bytes sized(std::size_t bytes_max) {
    const std::uint32_t size = u32();
    if (size > bytes_max) ok_ = false;
    return bytes_of(take(size));
  }
  std::string text(std::size_t bytes_max) {
    const Bytes bytes = sized(bytes_max);
    return std::string(huzhu::text(bytes));
  }
  // A count of things that take at least one byte each.
  std::uint32_t count(std::size_t count_max) {
    const std::uint32_t n = u32();
    if (n > count_max || n > rest_.size()) ok_ = false;
    return ok_ ? n : 0;
  }

 private:
  ByteView take(std::size_t size) {
    if (!ok_ || size > rest_.size()) {
      ok_ = false;
      return {};
    }
    const ByteView part = rest_.first(size);
    rest_ = rest_.subspan(size);
    return part;
  }
  std::uint64_t little_endian(std::size_t bytes) {
    const ByteView part = take(bytes);
    std::uint64_t v = 0;
    for (std::size_t i = 0; i < part.size(); ++i) v |= std::uint64_t{part[i]} << (8 * i);
    return v;
  }
  ByteView rest_;
  bool ok_ = true;
};

}  // namespace huzhu::people
