// Writer and Reader: the few shapes every sync message is made of, in their one allowed encoding.
//
// Numbers are LEB128 varints in the shortest form; ids and hashes are fixed-width, big-endian. The Reader is total:
// after the first fault every further read answers zero and allocates nothing, so a decoder checks once, at its end.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/bytes.h"
#include "core/base/error.h"
#include "core/base/result.h"

namespace huzhu::sync {

class Writer {
 public:
  void byte(std::uint8_t value) { bytes_.push_back(value); }
  void varint(std::uint64_t value);
  void signed_varint(std::int64_t value);  // zigzag
  void u32(std::uint32_t value);
  void u64(std::uint64_t value);
  void raw(ByteView bytes) { bytes_.insert(bytes_.end(), bytes.begin(), bytes.end()); }
  void blob(ByteView bytes);               // varint length ‖ bytes
  void text(std::string_view text) { blob(view(text)); }

  std::size_t size() const { return bytes_.size(); }
  Bytes take() { return std::move(bytes_); }

 private:
  Bytes bytes_;
};

class Reader {
 public:
  explicit Reader(ByteView bytes) : rest_(bytes) {}

  std::uint8_t byte();
  std::uint64_t varint();
  std::uint64_t varint_max(std::uint64_t max);  // a fault when larger
  std::int64_t signed_varint();
  std::uint32_t u32();
  std::uint64_t u64();
  ByteView raw(std::size_t count);
  ByteView blob(std::size_t bytes_max);
  std::string text(std::size_t bytes_max);      // valid UTF-8 is the reader's caller's business
  template <std::size_t N>
  std::array<std::uint8_t, N> fixed() {
    std::array<std::uint8_t, N> out{};
    const ByteView from = raw(N);
    if (from.size() == N) std::memcpy(out.data(), from.data(), N);
    return out;
  }
  // A count of items of at least `item_bytes_min` bytes each: a fault when over `max` or more than can follow.
  std::size_t count(std::size_t max, std::size_t item_bytes_min);

  ByteView rest() const { return rest_; }
  bool ok() const { return fault_ == ErrorCode::none; }
  void fail(ErrorCode code) { if (ok()) { fault_ = code; rest_ = {}; } }
  // The one check of a decoder: no fault, and nothing left over.
  Status finish(const char* where);

 private:
  ByteView rest_;
  ErrorCode fault_ = ErrorCode::none;
};

}  // namespace huzhu::sync
