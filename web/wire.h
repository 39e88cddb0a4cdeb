// Wire: the few primitives in which events, effects and settings travel between the shell and the program.
//
// Little-endian, no padding; f32/f64 are IEEE; `str` and `bytes` are a u32 count followed by that many bytes.
// The reader is total: past the end it answers zeros and ok() turns false. web/shell/wire.ts is its counterpart.
#pragma once

#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace huzhu::web {

class WireReader {
 public:
  explicit WireReader(std::span<const std::uint8_t> bytes) : rest_(bytes) {}

  template <class Number>
  Number number() {
    Number value{};
    if (take(sizeof value)) std::memcpy(&value, taken_, sizeof value);
    return value;
  }
  std::uint8_t u8() { return number<std::uint8_t>(); }
  std::uint32_t u32() { return number<std::uint32_t>(); }
  std::int32_t i32() { return number<std::int32_t>(); }
  float f32() { return number<float>(); }
  double f64() { return number<double>(); }
  bool flag() { return u8() != 0; }

  std::string str() {
    const std::uint32_t size = u32();
    return take(size) ? std::string(reinterpret_cast<const char*>(taken_), size) : std::string();
  }
  std::vector<std::uint8_t> bytes() {
    const std::uint32_t size = u32();
    return take(size) ? std::vector<std::uint8_t>(taken_, taken_ + size) : std::vector<std::uint8_t>();
  }

  bool ok() const { return ok_; }

 private:
  bool take(std::size_t size) {
    if (!ok_ || size > rest_.size()) {
      ok_ = false;
      return false;
    }
    taken_ = rest_.data();
    rest_ = rest_.subspan(size);
    return true;
  }

  std::span<const std::uint8_t> rest_;
  const std::uint8_t* taken_ = nullptr;
  bool ok_ = true;
};

class WireWriter {
 public:
  template <class Number>
  void number(Number value) {
    const std::size_t at = bytes_.size();
    bytes_.resize(at + sizeof value);
    std::memcpy(bytes_.data() + at, &value, sizeof value);
  }
  void u8(std::uint8_t value) { number(value); }
  void u32(std::uint32_t value) { number(value); }
  void i32(std::int32_t value) { number(value); }
  void str(std::string_view value) {
    u32(static_cast<std::uint32_t>(value.size()));
    bytes_.insert(bytes_.end(), value.begin(), value.end());
  }
  void bytes(std::span<const std::uint8_t> value) {
    u32(static_cast<std::uint32_t>(value.size()));
    bytes_.insert(bytes_.end(), value.begin(), value.end());
  }
  std::vector<std::uint8_t>& result() { return bytes_; }

 private:
  std::vector<std::uint8_t> bytes_;
};

}  // namespace huzhu::web
